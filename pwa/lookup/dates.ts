/** Days and times in China, in the reader's language. */
import type { Language } from "./language";

const ZONE = { timeZone: "Asia/Shanghai" } as const;

export function showDay(day: string | null, language: Language): string {
  if (!day) return "";
  const options = { ...ZONE, year: "numeric", month: "long", day: "numeric" } as const;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(new Date(`${day.slice(0, 10)}T12:00:00+08:00`));
}

export function showTime(instant: string, language: Language): string {
  const options = { ...ZONE, year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(new Date(instant));
}

export const today = (now = new Date()): string => new Intl.DateTimeFormat("en-CA", ZONE).format(now);
