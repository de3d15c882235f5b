import type { FeatureRoutes } from "@/app/routes";

export const routes: FeatureRoutes = [
  { path: "/sign-in", name: "sign-in", component: () => import("./SignInPage.vue"), meta: { public: true, title: "accounts.signIn.title" } },
  { path: "/first-password", name: "first-password", component: () => import("./PasswordPage.vue"), meta: { title: "accounts.password.firstTitle" } },
  {
    path: "/first-second-factor",
    name: "first-second-factor",
    component: () => import("./factor/SecondFactorPage.vue"),
    meta: { title: "secondFactor.firstTitle" },
  },
  {
    path: "/settings/second-factor",
    name: "second-factor",
    component: () => import("./factor/SecondFactorPage.vue"),
    meta: { title: "secondFactor.title" },
  },
  { path: "/settings", name: "settings", component: () => import("./SettingsPage.vue"), meta: { title: "accounts.settings.title" } },
  { path: "/settings/password", name: "password", component: () => import("./PasswordPage.vue"), meta: { title: "accounts.password.title" } },
  { path: "/settings/sessions", name: "own-sessions", component: () => import("./SessionsPage.vue"), meta: { title: "accounts.sessions.title" } },
  {
    path: "/accounts",
    component: () => import("./AccountsPage.vue"),
    meta: { permission: "account:read", title: "accounts.list.title" },
    children: [
      { path: "", name: "accounts", component: () => import("./parts/ChooseAccount.vue") },
      { path: "new", name: "account-new", component: () => import("./AccountFormPage.vue"), meta: { permission: "account:manage", title: "accounts.list.create" } },
      { path: ":id", name: "account", component: () => import("./AccountPage.vue"), props: true },
      { path: ":id/edit", name: "account-edit", component: () => import("./AccountFormPage.vue"), props: true, meta: { permission: "account:manage", title: "accounts.detail.edit" } },
    ],
  },
];
