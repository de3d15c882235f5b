import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { listenToPush } from "./push";
import { listenToSync } from "./sync";

declare const self: ServiceWorkerGlobalScope;
declare const __PRECACHE__: { url: string; revision: string | null }[];

precacheAndRoute(__PRECACHE__);
cleanupOutdatedCaches();

registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), {
    denylist: [/^\/api\//, /^\/c\//, /^\/lookup(\/|$)/, /^\/p\//, /^\/api-docs\//],
  }),
);

// No answer of the API is kept here: what is needed without a network lies encrypted in the store of
// `offline`, which forgets it at sign-out; and an answer from a cache would pass for a network.

listenToSync();
listenToPush();

// An update takes over only when the person said yes: a form half filled in must not lose its page.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});
