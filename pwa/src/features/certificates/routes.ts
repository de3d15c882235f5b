import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  {
    path: "/certificates",
    name: "certificates",
    component: () => import("./CertificatesPage.vue"),
    meta: { permission: "certificate:read", title: "certificates.title" },
    children: [
      { path: ":id", name: "certificate", component: () => import("./CertificateDetail.vue") },
    ],
  },
];
