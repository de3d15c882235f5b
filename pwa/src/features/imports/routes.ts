import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/units/:unitId/imports",
    name: "imports",
    component: () => import("./ImportsPage.vue"),
    meta: { permission: "roster:import", title: "imports.title" },
  },
  {
    path: "/imports/:id",
    name: "import",
    component: () => import("./ImportPage.vue"),
    meta: { permission: "roster:import", title: "imports.one" },
  },
];
