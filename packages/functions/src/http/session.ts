import { membershipsOf, unknownPerson } from "@selaras/core/account/index.ts";
import { personById } from "@selaras/core/account/index.ts";
import { type Actor, type Context, newId, within } from "@selaras/core/kernel/context.ts";
import { presentInstant } from "@selaras/core/kernel/clock.ts";
import { failure, invalidFields, unauthenticated } from "@selaras/core/kernel/failure.ts";
import { CommandId, DeskId, PersonId, TenantId } from "@selaras/core/kernel/id.ts";
import { heldNow } from "@selaras/core/position/index.ts";
import { currentTenant } from "@selaras/core/tenant/index.ts";
import * as v from "valibot";
import { readToken } from "./token.ts";
import { ACTING_HEADER, COMMAND_HEADER, TENANT_HEADER } from "./paths.ts";
import { viewerHost } from "./edge.ts";
import { tenantOfHost } from "./request.ts";

export const contradiction = failure(
  "session.contradiction",
  "invalid",
  () => "Alamat dan pilihan daerah tidak cocok. Pilih daerah lewat menu, lalu ulangi.",
);
export const notInPost = failure(
  "session.post",
  "forbidden",
  () => 'Anda sedang tidak memegang jabatan yang dipilih. Pilih jabatan lain pada menu "Bertindak sebagai".',
);

export const readOnly = failure(
  "session.read_only",
  "refused",
  () => "Daerah ini sedang ditutup: datanya dapat dibaca, tetapi tidak dapat diubah.",
);

export type Headers = { readonly get: (name: string) => string | undefined };

/** The access token of a request. Throws unauthenticated. */
export function bearer(headers: Headers): string {
  const [scheme, token] = (headers.get("authorization") ?? "").split(" ");
  if (scheme !== "Bearer" || !token) throw unauthenticated({});
  return token;
}

/** The command's id: the client's for a write (demanded), a new one for a read. */
function commandOf(headers: Headers, kind: "read" | "write", now: Date): CommandId {
  const given = headers.get(COMMAND_HEADER);
  if (!given && kind === "read") return newId(now);
  const parsed = v.safeParse(CommandId, given);
  if (parsed.success) return parsed.output;
  throw invalidFields([{ path: COMMAND_HEADER, message: "Nomor perintah (ULID) wajib disertakan." }]);
}

/**
 * Who asks, for which tenant, in which posts. Cognito says only who; membership and posts are read from the table on
 * every request. The tab's choice travels in one header; a host name that says otherwise is a contradiction.
 */
export async function officialContext(headers: Headers, kind: "read" | "write", requestId: string): Promise<Context> {
  const { subject, authenticatedAt } = await readToken(bearer(headers));
  const now = presentInstant();
  const base = { now, command: commandOf(headers, kind, now), requestId };
  const chosen = headers.get(TENANT_HEADER);
  if (chosen === undefined) return { ...base, actor: { kind: "identity", subject } };
  const host = tenantOfHost(viewerHost(headers.get));
  if (host !== null && host !== chosen) throw contradiction({});
  const member = (await membershipsOf(subject)).find((each) => each.slug === chosen);
  const tenant = v.safeParse(TenantId, chosen);
  if (!member || !tenant.success) throw unknownPerson({});
  const person = v.parse(PersonId, member.personId);
  const who = { tenant: tenant.output, subject, person, authenticatedAt };
  const actor = { kind: "official" as const, ...who, name: "", posts: [] };
  return within({ ...base, actor }, async () => {
    const [record, found] = await Promise.all([personById(person), currentTenant()]);
    if (!record?.active || found.status === "suspended") throw unknownPerson({});
    if (kind === "write" && found.status === "closing") throw readOnly({});
    const posts = await heldNow(person, found, now);
    return { ...base, actor: actingIn(headers, { ...actor, name: record.name, posts }) };
  });
}

function actingIn(headers: Headers, actor: Extract<Actor, { kind: "official" }>): Actor {
  const given = headers.get(ACTING_HEADER);
  if (!given) return actor;
  const desk = v.safeParse(DeskId, given);
  const posts = desk.success ? actor.posts.filter((post) => `${post.kind}@${post.unit}` === desk.output) : [];
  if (posts.length === 0) throw notInPost({});
  return { ...actor, posts };
}
