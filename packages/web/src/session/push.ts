/** The service worker that keeps the shell shows the notices too; a private window has none. */
export const pushWorker = async (): Promise<ServiceWorkerRegistration | undefined> => {
  if (!("serviceWorker" in navigator)) return undefined;
  return navigator.serviceWorker.getRegistration();
};

/** Takes this device's own subscription back. The server forgets a device as soon as its service says that it is gone. */
export async function unsubscribeHere(): Promise<void> {
  const subscription = await (await pushWorker())?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

/** Nobody waits longer than this for the browser's push service, to leave or to come in. */
const QUIET_MS = 1500;

/**
 * Has this device show nobody's notices any more: it is nobody's, and whoever sits down next would read them. Never throws;
 * what the push service of the browser did not answer is tried again when the sign-in page is next seen.
 */
export async function quietHere(): Promise<void> {
  const gone = unsubscribeHere().catch(() => undefined);
  await Promise.race([gone, new Promise((goOn) => setTimeout(goOn, QUIET_MS))]);
}
