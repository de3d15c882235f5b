import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  {
    path: "/field-pack", name: "field-pack", component: () => import("./PackPage.vue"),
    meta: { title: "offline.title", permission: "inspection:record" },
  },
];
