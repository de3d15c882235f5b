import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  {
    path: "/contracts",
    name: "contracts",
    component: () => import("./ContractsPage.vue"),
    meta: { permission: "contract:manage", title: "contracts.own" },
  },
  {
    path: "/units/:unitId/contracts",
    name: "unit-contracts",
    component: () => import("./ContractsPage.vue"),
    meta: { permission: "contract:read", title: "contracts.title" },
  },
  {
    path: "/units/:unitId/contracts/new",
    name: "contract-new",
    component: () => import("./ContractNew.vue"),
    meta: { permission: "contract:manage", title: "contracts.new" },
  },
  {
    path: "/contracts/:id",
    name: "contract",
    component: () => import("./ContractPage.vue"),
    meta: { permission: "contract:read", title: "contracts.title" },
  },
  {
    path: "/contracts/:id/edit",
    name: "contract-edit",
    component: () => import("./ContractEdit.vue"),
    meta: { permission: "contract:manage", title: "contracts.edit" },
  },
  {
    path: "/sites/:id/needs",
    name: "site-needs",
    component: () => import("./NeedsPage.vue"),
    meta: { permission: "contract:manage", title: "contracts.needs.edit" },
  },
];
