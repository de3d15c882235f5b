/** Brings what the chosen place needs into the draft: its checklist and its roster. */
import { ref, watch, type Ref } from "vue";
import { today } from "@/app/words";
import { findRoster, findRules } from "./lookups";
import { chooseChecklist, type InspectionDraft } from "./model/draft";
import { nowBy } from "./model/time";

export interface Supplies {
  loadingChecklist: Ref<boolean>;
  loadingRoster: Ref<boolean>;
  loadChecklist: () => Promise<void>;
  loadRoster: () => Promise<void>;
}

async function supplyChecklist(draft: Ref<InspectionDraft>): Promise<void> {
  const unit = draft.value.unit;
  if (!unit) return;
  const rules = await findRules(unit.kind, today()).catch(() => null);
  if (!rules?.checklist || draft.value.unit?.id !== unit.id) return;
  const list = rules.checklist;
  if (draft.value.finding_kinds.length === 0) draft.value.finding_kinds = rules.findings;
  // The version somebody has begun to answer stays; a newer one must not strand the answers.
  if (draft.value.checklist?.unit_kind !== list.unit_kind) chooseChecklist(draft.value, list);
}

async function supplyRoster(draft: Ref<InspectionDraft>): Promise<void> {
  const site = draft.value.site;
  if (!site) return;
  const found = await findRoster(site.id).catch(() => null);
  if (!found || draft.value.site?.id !== site.id) return;
  draft.value.roster = found.value;
  draft.value.roster_as_of = found.from_phone ?? nowBy(draft.value.clock_offset_ms, Date.now());
}

export function useSupplies(draft: Ref<InspectionDraft>): Supplies {
  const loadingChecklist = ref(false);
  const loadingRoster = ref(false);

  function during(busy: Ref<boolean>, work: (draft: Ref<InspectionDraft>) => Promise<void>): () => Promise<void> {
    return async () => {
      busy.value = true;
      await work(draft);
      busy.value = false;
    };
  }

  const loadChecklist = during(loadingChecklist, supplyChecklist);
  const loadRoster = during(loadingRoster, supplyRoster);
  watch(() => draft.value.unit?.id, () => void loadChecklist(), { immediate: true });
  watch(() => draft.value.site?.id, () => void (draft.value.roster_as_of === null && loadRoster()), { immediate: true });
  return { loadingChecklist, loadingRoster, loadChecklist, loadRoster };
}
