import { get } from "@/api/client";
import type { LogState } from "@/api/types";

/** How the public log stands, and the forks that were reported. */
export const readLogState = (signal?: AbortSignal): Promise<LogState> => get("/api/log", signal ? { signal } : {});
