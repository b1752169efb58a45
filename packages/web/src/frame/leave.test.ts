import { afterEach, expect, it, vi } from "vitest";
import { signOut } from "./leave.ts";

afterEach(() => vi.unstubAllGlobals());

/** A browser as far as leaving it goes, with what happened in it. */
function browser(unsubscribe: () => Promise<unknown>) {
  const happened: string[] = [];
  const kept = new Map([["CognitoIdentityServiceProvider.c.LastAuthUser", "kabid"]]);
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  };
  const subscription = {
    unsubscribe: () => {
      happened.push("unsubscribed");
      return unsubscribe();
    },
  };
  const registration = { pushManager: { getSubscription: () => Promise.resolve(subscription) } };
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("sessionStorage", storage);
  vi.stubGlobal("navigator", { serviceWorker: { getRegistration: () => Promise.resolve(registration) } });
  vi.stubGlobal("location", { assign: (to: string) => happened.push(to) });
  return happened;
}

it("tells whoever sits down next at a shared computer nothing of the person who left", async () => {
  const happened = browser(() => Promise.resolve(true));
  await signOut();
  expect(happened).toEqual(["unsubscribed", "/masuk"]);
});

it("leaves also where the service of the browser does not answer", async () => {
  const happened = browser(() => Promise.reject(new Error("no network")));
  await signOut();
  expect(happened).toEqual(["unsubscribed", "/masuk"]);
});
