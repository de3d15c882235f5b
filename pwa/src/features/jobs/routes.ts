import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/jobs",
    name: "jobs",
    component: () => import("./JobsPage.vue"),
    meta: { title: "jobs.title" },
  },
];
