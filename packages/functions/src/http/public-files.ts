import { canonical } from "@selaras/core/kernel/canonical.ts";
import { notFound } from "@selaras/core/kernel/failure.ts";
import type { OpenYear } from "@selaras/portal/contract.ts";
import { openFile } from "./page-address.ts";
import { portalServer } from "./portal-bundle.ts";
import { PUBLIC_ROUTES } from "./public-routes.ts";

/** A file of the public site, ready for its cache headers. */
export type PublicFile = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

const { "portal.home": home, "portal.year": all } = PUBLIC_ROUTES;

/** Every published report of a template's year. @throws Failure `not_found` for another template or year. */
async function openYear(template: string, year: string): Promise<OpenYear> {
  const [shown, { reports }] = await Promise.all([home({ year }), all({ template, year })]);
  if (shown.template?.id !== template) throw notFound({});
  return { home: shown, reports };
}

/** `/data/<template>-<year>.csv` or `.json`. */
export async function openData(name: string): Promise<PublicFile> {
  const wanted = openFile(name);
  if (wanted === null) throw notFound({});
  const year = await openYear(wanted.template, wanted.year);
  const portal = await portalServer();
  const open = { "access-control-allow-origin": "*" };
  if (wanted.form === "json") {
    const body = canonical(portal.openJson(year));
    return { body, headers: { ...open, "content-type": "application/json; charset=utf-8" } };
  }
  const attachment = `attachment; filename="${year.home.tenant.id}-${name}"`;
  return {
    body: portal.openCsv(year),
    headers: { ...open, "content-type": "text/csv; charset=utf-8", "content-disposition": attachment },
  };
}

/** The style sheet of the tenant's colour. */
export async function brandFile(): Promise<PublicFile> {
  const { tenant } = await home({});
  const portal = await portalServer();
  return { body: portal.brandSheet(tenant.brand), headers: { "content-type": "text/css; charset=utf-8" } };
}

/** The tenant's shield. */
export async function markImage(): Promise<PublicFile> {
  const { tenant } = await home({});
  const portal = await portalServer();
  return { body: portal.markFile(tenant), headers: { "content-type": "image/svg+xml" } };
}
