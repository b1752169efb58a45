import { paths } from "../paths.ts";
import { unsubscribeHere } from "../session/push.ts";
import { choosePost, chooseTenant } from "../session/tab.ts";
import { discardTokens } from "../session/tokens.ts";

// Each of these loads the page anew: nothing that was read for one tenant, post or person may stay on the screen.

/** Goes to work for a tenant. */
export function enterTenant(slug: string): void {
  chooseTenant(slug);
  location.assign(paths.home());
}

/** Acts in one post from now on, or in all of them again. */
export function actAs(desk: string | null): void {
  choosePost(desk);
  location.assign(paths.home());
}

/** Nobody waits longer to leave than this for the browser's push service. */
const LEAVE_MS = 1500;

/**
 * Ends the session on this device and in all its tabs. Its notices end with it: on a shared computer they would be read by
 * whoever sits down next.
 */
export async function signOut(): Promise<void> {
  discardTokens();
  chooseTenant(null);
  await Promise.race([unsubscribeHere().catch(() => undefined), new Promise((left) => setTimeout(left, LEAVE_MS))]);
  location.assign(paths.signIn());
}
