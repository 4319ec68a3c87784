// Stands between the pages and the network. Without a connection it answers with the page that the
// phone keeps, and what that page is made of; nothing of a file is ever in the cache.

import { sendAll } from "./outbox.js";

const SHELL = "/onderweg";
const PATIENCE = 10_000;  // milliseconds until a page begins to come; then the kept one shows
const NAME = import.meta.url;

async function keepShell() {
  const page = await fetch(SHELL);
  const cache = await caches.open(NAME);
  await cache.addAll(new Set((await page.clone().text()).match(/\/static\/[^"#]+/g)));
  await cache.put(SHELL, page);
}

async function dropOthers() {
  for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
  await clients.claim();
}

async function open(request) {
  const patience = new AbortController();
  const waiting = request.method === "GET" && setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: patience.signal });
    // Entries that wait here can be read also while the server fails.
    const kept = answer.status >= 500 && new URL(request.url).pathname === SHELL && await caches.match(SHELL);
    return kept || answer;
  } catch {
    return (await caches.match(SHELL)) ?? Response.error();
  } finally {
    clearTimeout(waiting);  // a page that began to come may take its time
  }
}

addEventListener("install", (event) => event.waitUntil(keepShell().then(skipWaiting)));
addEventListener("activate", (event) => event.waitUntil(dropOthers()));
addEventListener("sync", (event) => event.waitUntil(sendAll()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(open(request));
  else if (request.url.includes("/static/")) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});
