import { get } from "@/api";
import type { FieldPackRules } from "@/api/types";

/** How this phone has to keep a pack. @throws ApiProblem, NetworkError */
export const getRules = (): Promise<FieldPackRules> => get<FieldPackRules>("/api/field-pack/rules");
