import { chosenPost, chosenTenant } from "../session/tab.ts";
import { accessToken, endSession, renewToken } from "../session/tokens.ts";
import { type Call, exchange } from "./exchange.ts";
import { hold } from "./holds.ts";
import { wait } from "./patience.ts";

export type { Api, Call, CallOptions, RouteName } from "./exchange.ts";
export { newCommandId } from "./command-id.ts";
export { ApiFailure, asFailure } from "./failure.ts";

let ended: () => void = () => undefined;

/** What happens when the session is over; set once by the application. */
export function onSessionEnd(act: () => void): void {
  ended = act;
}

/**
 * Calls one operation of the API for the tab's tenant and post. Writes carry a command id: pass `command` to repeat one
 * that may have arrived.
 * @throws ApiFailure with a sentence ready to be shown; code `network` or `offline` when no answer came.
 */
export const api: Call = exchange({
  base: "/api",
  token: accessToken,
  renew: renewToken,
  tenant: chosenTenant,
  actingAs: chosenPost,
  ended: () => {
    // Also a token that was renewed and is refused all the same: kept, it would lead from the sign-in page back here.
    void endSession();
    ended();
  },
  offline: () => !navigator.onLine,
  now: Date.now,
  chance: Math.random,
  wait,
  hold,
});
