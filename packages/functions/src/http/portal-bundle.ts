import type { PortalServer } from "@selaras/portal/contract.ts";

let loaded: Promise<PortalServer> | undefined;

/** The built pages, loaded with the first request that needs them. @throws when the portal was not built. */
export function portalServer(): Promise<PortalServer> {
  loaded ??= import("./portal-built.js").catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}
