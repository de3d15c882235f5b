/** Takes a file of another phone's records and gives it to the server, record by record. */
import { ApiProblem, command } from "@/api";
import type { Id } from "@/api/types";
import { sendInPieces } from "./pieces";
import { requireAccount } from "./who";

/** What became of one record of the file. */
export interface HandedIn {
  key: Id;
  kind: "inspection" | "verification" | "void";
  outcome: "recorded" | "quarantined" | "repeated" | "refused";
  reason: string | null;
  problem: string | null;
  errors: { field: string; code: string; message: string }[];
  record_id: Id | null;
}

const noKeeping = (): Promise<void> => Promise.resolve();

/** The file's records: its lines that are not empty. */
export async function linesOf(file: Blob): Promise<string[]> {
  return (await file.text()).split("\n").filter((text) => text.trim() !== "");
}

/**
 * Hands in one record; harmless when it is repeated. The whole file stays with who carries it.
 * @throws ApiProblem (handed_in.unreadable: not a record for this server), NetworkError
 */
export async function handInLine(line: string): Promise<HandedIn> {
  const account = requireAccount();
  const place = { key: crypto.randomUUID(), sent: 0 };
  const { key } = await sendInPieces({ kind: "handed_in", bytes: new Blob([line]), account, keep: noKeeping }, place);
  const { data } = await command<HandedIn | undefined>("POST", "/api/handed-in", { upload_id: key }, { timeoutMs: 60_000, as: account });
  if (data?.outcome === undefined) throw new ApiProblem({ type: "about:blank", title: "", status: 502, code: "network.not_our_server", detail: "", errors: [], request_id: "" });
  return data;
}
