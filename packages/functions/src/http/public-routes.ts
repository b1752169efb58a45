import * as Portal from "@selaras/core/portal/index.ts";
import type { PublicRouteName } from "./paths.ts";
import type { AnyOperation, InputOf } from "./routes.ts";

/**
 * The operation behind every public route. Apart from the officials' routes, so that the public function carries none
 * of their operations.
 */
export const PUBLIC_ROUTES = {
  "portal.home": Portal.home,
  "portal.year": Portal.year,
  "portal.unit": Portal.unit,
  "portal.report": Portal.report,
  "portal.version": Portal.version,
} satisfies Record<PublicRouteName, AnyOperation>;

/** What a client sends and gets per public route. */
export type PublicApi = {
  readonly [N in PublicRouteName]: {
    readonly input: InputOf<(typeof PUBLIC_ROUTES)[N]>;
    readonly reply: Awaited<ReturnType<(typeof PUBLIC_ROUTES)[N]>>;
  };
};
