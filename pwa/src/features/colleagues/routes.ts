import type { FeatureRoutes } from "@/app/routes";
import { allWords } from "@/app/words";

export const routes: FeatureRoutes = [
  {
    path: "/colleagues",
    name: "colleagues",
    component: () => import("./ColleaguesPage.vue"),
    meta: { permission: "colleague:manage", title: "app.tab.colleagues" },
  },
  {
    path: "/join",
    name: "join",
    // Nobody is signed in here, so the words of the pages behind the sign-in are not loaded by themselves.
    component: async () => {
      await allWords();
      return import("./JoinPage.vue");
    },
    meta: { public: true, title: "app.join" },
  },
];
