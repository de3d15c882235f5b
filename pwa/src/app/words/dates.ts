import { language } from "./index";

/** The law and the police work by Beijing time, wherever the phone thinks it is. */
const TIME_ZONE = "Asia/Shanghai";

/** English as it is written outside America: the day before the month. */
function locale(): string {
  return language() === "en" ? "en-GB" : "zh-CN";
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale(), { timeZone: TIME_ZONE, ...options });
  formats.set(key, made);
  return made;
}

function show(value: string | number | Date, name: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? "" : formatOf(name, options).format(date);
}

/** "2026-11-22" or an instant -> "2026年11月22日" / "22 November 2026"; empty for null. */
export function formatDate(value: string | null | undefined): string {
  if (!value) return "";
  // A calendar day has no time zone: noon in Beijing is that day there.
  const instant = value.length === 10 ? `${value}T12:00:00+08:00` : value;
  return show(instant, "date", { year: "numeric", month: "long", day: "numeric" });
}

/** An instant -> day and minute; empty for null. */
export function formatDateTime(value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === "") return "";
  return show(value, "dateTime", {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}

/** An instant -> "14:05". */
export function formatTime(value: string | number): string {
  return show(value, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** How long ago, in the largest fitting step: "3 分钟前" / "3 minutes ago". */
export function formatAgo(value: string | number, now = Date.now()): string {
  const seconds = Math.round((new Date(value).getTime() - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(0, "minute");
  if (size < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  return relative.format(Math.round(seconds / 86_400), "day");
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** "1.2 公里" / "1.2 km", "80 米" / "80 m". */
export function formatDistance(metres: number): string {
  const kilometres = metres >= 1000;
  return new Intl.NumberFormat(locale(), {
    style: "unit",
    unit: kilometres ? "kilometer" : "meter",
    maximumFractionDigits: kilometres ? 1 : 0,
  }).format(kilometres ? metres / 1000 : metres);
}

/** Today's date in Beijing as YYYY-MM-DD, for date fields. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: TIME_ZONE }).format(now);
}

/** Bytes for people: "3.2 MB". */
export function formatBytes(bytes: number): string {
  const unit = bytes >= 1_000_000 ? "megabyte" : "kilobyte";
  const value = bytes / (unit === "megabyte" ? 1_000_000 : 1000);
  return new Intl.NumberFormat(locale(), { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
