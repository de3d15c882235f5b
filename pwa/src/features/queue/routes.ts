import { allWords } from "@/app/words";
import type { FeatureRoutes } from "@/app/routes";

/** A page before the sign-in has its words with it; the first screen does not. */
async function unsent(): Promise<typeof import("./UnsentPage.vue")> {
  await allWords();
  return import("./UnsentPage.vue");
}

export const routes: FeatureRoutes = [
  { path: "/queue", name: "queue", component: () => import("./QueuePage.vue"), meta: { title: "queue.title" } },
  { path: "/hand-in", name: "hand-in", component: () => import("./HandInPage.vue"), meta: { permission: "inspection:record", title: "queue.handIn.title" } },
  { path: "/unsent", name: "unsent", component: unsent, meta: { public: true, title: "queue.unsent.title" } },
];
