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
