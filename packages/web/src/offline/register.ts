/** Has the service worker keep the shell, so that a reload without network still shows the application. */
export function keepShell(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  addEventListener("load", register);
  if (document.readyState === "complete") register();
}

function register(): void {
  removeEventListener("load", register);
  // Without it everything works but an offline reload; private windows refuse it.
  navigator.serviceWorker.register("/offline-worker.js").catch(() => undefined);
}
