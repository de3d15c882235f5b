import { computed, ref, type ComputedRef, type Ref } from "vue";
import type { UnitSummary } from "@/api/types";
import { account, can } from "@/app/session";
import { listUnits } from "@/features/units";

export interface OwnUnit {
  /** The unit that is shown. */
  unitId: Ref<string>;
  /** The own unit and its branches, when there is a choice. */
  units: Ref<UnitSummary[]>;
  /** Whether its roster and sites may be changed here. */
  mayManage: ComputedRef<boolean>;
}

/** The unit a manager works on: the own one at first, or one of its branches. */
export function useOwnUnit(): OwnUnit {
  const unitId = ref(account.value?.unit_id ?? "");
  const units = ref<UnitSummary[]>([]);

  async function readBranches(): Promise<void> {
    try {
      units.value = (await listUnits({})).items;
    } catch {
      // Without the list of branches the own unit still works.
    }
  }

  if (unitId.value !== "") void readBranches();
  return { unitId, units, mayManage: computed(() => can("roster:manage")) };
}
