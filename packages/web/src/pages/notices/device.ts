import { api } from "../../api/client.ts";
import { pushWorker } from "../../session/push.ts";
import { words } from "./words.ts";

/** Whether this very device can show notices, and does. */
export type Standing = "none" | "unsupported" | "apple" | "denied" | "on" | "off";
export type Here = { readonly standing: Standing; readonly endpoint: string | null };

const isApplePhone = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1);

const isInstalled = (): boolean => matchMedia("(display-mode: standalone)").matches;

/** How things stand on this device. `key`: under which it would subscribe; null = the service cannot tell devices. */
export async function standingHere(key: string | null): Promise<Here> {
  const at = (standing: Standing, endpoint: string | null = null): Here => ({ standing, endpoint });
  if (key === null) return at("none");
  const registration = await pushWorker();
  if (!("Notification" in globalThis) || registration === undefined || !("pushManager" in registration)) {
    return at(isApplePhone() && !isInstalled() ? "apple" : "unsupported");
  }
  if (Notification.permission === "denied") return at("denied");
  const subscription = await registration.pushManager.getSubscription();
  return subscription === null ? at("off") : at("on", subscription.endpoint);
}

const SYSTEMS = [
  [/Android/, "Android"],
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Mac OS/, "Mac"],
  [/Linux/, "Linux"],
] as const;
const BROWSERS = [
  [/Edg/, "Edge"],
  [/OPR|Opera/, "Opera"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/Firefox/, "Firefox"],
  [/Chrome|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
] as const;

/** "Chrome di Android": how a device is called in the list, so that its owner knows it again. */
export function deviceName(userAgent: string): string {
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? words.page.otherBrowser;
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? words.page.otherSystem;
  return words.page.deviceName(browser, system);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Asks for the permission and subscribes this device. False when the person or the browser said no. */
export async function turnOnHere(key: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false;
  const registration = await pushWorker();
  if (registration === undefined) return false;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(key),
  });
  const { endpoint, keys } = subscription.toJSON();
  if (endpoint === undefined || keys === undefined) return false;
  const { p256dh = "", auth = "" } = keys;
  try {
    await api("notification.subscribe", { endpoint, keys: { p256dh, auth }, name: deviceName(navigator.userAgent) });
  } catch (error) {
    // What the server does not know must not look as if it were on.
    await subscription.unsubscribe();
    throw error;
  }
  return true;
}

/** Under which id the server knows a device: the first letters of the hash of its address. */
export async function deviceIdOf(endpoint: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.slice(0, 32);
}
