import { presentInstant } from "@selaras/core/kernel/clock.ts";
import { type Context, newId, within } from "@selaras/core/kernel/context.ts";
import { notFound } from "@selaras/core/kernel/failure.ts";
import { noteActor } from "../invocation.ts";
import { tenantOfHost } from "./request.ts";

// Apart from session.ts: that one brings accounts, posts and the officials' operations along.

const MINUTE_MS = 60_000;

/** The beginning of the present minute: all who ask within one minute get the same bytes, and their tag stays true. */
const presentMinute = (): Date => new Date(Math.floor(presentInstant().getTime() / MINUTE_MS) * MINUTE_MS);

/**
 * Runs `work` for somebody who reads the public site of the tenant in the host name.
 * @throws Failure `not_found` when the host names none: the same as for a tenant that does not exist.
 */
export async function asVisitor<T>(host: string, requestId: string, work: () => Promise<T>): Promise<T> {
  const tenant = tenantOfHost(host);
  if (tenant === null) throw notFound({});
  const now = presentMinute();
  const scope: Context = { actor: { kind: "visitor", tenant }, now, command: newId(now), requestId };
  noteActor(scope.actor);
  return within(scope, work);
}

/** Paths of the pages and files of the public site, as the portal's own links write them. */
export const PAGES = {
  home: "/",
  unit: "/perangkat-daerah/:unit",
  report: "/laporan/:template/:period/:unit",
  version: "/laporan/:template/:period/:unit/v/:version",
  check: "/periksa",
  /** Whatever follows is a code, right or wrong. */
  proof: "/v/*",
  about: "/tentang",
  brand: "/brand.css",
  mark: "/lambang.svg",
  data: "/data/:file",
} as const;

/** "rfk-2026.csv" taken apart; null when it is no name of an open file. */
export function openFile(name: string): { template: string; year: string; form: "csv" | "json" } | null {
  const [, template, year, form] = /^([a-z][a-z0-9-]{1,30})-(20\d\d)\.(csv|json)$/.exec(name) ?? [];
  if (template === undefined || year === undefined) return null;
  return { template, year, form: form === "csv" ? "csv" : "json" };
}
