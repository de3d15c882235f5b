import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  { path: "/queue", name: "queue", component: () => import("./QueuePage.vue"), meta: { title: "queue.title" } },
];
