import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/guards",
    name: "guards",
    component: () => import("./GuardsPage.vue"),
    meta: { permission: "guard:read", title: "guards.title" },
    children: [
      {
        path: "new",
        name: "guard-new",
        component: () => import("./GuardNew.vue"),
        meta: { permission: "guard:register", title: "guards.register" },
      },
      { path: ":id", name: "guard", component: () => import("./GuardDetail.vue") },
      {
        path: ":id/edit",
        name: "guard-edit",
        component: () => import("./GuardEdit.vue"),
        meta: { permission: "guard:edit", title: "guards.edit" },
      },
    ],
  },
];
