import type { FeatureRoutes } from "@/app/routes";

const meta = { permission: "notice:read", title: "rectification.title" } as const;

export const routes: FeatureRoutes = [
  { path: "/notices", name: "notices", component: () => import("./NoticesPage.vue"), meta },
  { path: "/notices/:id", name: "notice", component: () => import("./NoticePage.vue"), props: true, meta },
  {
    path: "/notices/:id/answer",
    name: "notice-answer",
    component: () => import("./AnswerPage.vue"),
    props: true,
    meta: { permission: "notice:answer", title: "rectification.answerTitle" },
  },
];
