/** Names enough of a device to recognise one's own; the full text of a user agent helps nobody. */
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger/, "WeChat"],
  [/HuaweiBrowser/, "Huawei Browser"],
  [/MiuiBrowser/, "Mi Browser"],
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\/|Chromium\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

function nameOf(userAgent: string, known: readonly [RegExp, string][]): string | undefined {
  return known.find(([pattern]) => pattern.test(userAgent))?.[1];
}

/** "Chrome", "Android", or undefined when neither is known. */
export function describeDevice(userAgent: string): { browser: string; system: string } | undefined {
  const browser = nameOf(userAgent, BROWSERS);
  const system = nameOf(userAgent, SYSTEMS);
  return browser && system ? { browser, system } : undefined;
}
