import { createApp } from "vue";
import { UI_WORDS } from "@/ui";
import "@/ui/styles/tokens.css";
import "@/ui/styles/base.css";
import "@/ui/styles/controls.css";
import { startConnection } from "./connection";
import { startInstall } from "./install";
import { router } from "./router";
import { account, startSession } from "./session";
import { startSettings } from "./settings";
import App from "./shell/App.vue";
import { allWords } from "./words";
import { uiWords } from "./uiWords";
import { startUpdates } from "./update";

startConnection();
startInstall();
await Promise.all([startSettings(), startSession()]);
// Who is signed in goes past the first screen: what comes next is fetched while it is drawn.
if (account.value) void allWords().catch(() => undefined);

createApp(App).use(router).provide(UI_WORDS, uiWords).mount("#app");
void startUpdates();
