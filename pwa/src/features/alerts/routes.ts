import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  { path: "/alerts", name: "alerts", component: () => import("./AlertsPage.vue"), meta: { permission: "alert:read", title: "alerts.title" } },
  { path: "/alerts/:id", name: "alert", component: () => import("./AlertPage.vue"), props: true, meta: { permission: "alert:read", title: "alerts.title" } },
];
