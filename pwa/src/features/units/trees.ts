import type { Agency, Division } from "@/api/types";
import { getAgency, listAgencies, listDivisions } from "./api";
import type { Tree } from "./useCascade";

/** The codes a division's code begins with: province 2, city 4, county 6, township 9 figures. */
export function divisionPath(code: string): string[] {
  return [4, 6, 9].filter((length) => length <= code.length).map((length) => code.slice(0, length));
}

/** The divisions of the province, from its cities down. */
export const divisions: Tree<Division> = {
  async roots() {
    const provinces = await listDivisions(null);
    const lists = await Promise.all(provinces.map(({ code }) => listDivisions(code)));
    return lists.flat();
  },
  below: ({ code, level }) => (level === "township" ? Promise.resolve([]) : listDivisions(code)),
  pathTo: (code) => Promise.resolve(divisionPath(code)),
};

/** The agencies from one's own down. */
export function agenciesBelow(own: string): Tree<Agency> {
  return {
    roots: async () => [await getAgency(own)],
    below: ({ code, level }) =>
      level === "station" ? Promise.resolve([]) : listAgencies({ parent_code: code }),
    pathTo: (code) => agencyPath(own, code),
  };
}

/** From an agency up to one's own, then turned round: the codes do not tell their parents. */
async function agencyPath(own: string, code: string): Promise<string[]> {
  const path = [code];
  let here = code;
  while (here !== own) {
    const parent = (await getAgency(here)).parent_code;
    if (!parent) break;
    path.unshift(parent);
    here = parent;
  }
  return path;
}
