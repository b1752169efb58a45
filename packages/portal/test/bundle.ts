import { existsSync } from "node:fs";
import { buildPortal } from "../build.ts";
import type { PortalServer } from "../src/contract.ts";

export const clientFolder = new URL("../dist/client/assets/", import.meta.url);
const serverFile = new URL("../dist/server/portal.js", import.meta.url);

/** The built server bundle, as the Lambda loads it; built first where it is absent. */
export async function loadPortal(): Promise<PortalServer> {
  if (!existsSync(serverFile)) await buildPortal();
  return (await import(serverFile.href)) as PortalServer;
}
