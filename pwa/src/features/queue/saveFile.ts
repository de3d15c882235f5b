/** Gives the person a file of waiting records, in whatever way the browser saves files. */
import { exportCommand, exportEverything, type HandInFile, NoHandInKey } from "@/offline";
import { problemWords } from "@/app/problems";
import { t } from "@/app/words";

const REVOKE_AFTER_MS = 60_000;

function save(blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = `gangwei-${new Date().toISOString().slice(0, 16).replace(/\D/g, "")}.gwout`;
  link.click();
  // Some browsers read it only when the person has said where to.
  setTimeout(() => { URL.revokeObjectURL(url); }, REVOKE_AFTER_MS);
}

async function tell(made: Promise<HandInFile>): Promise<string> {
  try {
    const { blob, records, unreadable } = await made;
    if (records > 0) save(blob);
    const left = unreadable > 0 ? [t("queue.exportedUnreadable", { count: unreadable })] : [];
    return [records > 0 ? t("queue.exported", { count: records }) : t("queue.exportedNone"), ...left].join(" ");
  } catch (error) {
    return error instanceof NoHandInKey ? t("queue.exportNoKey") : problemWords(error);
  }
}

/** What to say afterwards. */
export const exportOne = (id: string): Promise<string> => tell(exportCommand(id));

/** All that waits on this phone. What to say afterwards. */
export const exportAll = (): Promise<string> => tell(exportEverything());
