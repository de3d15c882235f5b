import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  { path: "/scan", name: "scan", component: () => import("./ScanPage.vue"), meta: { permission: "verification:record", title: "scan.title", bare: true } },
  { path: "/scan/checks", name: "checks", component: () => import("./ChecksPage.vue"), meta: { permission: "verification:read", title: "scan.list.title" } },
  {
    path: "/scan/checks/:id",
    name: "check",
    component: () => import("./CheckPage.vue"),
    props: true,
    meta: { permission: "verification:read", title: "scan.list.detail" },
  },
];
