/** The data the server speaks. One file per domain, in the order of the back end's domains. */
export * from "./types/common";
export * from "./types/accounts";
export * from "./types/devices";
export * from "./types/units";
export * from "./types/guards";
export * from "./types/certificates";
export * from "./types/keys";
export * from "./types/log";
export * from "./types/roster";
export * from "./types/verifications";
export * from "./types/alerts";
export * from "./types/inspections";
export * from "./types/notices";
export * from "./types/tasks";
export * from "./types/papers";
export * from "./types/jobs";
export * from "./types/cards";
