import { nextTick } from "vue";
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw } from "vue-router";
import { announce } from "@/ui";
import { safeNext } from "./places";
import type { FeatureRoutesModule } from "./routes";
import { account, can, heldAt } from "./session";
import { homePath } from "./shell/navigation";
import { allWords, t } from "./words";

/** Each feature brings its own routes; only their list is loaded at the start, never their pages. */
const features = import.meta.glob<FeatureRoutesModule>("../features/*/routes.ts", { eager: true });

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.name === from.name ? undefined : { top: 0 }),
  routes: [
    // Where home is depends on who it is: nobody's would be the settings, and be kept as the place to go on to.
    { path: "/", name: "home", redirect: () => (account.value ? homePath() : { name: "sign-in" }) },
    ...Object.values(features).flatMap((feature) => feature.routes),
    { path: "/no-permission", name: "no-permission", component: () => import("./shell/NoPermissionPage.vue"), meta: { title: "app.noPermission" } },
    { path: "/:rest(.*)*", name: "not-found", component: () => import("./shell/NotFoundPage.vue"), meta: { public: true, title: "app.notFound" } },
  ],
});

function signInAt(to: RouteLocationNormalized): RouteLocationRaw {
  return { name: "sign-in", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
}

/** The words of most pages come after the first screen's; a page is not shown without its own. */
router.beforeResolve(async (to) => {
  if (!to.meta.public) await allWords();
});

router.beforeEach((to) => {
  if (!account.value) return to.meta.public ? true : signInAt(to);
  if (heldAt.value && to.name !== heldAt.value) {
    return { name: heldAt.value, query: to.query.next ? { next: to.query.next } : {} };
  }
  if (to.name === "sign-in") return safeNext(to.query.next);
  if (to.meta.permission && !can(to.meta.permission)) return { name: "no-permission" };
  return true;
});

/** A screen reader starts at the new page's head instead of staying on a link that is gone. */
function focusHead(): void {
  const heads = document.querySelectorAll<HTMLElement>("main h1[tabindex]");
  [...heads].reverse().find((head) => head.offsetParent !== null)?.focus({ preventScroll: true });
}

router.afterEach((to, from, failure) => {
  if (failure) return;
  document.title = to.meta.title ? `${t(to.meta.title)} - ${t("app.name")}` : t("app.name");
  if (from.matched.length && to.name !== from.name) void nextTick(focusHead);
});

router.onError(() => { announce(t("app.chunkFailed")); });
