import type { FeatureRoutes } from "@/app/routes";

const permission = "signing_key:manage";

export const routes: FeatureRoutes = [
  { path: "/keys", name: "keys", component: () => import("./KeysPage.vue"), meta: { permission, title: "app.tab.keys" } },
  { path: "/keys/:id/certificates", name: "key-certificates", component: () => import("./AffectedPage.vue"), meta: { permission, title: "app.tab.keys" } },
];
