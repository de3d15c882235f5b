/** Digits as people paste and type them: spaces between, full width from a Chinese keyboard. */
export function plainCode(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "");
}

export function isCode(text: string): boolean {
  return /^\d{6}$/.test(plainCode(text));
}

/** "JBSWY3DP..." -> "JBSW Y3DP ...": what has to be typed is read in fours. */
export function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
