/**
 * Keeps the shell of the application: its one page and the files under /assets/, whose names change with their content.
 * Nothing of the API, of the configuration or of other origins is ever kept.
 */
type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Lasting & { readonly request: Request; respondWith(answer: Promise<Response>): void };
// The window's own types know no service worker, and both libraries of types exclude each other.
const worker = self as unknown as {
  addEventListener(name: "install" | "activate", listen: (event: Lasting) => void): void;
  addEventListener(name: "fetch", listen: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
};

const SHELL = "selaras-shell-1";
const PAGE = "/";
const PATIENCE_MS = 6_000;

/** Fetches the page anew; when a new version was put up, the files of the former go. */
async function keepShell(): Promise<void> {
  const fresh = await fetch(PAGE, { cache: "no-cache" });
  if (!fresh.ok) return;
  const text = await fresh.clone().text();
  const former = await caches.match(PAGE, { cacheName: SHELL });
  if (former !== undefined && (await former.text()) === text) return;
  await caches.delete(SHELL);
  const cache = await caches.open(SHELL);
  await cache.addAll([...new Set(text.match(/\/assets\/[\w.-]+/g) ?? [])]);
  await cache.put(PAGE, fresh);
}

/** The page as the network has it, the kept one when the answer is no page or does not come in time. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE, { cacheName: SHELL });
  if (kept === undefined) return fetch(request);
  const patience = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(kept), PATIENCE_MS);
  });
  const fresh = fetch(request).then((response) => (response.ok ? response : kept));
  return Promise.race([fresh, patience]).catch(() => kept);
}

async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}

worker.addEventListener("install", (event) => event.waitUntil(keepShell().then(() => worker.skipWaiting())));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") {
    event.respondWith(page(request));
    event.waitUntil(keepShell().catch(() => undefined));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(asset(request));
  }
});
