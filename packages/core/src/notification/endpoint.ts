/*
 * Where a push message may go. The address comes from a browser, that is from outside, and the product calls it from inside of
 * the cloud: only the services that browsers really use, over https, without port, user or password.
 */

/** Hosts of the push services of Chrome and its kin, Firefox, Safari, Edge; a leading dot means any host below. */
const SERVICES = [
  "fcm.googleapis.com",
  "updates.push.services.mozilla.com",
  ".push.services.mozilla.com",
  "web.push.apple.com",
  ".push.apple.com",
  ".notify.windows.com",
] as const;

const isService = (host: string): boolean =>
  SERVICES.some((each) => (each.startsWith(".") ? host.endsWith(each) : host === each));

/** Origin of the push service of a house on one machine; null everywhere else. */
export const localPushService = (): string | null => process.env["SELARAS_LOCAL_PUSH"] ?? null;

/**
 * Whether a device may be told at this address. `local` is the origin of the push service of a house on one machine; null
 * everywhere else.
 */
export function isPushService(endpoint: string, local: string | null): boolean {
  if (!URL.canParse(endpoint)) return false;
  const url = new URL(endpoint);
  if (local !== null && url.origin === local && url.username === "" && url.password === "") return true;
  const plain = url.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
  return plain && isService(url.hostname);
}
