import type { WholeClient } from "@/api/types";
import { normaliseUscc, usccProblem } from "@/features/units";
import type { ClientInput } from "./api";

/** A client as it stands in the form. */
export interface ClientDraft {
  name: string;
  uscc: string;
  kind: string;
  contact_name: string;
  contact_phone: string;
}

export type ClientField = keyof ClientDraft;

/** The fields in the order of the form. */
export const CLIENT_FIELDS: readonly ClientField[] = ["name", "uscc", "kind", "contact_name", "contact_phone"];

const SHORTEST_NAME = 2;
/** As the server takes it: of a person or a desk, also with an extension. */
const PHONE = /^\+?[0-9][0-9\- ]{6,19}$/u;

export function emptyClient(): ClientDraft {
  return { name: "", uscc: "", kind: "", contact_name: "", contact_phone: "" };
}

export function clientDraftOf(client: WholeClient): ClientDraft {
  const { name, uscc, kind, contact_name: contact, contact_phone: phone } = client;
  return { name, uscc: uscc ?? "", kind: kind ?? "", contact_name: contact ?? "", contact_phone: phone ?? "" };
}

export function faultyClientFields(draft: ClientDraft): ClientField[] {
  const phone = draft.contact_phone.trim();
  const rules: [ClientField, boolean][] = [
    ["name", draft.name.trim().length >= SHORTEST_NAME],
    ["uscc", draft.uscc.trim() === "" || usccProblem(draft.uscc) === null],
    ["contact_phone", phone === "" || PHONE.test(phone)],
  ];
  return rules.filter(([, right]) => !right).map(([field]) => field);
}

/** What is sent: for a change, only the fields that were changed; an emptied one as nothing. */
export function clientInputOf(draft: Partial<ClientDraft>): Partial<ClientInput> {
  const { name, uscc, ...rest } = draft;
  const others = Object.entries(rest).map(([field, value]) => [field, value.trim() || null]);
  return {
    ...(Object.fromEntries(others) as Partial<ClientInput>),
    ...(name !== undefined && { name: name.trim() }),
    ...(uscc !== undefined && { uscc: uscc.trim() === "" ? null : normaliseUscc(uscc) }),
  };
}
