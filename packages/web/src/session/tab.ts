/**
 * What one tab works on: the tenant and the post it acts in. Kept per tab, so that two tabs may work for two regencies;
 * a new tab begins with the tenant chosen last on this device. Changing either starts the page anew: nothing read for
 * the former may stay on the screen.
 */
const TENANT = "selaras.tenant";
const ACTING = "selaras.acting";

function read(store: "session" | "local", key: string): string | null {
  try {
    return (store === "session" ? sessionStorage : localStorage).getItem(key);
  } catch {
    return null;
  }
}
function write(store: "session" | "local", key: string, value: string | null): void {
  try {
    const place = store === "session" ? sessionStorage : localStorage;
    if (value === null) place.removeItem(key);
    else place.setItem(key, value);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

let tenant = read("session", TENANT);
let acting = read("session", ACTING);

export const chosenTenant = (): string | null => tenant;
/** `<kind>@<unit>`, or null for all posts held. */
export const chosenPost = (): string | null => acting;
/** The tenant chosen last on this device, in whichever tab. */
export const lastTenant = (): string | null => read("local", TENANT);

export function chooseTenant(slug: string | null): void {
  tenant = slug;
  write("session", TENANT, slug);
  if (slug !== null) write("local", TENANT, slug);
  choosePost(null);
}

export function choosePost(desk: string | null): void {
  acting = desk;
  write("session", ACTING, desk);
}
