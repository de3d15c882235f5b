import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/employments/:id/file",
    name: "guard-file",
    component: () => import("./GuardFilePage.vue"),
    meta: { permission: "roster:read", title: "guardFiles.title" },
  },
];
