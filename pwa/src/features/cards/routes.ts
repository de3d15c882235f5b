import type { FeatureRoutes } from "@/app/routes";
import { allWords } from "@/app/words";

export const routes: FeatureRoutes = [
  {
    path: "/cards",
    name: "cards",
    component: () => import("./PrintDesk.vue"),
    meta: { permission: "card:print", title: "cards.title" },
  },
  {
    path: "/cards/template",
    name: "card-template",
    component: () => import("./TemplatePage.vue"),
    meta: { permission: "card:design", title: "cards.template.title" },
  },
  {
    path: "/card",
    name: "own-card",
    component: () => import("./own/OwnCardPage.vue"),
    // The holder has no account, so nobody has fetched the words yet.
    beforeEnter: async () => {
      await allWords();
    },
    meta: { public: true, title: "cards.own.title" },
  },
];
