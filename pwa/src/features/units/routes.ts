import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/units",
    name: "units",
    component: () => import("./UnitsPage.vue"),
    meta: { permission: "unit:read", title: "units.title" },
    children: [
      {
        path: "new",
        name: "unit-new",
        component: () => import("./UnitNew.vue"),
        meta: { permission: "unit:manage", title: "units.register" },
      },
      { path: ":id", name: "unit", component: () => import("./UnitDetail.vue") },
      {
        path: ":id/edit",
        name: "unit-edit",
        component: () => import("./UnitEdit.vue"),
        meta: { permission: "unit:manage", title: "units.edit" },
      },
    ],
  },
];
