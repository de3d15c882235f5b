import { reactive, computed } from "vue";
import type { UiWords } from "@/ui";
import { t } from "./words";

/** The few words the components say, following the language of the moment. */
export const uiWords: UiWords = reactive({
  optional: computed(() => t("common.optional")),
  close: computed(() => t("common.close")),
  cancel: computed(() => t("common.cancel")),
  back: computed(() => t("common.back")),
  clearSearch: computed(() => t("common.clearSearch")),
  errorSummary: computed(() => t("common.errorSummary")),
  loading: computed(() => t("common.loading")),
  showMore: computed(() => t("common.showMore")),
  tryAgain: computed(() => t("common.tryAgain")),
  reason: computed(() => t("common.reason")),
  reasonRequired: computed(() => t("common.reasonRequired")),
  willBeTold: computed(() => t("common.willBeTold")),
  noPhoto: computed(() => t("common.noPhoto")),
  choose: computed(() => t("common.choose")),
  shown: (count: number) => t("common.shown", { count }),
  stepOf: (step: number, total: number) => t("common.stepOf", { step, total }),
});
