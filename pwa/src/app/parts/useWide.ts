import { onScopeDispose, readonly, ref, type Ref } from "vue";

/** From this width on, list and detail stand side by side. */
const WIDE = "(min-width: 900px)";

/** Whether the screen is wide enough for two columns; follows a turned or resized screen. */
export function useWide(): Readonly<Ref<boolean>> {
  const query = window.matchMedia(WIDE);
  const wide = ref(query.matches);
  const follow = (): void => {
    wide.value = query.matches;
  };
  query.addEventListener("change", follow);
  onScopeDispose(() => {
    query.removeEventListener("change", follow);
  });
  return readonly(wide);
}
