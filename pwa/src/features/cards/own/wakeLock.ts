/** Keeps the screen lit while a card is shown; where the browser cannot, it dims as it always does. */
export function keepLit(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;

  async function ask(): Promise<void> {
    if (over || document.hidden || !("wakeLock" in navigator)) return;
    lock = await navigator.wakeLock.request("screen").catch(() => null);
    if (over) void lock?.release();
  }

  const again = (): void => { void ask(); };
  // The browser takes the lock away whenever the page is hidden.
  document.addEventListener("visibilitychange", again);
  void ask();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", again);
    void lock?.release();
  };
}
