import * as v from "valibot";
import { type Context, context, newId, type Official, tenantId, within } from "../kernel/context.ts";
import { Failure, type FailureKind } from "../kernel/failure.ts";
import { desk, PersonId } from "../kernel/id.ts";
import { putWork } from "../db/files.ts";
import { writeQuietly } from "../db/unit.ts";
import { personById, unknownPerson } from "../account/index.ts";
import { heldNow } from "../position/index.ts";
import { currentTenant } from "../tenant/index.ts";
import type { Made, Writers } from "./content.ts";
import { formatOf, KINDS } from "./kinds.ts";
import { mayMake, type Problem } from "./rules.ts";
import type { KindName, WantedOf } from "./schema.ts";
import { type ExportRecord, Exports } from "./store.ts";

/** Which request: it is found by its owner and its number. */
export type ExportKey = { readonly person: string; readonly exportId: string };

/** `nothing`: there is nothing left to do. `failed` is final, and says what went wrong. */
export type Outcome =
  | { readonly kind: "made" | "nothing" }
  | { readonly kind: "failed"; readonly problem: Problem; readonly because: unknown };

/** Answers that would be the same at every further try. */
const FINAL: readonly FailureKind[] = ["invalid", "unauthenticated", "forbidden", "not_found", "refused"];

/**
 * Makes the file of one request and says so in its record. Safe to repeat: a file is put once under the request's
 * number, a delivery of what stands already changes nothing, and what a crash left half done is done again by the next
 * delivery. Throws while there are tries left, so that the event comes again; after the last one the request has failed.
 */
export async function makeExport(key: ExportKey, writers: Writers): Promise<Outcome> {
  const record = await Exports.get({ ...key }, { strong: true });
  if (!record) return { kind: "nothing" };
  const turn = mayMake(record);
  if (turn === "nothing") return { kind: "nothing" };
  // Whoever tried last left no word, not even a failure: it was cut off, and would be again.
  if (turn === "give up") return giveUp(key, "broken", new Error("Cut off at the last try"));
  const attempts = record.attempts + 1;
  const mine = Exports.patch(
    { ...key },
    { set: { state: "making", attempts } },
    (a, o) => `${o.eq(a["attempts"], record.attempts)} AND ${o.eq(a["state"], record.state)}`,
  );
  // Another delivery may be at it, or the answer to this very write was lost and it was sent again: the next one sees.
  if ((await writeQuietly(mine)) === "older") throw new Error("Another delivery took this request up");
  try {
    const { bytes, madeAt } = await put(record, writers);
    const ready = { state: "ready", bytes, madeAt } as const;
    await writeQuietly(Exports.patch({ ...key }, { set: ready }, (a, o) => o.eq(a["state"], "making")));
    return { kind: "made" };
  } catch (error) {
    if (error instanceof Failure && FINAL.includes(error.kind)) return giveUp(key, "reach", error);
    if (mayMake({ ...record, state: "making", attempts }) === "give up") return giveUp(key, "broken", error);
    throw error;
  }
}

async function giveUp(key: ExportKey, problem: Problem, because: unknown): Promise<Outcome> {
  const failed = { state: "failed", problem } as const;
  await writeQuietly(Exports.patch({ ...key }, { set: failed }, (a, o) => o.ne(a["state"], "ready")));
  return { kind: "failed", problem, because };
}

/** Reads, writes and stores; gives what stands in the store in the end, which an earlier try may have put there. */
async function put(record: ExportRecord, writers: Writers): Promise<{ bytes: number; madeAt: string }> {
  const { exportId, wanted } = record;
  const here = await requesterOf(record);
  const body = await within(here, () => written(wanted, here, exportId, writers));
  const { extension, type } = formatOf(wanted);
  return putWork({ id: exportId, extension, type, body, madeAt: here.now.toISOString() });
}

async function written<K extends KindName>(
  wanted: WantedOf<K> & { kind: K },
  here: Requester,
  exportId: string,
  writers: Writers,
): Promise<Uint8Array> {
  const kind: (typeof KINDS)[K] = KINDS[wanted.kind];
  const write: Writers[K] = writers[wanted.kind];
  return write(await kind.gather(wanted, await madeBy(here, exportId)));
}

async function madeBy({ actor, now }: Requester, id: string): Promise<Made> {
  const { name, short, zone, demo } = await currentTenant();
  const hats = actor.posts.map((post) => post.title);
  return { id, at: now.toISOString(), by: actor.name, hats, tenant: { name, short, zone, demo } };
}

type Requester = Context & { readonly actor: Official };

/**
 * The person who asked, in those of the posts pinned with the request that are still held: a file never shows more than
 * was within reach then, nor more than is within reach now.
 */
async function requesterOf({ person: id, reach }: ExportRecord): Promise<Requester> {
  const { now } = context();
  const [person, tenant] = await Promise.all([personById(id), currentTenant()]);
  if (!person?.active || person.subject === null || tenant.status === "suspended") throw unknownPerson({});
  const held = await heldNow(id, tenant, now);
  const posts = held.filter((post) => reach.includes(desk(post.kind, post.unit)));
  const command = newId(now);
  const { subject, name } = person;
  return {
    actor: { kind: "official", tenant: tenantId(), subject, person: v.parse(PersonId, id), name, posts },
    now,
    command,
    requestId: command,
  };
}
