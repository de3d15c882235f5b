import type { RouteRecordRaw } from "vue-router";
import { account } from "@/app/session";

export const routes: RouteRecordRaw[] = [
  {
    path: "/roster",
    name: "roster",
    component: () => import("./RosterPage.vue"),
    // Of the own unit: whoever works for one sees its roster, and nobody else has one.
    beforeEnter: () => (account.value?.unit_id ? true : { name: "no-permission" }),
    meta: { permission: "roster:read", title: "roster.own" },
  },
  {
    path: "/units/:unitId/roster",
    name: "unit-roster",
    component: () => import("./RosterPage.vue"),
    meta: { permission: "roster:read", title: "roster.title" },
  },
  {
    path: "/roster/clients",
    name: "clients",
    component: () => import("./ClientsPage.vue"),
    meta: { permission: "roster:manage", title: "roster.clients.title" },
  },
  {
    path: "/transfers",
    name: "transfers",
    component: () => import("./transfers/TransfersPage.vue"),
    meta: { permission: "roster:manage", title: "transfers.title" },
  },
  {
    path: "/transfers/:id",
    name: "transfer",
    component: () => import("./transfers/TransferPage.vue"),
    meta: { permission: "roster:read", title: "transfers.title" },
  },
  {
    path: "/sites",
    name: "sites",
    component: () => import("./SitesPage.vue"),
    meta: { permission: "site:read", title: "roster.sites.title" },
    children: [
      {
        path: "new",
        name: "site-new",
        component: () => import("./SiteNew.vue"),
        meta: { permission: "site:manage", title: "roster.sites.register" },
      },
      { path: ":id", name: "site", component: () => import("./SiteDetail.vue") },
      {
        path: ":id/edit",
        name: "site-edit",
        component: () => import("./SiteEdit.vue"),
        meta: { permission: "site:manage", title: "roster.sites.edit" },
      },
    ],
  },
];
