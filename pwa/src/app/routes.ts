import type { RouteRecordRaw } from "vue-router";
import type { Permission } from "@/api/types";
import type { PlainKey } from "./words";

declare module "vue-router" {
  interface RouteMeta {
    /** Needed to open the page; without any, being signed in is enough. */
    permission?: Permission;
    /** Opens without a sign-in. */
    public?: boolean;
    /** The title of the browser's tab. */
    title?: PlainKey;
    /** The page draws to the edges of the screen itself (a camera). */
    bare?: boolean;
  }
}

/** What a feature's routes.ts exports; pages are imported lazily: `component: () => import(…)`. */
export type FeatureRoutes = RouteRecordRaw[];

export interface FeatureRoutesModule {
  routes: FeatureRoutes;
}
