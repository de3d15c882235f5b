import { onScopeDispose, watch } from "vue";
import type { Id, Import } from "@/api/types";
import { useResource, type Resource } from "@/app/data/useResource";
import { nextPause } from "@/features/jobs";
import { getImport } from "./api";
import { isStopped, isWorking } from "./steps";

const FIRST_PAUSE_MS = 500;

/** One import, looked after while it works and the page is visible; `moved` hears when it has come to another state. */
export function useImport(id: () => Id, moved: (now: Import) => void): Resource<Import> {
  const resource = useResource<Id, Import>(id, getImport);
  let pause = FIRST_PAUSE_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  function plan(): void {
    clearTimeout(timer);
    const known = resource.data.value;
    if (!over && !document.hidden && known && isWorking(known.state) && !isStopped(known)) timer = setTimeout(() => void look(known), pause);
  }

  async function look(before: Import): Promise<void> {
    // No answer is no news: the next look asks again.
    const answer = await getImport(before.id).catch(() => null);
    if (over || resource.data.value?.id !== before.id) return;
    const now = answer?.data ?? before;
    pause = nextPause(pause, now.state !== before.state || now.job?.done !== before.job?.done);
    if (answer) resource.replace(answer);
    if (now.state !== before.state) moved(now);
    plan();
  }

  function comeBack(): void {
    pause = FIRST_PAUSE_MS;
    plan();
  }

  document.addEventListener("visibilitychange", comeBack);
  watch(() => [resource.data.value?.state, resource.data.value?.job?.id], comeBack);
  onScopeDispose(() => {
    over = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", comeBack);
  });
  return resource;
}
