import { vi } from "vitest";

const CLIENT = "CognitoIdentityServiceProvider.c";

/**
 * A browser on which "kabid" is signed in and sees notices, as far as leaving it goes, with what happened in it. `answers`:
 * what the services say, by the last part of the address; `unsubscribe`: what the browser's push service does.
 */
export function sharedComputer({
  unsubscribe = () => Promise.resolve(true),
  answers = {},
}: {
  unsubscribe?: () => Promise<unknown>;
  answers?: Readonly<Record<string, { status: number; body: object }>>;
} = {}) {
  const happened: string[] = [];
  const storage: Record<string, unknown> = {
    [`${CLIENT}.LastAuthUser`]: "kabid",
    [`${CLIENT}.kabid.accessToken`]: "lama",
    [`${CLIENT}.kabid.refreshToken`]: "habis",
  };
  const hidden = { enumerable: false, value: null as unknown };
  Object.defineProperties(storage, {
    getItem: { ...hidden, value: (key: string) => storage[key] ?? null },
    setItem: { ...hidden, value: (key: string, value: string) => Object.assign(storage, { [key]: value }) },
    removeItem: { ...hidden, value: (key: string) => delete storage[key] },
  });
  const subscription = {
    unsubscribe: () => {
      happened.push("unsubscribed");
      return unsubscribe();
    },
  };
  const registration = { pushManager: { getSubscription: () => Promise.resolve(subscription) } };
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("sessionStorage", storage);
  vi.stubGlobal("navigator", {
    onLine: true,
    serviceWorker: { getRegistration: () => Promise.resolve(registration) },
  });
  vi.stubGlobal("location", { assign: (to: string) => happened.push(to) });
  vi.stubGlobal("fetch", (address: string) => {
    const found = answers[address.split("/").at(-1) ?? ""];
    return found === undefined
      ? Promise.reject(new TypeError("no network"))
      : Promise.resolve(Response.json(found.body, { status: found.status }));
  });
  return { happened, kept: () => Object.keys(storage) };
}
