// @ts-check
/**
 * The keeper of the shell: sheets, scripts, drawings and words, and one page for when there is no line. Refuses to keep
 * anything that belongs to a person: no page of a tab, no answer of /api, nothing of /live. Invariant: what it hands
 * out is of the version and the language that it was registered for, and a newer one takes its place at once.
 */

const wanted = new URL(location.href).searchParams;
const shell = wanted.get("shell") ?? "";
const lang = wanted.get("lang") ?? "";
const NAME = `plenum ${shell} ${lang}`;
const OFFLINE = `/offline?lang=${encodeURIComponent(lang)}`;
const FIRST = [
  "css/tokens.css", "css/base.css", "css/controls.css", "css/join.css", "img/mark.svg",
  "js/door/offline.js", "js/page/shell.js", "js/line/calls.js",
];
const KEPT = /^\/(static|strings)\//;
const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(
    caches.open(NAME)
      .then((cache) => cache.addAll([OFFLINE, ...FIRST.map((file) => shell + file)]))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith("plenum ") && name !== NAME).map((name) => caches.delete(name))
        )
      )
      .then(() => worker.clients.claim())
  );
});

/** Hand out a versioned file, from here if it is here. @param {Request} request */
async function file(request) {
  const cache = await caches.open(NAME);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/** Go where the person wants to go, or say that there is no line. @param {Request} request */
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await (await caches.open(NAME)).match(OFFLINE)) ?? Response.error();
  }
}

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (KEPT.test(address.pathname)) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(request));
});
