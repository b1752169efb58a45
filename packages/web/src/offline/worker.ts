/**
 * Shows what a push message says, also when no page is open, and leads to where it is done; the page asks for the login.
 * And keeps the shell of the application: its one page and the files under /assets/, whose names change with their content.
 * Nothing of the API, of the configuration or of other origins is ever kept.
 */
type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Pushed = Lasting & { readonly data: { json(): unknown } | null };
type Clicked = Lasting & { readonly notification: { readonly data: unknown; close(): void } };
type Tab = { readonly url: string; focus(): Promise<unknown>; navigate(url: string): Promise<unknown> };
type Fetching = Lasting & { readonly request: Request; respondWith(answer: Promise<Response>): void };
// The window's own types know no service worker, and both libraries of types exclude each other.
const worker = self as unknown as {
  addEventListener(name: "install" | "activate", listen: (event: Lasting) => void): void;
  addEventListener(name: "push", listen: (event: Pushed) => void): void;
  addEventListener(name: "notificationclick", listen: (event: Clicked) => void): void;
  addEventListener(name: "fetch", listen: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(of: { type: "window"; includeUncontrolled: boolean }): Promise<readonly Tab[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly registration: { showNotification(title: string, options: object): Promise<void> };
};

const SHELL = "selaras-shell-1";
const PAGE = "/";
const PATIENCE_MS = 6_000;

/** Fetches the page anew; when a new version was put up and is here whole, the files of the former go. */
async function keepShell(): Promise<void> {
  const fresh = await fetch(PAGE, { cache: "no-cache" });
  if (!fresh.ok) return;
  const text = await fresh.clone().text();
  const former = await caches.match(PAGE, { cacheName: SHELL });
  if (former !== undefined && (await former.text()) === text) return;
  const cache = await caches.open(SHELL);
  const kept = await cache.keys();
  const needed = new Set(text.match(/\/assets\/[\w.-]+/g) ?? []);
  await cache.addAll([...needed]);
  await cache.put(PAGE, fresh);
  const gone = kept.map(({ url }) => new URL(url).pathname).filter((path) => path !== PAGE && !needed.has(path));
  await Promise.all(gone.map((path) => cache.delete(path)));
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

const NOTICES = "/pemberitahuan";
const textIn = (found: object, name: string, spare: string): string => {
  const value: unknown = Object.entries(found).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : spare;
};

/** What a message says. Whatever it is, something is shown: a browser withdraws the permission of a worker that stays silent. */
function messageIn(event: Pushed): { title: string; body: string; path: string } {
  let found: unknown;
  try {
    found = event.data?.json();
  } catch {
    found = undefined;
  }
  const message = typeof found === "object" && found !== null ? found : {};
  const path = textIn(message, "path", NOTICES);
  return {
    title: textIn(message, "title", "Selaras"),
    body: textIn(message, "body", "Ada pemberitahuan baru."),
    // Inside this application only.
    path: /^\/(?![/\\])/.test(path) ? path : NOTICES,
  };
}

async function goTo(path: string): Promise<void> {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const [tab] = tabs;
  if (tab === undefined) {
    await worker.clients.openWindow(path);
    return;
  }
  await tab.focus();
  // Only a page that this worker rules may be led on; another one is left as it is, and a new one opened.
  await tab.navigate(path).catch(() => worker.clients.openWindow(path));
}

worker.addEventListener("push", (event) => {
  const { title, body, path } = messageIn(event);
  event.waitUntil(
    worker.registration.showNotification(title, { body, lang: "id", icon: "/selaras.svg", tag: title, data: path }),
  );
});
worker.addEventListener("notificationclick", (event) => {
  const { data } = event.notification;
  event.notification.close();
  event.waitUntil(goTo(typeof data === "string" ? data : NOTICES));
});
