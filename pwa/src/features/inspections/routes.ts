import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  {
    path: "/inspections/start",
    name: "visit-start",
    component: () => import("./screens/StartVisit.vue"),
    meta: { permission: "inspection:record", title: "inspections.start" },
  },
  { path: "/visit", redirect: ({ query }) => ({ name: "visit-start", query }) },
  {
    path: "/inspections/join",
    name: "visit-join",
    component: () => import("./screens/JoinVisit.vue"),
    meta: { permission: "inspection:record", title: "inspections.confirm.join" },
  },
  {
    path: "/inspections/visits/:id",
    name: "visit",
    component: () => import("./screens/VisitPage.vue"),
    meta: { permission: "inspection:record", title: "inspections.visit.title" },
  },
  {
    path: "/inspections/sent/:id",
    name: "visit-sent",
    component: () => import("./screens/SentPage.vue"),
    meta: { permission: "inspection:record", title: "inspections.title" },
  },
  {
    path: "/inspections",
    name: "inspections",
    component: () => import("./screens/InspectionsPage.vue"),
    meta: { permission: "inspection:read", title: "inspections.title" },
    children: [
      {
        path: ":id",
        name: "inspection",
        component: () => import("./screens/InspectionDetail.vue"),
        meta: { permission: "inspection:read", title: "inspections.title" },
      },
    ],
  },
];
