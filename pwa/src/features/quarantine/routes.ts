import type { FeatureRoutes } from "@/app/routes";

const meta = { permission: "quarantine:decide", title: "quarantine.title" } as const;
const conflicts = { permission: "quarantine:decide", title: "quarantine.conflicts.title" } as const;

export const routes: FeatureRoutes = [
  { path: "/quarantine", name: "quarantine", component: () => import("./QuarantinePage.vue"), meta },
  { path: "/quarantine/:id", name: "quarantined", component: () => import("./QuarantinedPage.vue"), props: true, meta },
  { path: "/conflicts", name: "conflicts", component: () => import("./ConflictsPage.vue"), meta: conflicts },
  { path: "/conflicts/:id", name: "conflict", component: () => import("./ConflictPage.vue"), props: true, meta: conflicts },
];
