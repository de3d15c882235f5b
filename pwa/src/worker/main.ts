import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { NetworkFirst } from "workbox-strategies";
import { isCachedApi } from "./rules";

declare const self: ServiceWorkerGlobalScope;
declare const __PRECACHE__: { url: string; revision: string | null }[];

precacheAndRoute(__PRECACHE__);
cleanupOutdatedCaches();

registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), {
    denylist: [/^\/api\//, /^\/c\//, /^\/lookup(\/|$)/, /^\/api-docs\//],
  }),
);

registerRoute(
  ({ url, request }) => request.method === "GET" && isCachedApi(url.pathname),
  new NetworkFirst({ cacheName: "public-api", networkTimeoutSeconds: 3 }),
);

// An update takes over only when the person said yes: a form half filled in must not lose its page.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});
