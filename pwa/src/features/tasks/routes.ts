import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  { path: "/tasks", name: "tasks", component: () => import("./TasksPage.vue"), meta: { permission: "task:read", title: "tasks.title" } },
  { path: "/tasks/:id", name: "task", component: () => import("./TaskPage.vue"), props: true, meta: { permission: "task:read", title: "tasks.title" } },
  { path: "/plan", name: "plan", component: () => import("./PlanPage.vue"), meta: { permission: "task:read", title: "tasks.plan.title" } },
];
