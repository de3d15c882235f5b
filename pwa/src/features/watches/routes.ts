import type { FeatureRoutes } from "@/app/routes";

const permission = "certificate:check";

export const routes: FeatureRoutes = [
  { path: "/certificate-check", name: "certificate-check", component: () => import("./CheckPage.vue"), meta: { permission, title: "watches.title" } },
  { path: "/watches", name: "watches", component: () => import("./WatchesPage.vue"), meta: { permission, title: "watches.watches" } },
  { path: "/watches/:id", name: "watch", component: () => import("./WatchPage.vue"), meta: { permission, title: "watches.watches" } },
];
