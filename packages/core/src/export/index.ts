import * as v from "valibot";
import { type Actor, context, newId } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { notFound } from "../kernel/failure.ts";
import { desk } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { canonical } from "../kernel/canonical.ts";
import { workAddress } from "../db/files.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { askedFor, formatOf } from "./kinds.ts";
import { type Asked, fetching, seeing } from "./policy.ts";
import { expiryOf, isCurrent, mayFetch, PROBLEMS, standing } from "./rules.ts";
import { ExportCard, ExportId, Wanted } from "./schema.ts";
import { type ExportRecord, Exports } from "./store.ts";

const personOf = (actor: Actor): string => {
  if (actor.kind !== "official") throw notFound({});
  return actor.person;
};

/** The requests of a person that still count, newest first. */
async function requestsOf(person: string, now: Date): Promise<readonly ExportRecord[]> {
  const begins = { person, exportId: "" };
  const { items } = await Exports.list({}, { begins, order: "desc", limit: LIMITS.exportsListed, strong: true });
  return items.filter((each) => isCurrent(each, now));
}

function cardOf(record: ExportRecord, now: Date): ExportCard {
  const { exportId: id, wanted, title, askedAt, madeAt, bytes, expires } = record;
  const { state, problem } = standing(record, now);
  const until = new Date(expires * 1000).toISOString();
  return { id, wanted, title, state, askedAt, madeAt, bytes, problem: problem && PROBLEMS[problem], until };
}

type Requested = Asked & { readonly waiting: ExportRecord | null };

/**
 * Queues a file. Nothing is made here, so that a rush costs two small writes each; who asks again for what waits already
 * is shown the request that waits.
 */
export const request = writeOperation({
  name: "export.request",
  summary:
    "Meminta laporan, perjanjian kinerja, contoh cetak templat atau angka semua OPD sebagai berkas; berkas dibuat dalam antrean.",
  input: v.strictObject({ wanted: Wanted }),
  output: ExportCard,
  subject: () => "jobs",
  load: async ({ wanted }): Promise<Requested | null> => {
    const { actor, now } = context();
    if (actor.kind !== "official") return null;
    const asked = await askedFor(wanted, true);
    if (!asked) return null;
    const same = canonical(wanted);
    const mine = await requestsOf(actor.person, now);
    const waiting = mine.find((each) => standing(each, now).state === "waiting" && canonical(each.wanted) === same);
    return { ...asked, waiting: waiting ?? null };
  },
  policy: seeing,
  run: async ({ input: { wanted }, record: { title, waiting }, actor, now, unit }) => {
    if (waiting) return cardOf(waiting, now);
    if (actor.kind !== "official") throw notFound({});
    const made: ExportRecord = {
      person: actor.person,
      exportId: v.parse(ExportId, newId(now)),
      wanted,
      title,
      reach: actor.posts.map((post) => desk(post.kind, post.unit)),
      state: "waiting",
      problem: null,
      attempts: 0,
      askedAt: now.toISOString(),
      madeAt: null,
      bytes: null,
      expires: expiryOf(now),
    };
    const { exportId, person, reach } = made;
    // What is wanted may name a person too; the request is found by whoever asked.
    const event = { ...wanted, type: "ExportRequested", stamp: 1, person, reach: reach.join(" ") };
    unit.add(Exports.create(made));
    unit.tell({ changes: { wanted }, events: [{ ...event, export: exportId }], card: { wanted: title } });
    return cardOf(made, now);
  },
});

export const list = readOperation({
  name: "export.list",
  summary: "Berkas yang saya minta dalam tujuh hari terakhir, terbaru lebih dahulu, dengan keadaannya.",
  input: v.strictObject({}),
  output: v.strictObject({ exports: v.array(ExportCard) }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat, tentang permintaannya sendiri"),
  run: async ({ actor, now }) => ({
    exports: (await requestsOf(personOf(actor), now)).map((each) => cardOf(each, now)),
  }),
});

/** Signs which a file system or a browser does not take in a name. */
const UNNAMEABLE = /[\p{Cc}/\\:*?"<>|]+/gu;

export const open = readOperation({
  name: "export.open",
  summary: "Alamat sementara (paling lama 60 detik) untuk mengunduh berkas yang saya minta.",
  input: v.strictObject({ id: ExportId }),
  output: v.strictObject({ url: v.string(), name: v.string(), expiresInSeconds: v.number() }),
  load: async ({ id }): Promise<(Asked & { readonly file: ExportRecord }) | null> => {
    const { actor, now } = context();
    if (actor.kind !== "official") return null;
    const file = await Exports.get({ person: actor.person, exportId: id }, { strong: true });
    if (!file || !isCurrent(file, now)) return null;
    const asked = await askedFor(file.wanted, false);
    return asked && { ...asked, file };
  },
  policy: fetching,
  run: async ({ record: { file }, now }) => {
    ensure(mayFetch(file, now));
    const { extension, type } = formatOf(file.wanted);
    const name = `${file.title.replaceAll(UNNAMEABLE, " ")}.${extension}`;
    const url = await workAddress({ id: file.exportId, extension, type, name });
    return { url, name, expiresInSeconds: LIMITS.downloadSeconds };
  },
});
