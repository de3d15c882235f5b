import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  { path: "/log", name: "log", component: () => import("./LogPage.vue"), meta: { permission: "audit:read", title: "log.title" } },
];
