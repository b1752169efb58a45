import type { PortalServer } from "@selaras/portal/contract.ts";

// A built file, not source: the pages are TSX, which Node does not run. Resolved at run time, so that types need no build.
const bundle = new URL("../../../portal/dist/server/portal.js", import.meta.url);

let loaded: Promise<PortalServer> | undefined;

/** The built pages, loaded with the first request that needs them. @throws when the portal was not built. */
export function portalServer(): Promise<PortalServer> {
  loaded ??= (import(bundle.href) as Promise<PortalServer>).catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}
