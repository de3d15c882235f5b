import { computed, ref, watch, type Ref } from "vue";
import { useRoute } from "vue-router";

/**
 * The unit whose records a list shows, named by the address (`?unit_id=`) a unit's page leads to.
 * `list` is the name of the list's own route: a record opened beside it leaves the list as it is.
 */
export function useUnitFilter(list: string): Ref<string | undefined> {
  const route = useRoute();
  const asked = computed(() => {
    const unit = route.query["unit_id"];
    return typeof unit === "string" ? unit : undefined;
  });
  const shown = ref(asked.value);
  watch([() => route.name, asked], ([name, unit]) => {
    if (name === list) shown.value = unit;
  });
  return shown;
}
