import { paths } from "../paths.ts";
import { choosePost, chooseTenant } from "../session/tab.ts";
import { discardSession } from "../session/tokens.ts";

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

/** Ends the session on this device and in all its tabs. */
export async function signOut(): Promise<void> {
  chooseTenant(null);
  await discardSession();
  location.assign(paths.signIn());
}
