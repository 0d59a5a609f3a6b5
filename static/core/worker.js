// L13.3. The service worker keeps one page for when there is no connection: the crisis lines. It
// keeps nothing that a member reads or writes.
const SHELF = "hearth-offline";
const PAGE = "/offline";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { mode, method, destination } = event.request;
  if (mode === "navigate" && method === "GET") event.respondWith(orElse(event.request, PAGE));
  if (destination === "style") event.respondWith(orElse(event.request, event.request));
});

async function fill() {
  const page = await fetch(PAGE, { credentials: "omit" });
  if (!page.ok) throw new Error("no offline page");
  const sheets = (await page.clone().text()).matchAll(/<link rel="stylesheet" href="([^"]+)"/g);
  const shelf = await caches.open(SHELF);
  await shelf.put(PAGE, page);
  await shelf.addAll(Array.from(sheets, ([, address]) => address));
}

/** What the network answers, or what is on the shelf where it does not. */
async function orElse(request, kept) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(kept)) ?? Response.error();
  }
}

// L9.1. A push says that there is something, never what. The words come from here, not from outside.
self.addEventListener("push", (event) => {
  const shown = { tag: "hearth", icon: "/static/core/icon-neutral.svg" };
  event.waitUntil(self.registration.showNotification("You have something new", shown));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open());
});

async function open() {
  const [tab] = await self.clients.matchAll({ type: "window" });
  if (!tab) return self.clients.openWindow("/notices");
  await tab.focus();
  return tab.navigate("/notices");
}
