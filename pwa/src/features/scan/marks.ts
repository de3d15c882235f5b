/** Performance marks of a scan: from the frame that was read to the verdict on the screen. */

/** `frameAt` is the time of the frame; null for a photo or a typed number, which are not measured. */
export function markFrame(frameAt: number | null): void {
  if (frameAt === null) return;
  performance.clearMarks("scan:frame");
  performance.clearMarks("scan:verdict");
  performance.mark("scan:frame", { startTime: frameAt });
}

/** Called once the verdict stands in the document; the next painted frame shows it. */
export function markVerdict(): void {
  if (performance.getEntriesByName("scan:frame").length === 0 || performance.getEntriesByName("scan:verdict").length > 0) return;
  requestAnimationFrame(() => {
    performance.mark("scan:verdict");
    performance.measure("scan", "scan:frame", "scan:verdict");
  });
}
