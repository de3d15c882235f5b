import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  { path: "/warnings", name: "warnings", component: () => import("./WarningsPage.vue"), meta: { permission: "warning:read", title: "warnings.title" } },
  { path: "/settings/warnings", name: "warning-settings", component: () => import("./WarningSettingsPage.vue"), meta: { permission: "warning:read", title: "warnings.settings" } },
];
