import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  {
    path: "/settings/devices",
    name: "own-devices",
    component: () => import("./OwnDevicesPage.vue"),
    meta: { permission: "verification:record", title: "devices.own.title" },
  },
  { path: "/devices", name: "devices", component: () => import("./DevicesPage.vue"), meta: { permission: "device:read", title: "devices.title" } },
  {
    path: "/devices/:id",
    name: "device",
    component: () => import("./DevicePage.vue"),
    props: true,
    meta: { permission: "device:read", title: "devices.title" },
  },
];
