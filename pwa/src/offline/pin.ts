/** Which PINs are taken. Five tries on the phone protect any PIN but those that everybody tries first. */

export type PinFault = "digits" | "short" | "easy";

/** Digits as typed: full-width ones of a Chinese keyboard and blanks between groups are no mistake. */
export const plainPin = (typed: string): string => typed.normalize("NFKC").replace(/[\s-]/g, "");

/** What is wrong with a PIN somebody wants to choose, or null. */
export function pinFault(pin: string, shortest: number): PinFault | null {
  if (!/^\d*$/.test(pin)) return "digits";
  if (pin.length < shortest) return "short";
  return isEasy(pin) ? "easy" : null;
}

/** The same step from digit to digit (111111, 123456, 987654), a part repeated (123123, 121212), or three digits twice over (112233). */
function isEasy(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10));
  return steps.size === 1 || /^(\d{1,3})\1+$/.test(pin) || /^(?:(\d)\1)+$/.test(pin) || isDate(pin);
}

/** A birthday is what a finder of the phone tries next: YYMMDD, DDMMYY, YYYYMMDD. */
function isDate(pin: string): boolean {
  const month = "(0[1-9]|1[0-2])";
  const day = "(0[1-9]|[12]\\d|3[01])";
  const forms = [`\\d\\d${month}${day}`, `(19|20)\\d\\d${month}${day}`];
  return forms.some((form) => new RegExp(`^${form}$`).test(pin));
}
