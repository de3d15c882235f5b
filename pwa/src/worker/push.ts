/**
 * There are new warnings: how many, and in which language to say so, is all that the message tells (docs/warnings.md). Each must
 * be shown, or the browser takes the right away; a page that is open counts anew as well.
 */
declare const self: ServiceWorkerGlobalScope;

interface News {
  warnings: number;
  language: "zh-CN" | "en";
}

const WORDS = {
  "zh-CN": { title: "岗卫", body: (count: number) => (count > 0 ? `${String(count)} 条新预警` : "有新预警") },
  en: { title: "Gangwei", body: (count: number) => (count > 0 ? `${String(count)} new ${count === 1 ? "warning" : "warnings"}` : "New warnings") },
} as const;

const PLACE = "/warnings";

/** What was sent; what cannot be read still means that there is something. */
function read(event: PushEvent): News {
  try {
    const { warnings, language } = event.data?.json() as Partial<News>;
    return { warnings: Number.isSafeInteger(warnings) ? (warnings ?? 0) : 0, language: language === "en" ? "en" : "zh-CN" };
  } catch {
    return { warnings: 0, language: "zh-CN" };
  }
}

const pages = (): Promise<readonly WindowClient[]> => self.clients.matchAll({ type: "window", includeUncontrolled: true });

async function tell(news: News): Promise<void> {
  for (const page of await pages()) page.postMessage("warnings");
  const { title, body } = WORDS[news.language];
  await self.registration.showNotification(title, { body: body(news.warnings), tag: "warnings", lang: news.language, icon: "/icons/icon-192.png" });
}

/** Goes to the list, in the page that is open if one is. */
async function open(): Promise<void> {
  const page = (await pages())[0];
  if (!page) {
    await self.clients.openWindow(PLACE);
    return;
  }
  await page.focus();
  page.postMessage("open-warnings");
}

export function listenToPush(): void {
  self.addEventListener("push", (event) => { event.waitUntil(tell(read(event))); });
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open());
  });
}
