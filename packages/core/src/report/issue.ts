import * as v from "valibot";
import { context, systemContext, tenantId, within } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { Failure } from "../kernel/failure.ts";
import { ReportId, type Sha256 } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { sha256 } from "../kernel/digest.ts";
import { archive, archived } from "../db/files.ts";
import { writeQuietly } from "../db/unit.ts";
import { chainNumber, ChainUses, Tasks } from "../approval/store.ts";
import { writeOperation } from "../operation/operation.ts";
import { seal } from "../signing/index.ts";
import { definitionOf } from "../template/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { paperOf } from "../tenant/schema.ts";
import { heldRows, valuesToCarry } from "./carry.ts";
import { formerLabels } from "./former.ts";
import { load } from "./load.ts";
import { movedOn } from "./failures.ts";
import { can } from "./machine.ts";
import { published } from "./moves.ts";
import { rowsOf } from "./content.ts";
import { picturesFor } from "./pictures.ts";
import { product, reaching } from "./policy.ts";
import type { Head } from "./schema.ts";
import type { DocumentContent, Snapshot } from "./snapshot.ts";
import { statement, versionStamp } from "./statement.ts";
import { Carries, Heads, pack, readWhole, type SnapshotRecord, Snapshots } from "./store.ts";
import { applyEffects, PUBLISHING_DESK } from "./tasks.ts";

/** Who makes the document: the writer of formats, which only the worker loads. */
export type Makers = { readonly document: (content: DocumentContent) => Promise<Uint8Array> };

/** The address that the code in the document leads to. */
export function verificationAddress(code: string): string {
  const site = process.env["SELARAS_PUBLIC_SITE"];
  if (!site) throw new Error("SELARAS_PUBLIC_SITE is not set");
  return `${site.replace("{tenant}", tenantId())}/v/${code}`;
}

/** The version that a correction replaces. */
const versionBefore = ({ reportId, correction }: Head): string | null =>
  correction && reportId.replace(/\.\d+$/, `.${correction.of}`);

/**
 * Publication follows the last signature by itself. Snapshot, seal and document stand already; one
 * conditional write makes the version public, lays down the values that later months count, and says of the version before by
 * what it was replaced.
 */
export const publish = writeOperation({
  name: "report.publish",
  summary: "Menerbitkan laporan yang sudah ditandatangani, disegel dan dibuatkan dokumennya.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({ state: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: product,
  run: async ({ record, unit, now }) => {
    const { head, definition } = record;
    ensure(can("publish", head.state));
    const { reportId, version, template, unit: owner, period } = head;
    const [whole, snapshot] = await Promise.all([
      readWhole(reportId, { strong: true }),
      Snapshots.get({ reportId, version }, { strong: true }),
    ]);
    if (!whole || !head.signed || !head.issueTask || !snapshot?.seal || !snapshot.document) throw movedOn({});
    const effects = published(head, now.toISOString());
    const events = await applyEffects(unit, record, effects, context());
    const values = head.nil === null ? valuesToCarry(definition, await heldRows(head, definition, whole.rows)) : {};
    const year = period.slice(0, 4);
    const body = pack(values);
    unit.add(Carries.create({ template, year, unit: owner, period, version, hash: head.signed.snapshot, body }), () =>
      movedOn({}),
    );
    const { chain } = head.pins;
    unit.add(ChainUses.remove({ chain: chain.id, number: chainNumber(chain.n), reportId }));
    const before = versionBefore(head);
    const replaced = before === null ? null : await Heads.get({ reportId: before }, { strong: true });
    const gone: Head | null = replaced && {
      ...replaced,
      state: replaced.state === "published" ? "superseded" : replaced.state,
      rev: replaced.rev + 1,
      correcting: null,
      supersededBy: version,
    };
    if (replaced && gone) {
      unit.add(Heads.put(gone, (a, o) => `${o.eq(a["rev"], replaced.rev)} AND ${o.eq(a["state"], replaced.state)}`));
    }
    unit.tell({
      changes: { snapshot: head.signed.snapshot, document: snapshot.document.hash, seal: snapshot.seal.by },
      events: [
        statement("ReportPublished", effects.next),
        ...(gone ? [statement("ReportSuperseded", gone)] : []),
        ...events,
      ],
      card: { state: effects.next.state },
    });
    return { state: effects.next.state };
  },
});

const keysOf = ({ reportId, version }: SnapshotRecord) => ({ reportId, version });

/** Writes one part of the record, if it is still the record of this signature; what stands already stays. */
async function complete(record: SnapshotRecord, part: Partial<SnapshotRecord>): Promise<SnapshotRecord> {
  const [name] = Object.keys(part);
  await writeQuietly(
    Snapshots.patch(keysOf(record), { set: { ...part, trouble: null } }, (a, o) =>
      [o.eq(a["hash"], record.hash), o.eq(a[name ?? ""], null)].join(" AND "),
    ),
  );
  return (await Snapshots.get(keysOf(record), { strong: true })) ?? record;
}

/** Leaves a word for those who look at the report: why it is not out yet. */
const explain = (record: SnapshotRecord, trouble: string): Promise<unknown> =>
  writeQuietly(Snapshots.patch(keysOf(record), { set: { trouble } }, (a, o) => o.eq(a["hash"], record.hash)));

async function sealed(record: SnapshotRecord): Promise<SnapshotRecord | null> {
  if (record.seal) return record;
  const { name, nip } = record.signer;
  const outcome = await seal(record.hash as Sha256, { name, nip });
  if (outcome.kind === "sealed") return complete(record, { seal: outcome.seal });
  await explain(record, outcome.because);
  return null;
}

const UNMADE = "Dokumen belum dapat dibuat atau disimpan. Layanan mencobanya lagi dengan sendirinya.";

async function documented(record: SnapshotRecord, makers: Makers): Promise<SnapshotRecord> {
  if (record.document) return record;
  try {
    const body = await archived("snapshot", record.hash);
    if (body === null) throw new Error(`Snapshot ${record.hash} is not in the archive`);
    const snapshot = JSON.parse(body) as Snapshot;
    const definition = await definitionOf(snapshot.template.hash);
    if (!definition) throw new Error(`Template ${snapshot.template.hash} is unknown`);
    const bytes = await makers.document({
      snapshot,
      definition,
      snapshotHash: record.hash,
      verification: { url: verificationAddress(record.code), code: record.code },
      seal: record.seal,
      paper: paperOf(await currentTenant()),
      pictures: await picturesFor(record.reportId, definition, rowsOf(snapshot.content)),
      former: await formerLabels(definition.id, snapshot.content.gone ?? []),
    });
    const hash = sha256(bytes);
    await archive("document", hash, bytes);
    return await complete(record, { document: { hash, bytes: bytes.byteLength } });
  } catch (error) {
    await explain(record, UNMADE);
    throw error;
  }
}

/**
 * Seals what was signed and makes its document, each once however often this runs and wherever an earlier run broke off.
 * `ready` = may be published now. Throws what may pass by itself, so that the caller comes again.
 */
export async function prepare(reportId: string, makers: Makers): Promise<"ready" | "waiting" | "nothing"> {
  const head = await Heads.get({ reportId }, { strong: true });
  if (head?.state !== "signed" || !head.issueTask || !head.signed) return "nothing";
  const { until } = head.signed;
  if (until !== null && context().now.toISOString() < until) return "waiting";
  const record = await Snapshots.get({ reportId, version: head.version }, { strong: true });
  if (!record || record.hash !== head.signed.snapshot) return "nothing";
  const withSeal = await sealed(record);
  if (!withSeal) return "waiting";
  await documented(withSeal, makers);
  return "ready";
}

/** Brings a signed report out: seal, document, publication, in this order. */
export async function issue(reportId: string, makers: Makers): Promise<"published" | "waiting" | "nothing"> {
  const prepared = await prepare(reportId, makers);
  if (prepared !== "ready") return prepared;
  try {
    // At the instant by which its waiting time was judged.
    const asProduct = { ...systemContext(tenantId(), "terbit"), now: context().now };
    await within(asProduct, () => publish({ id: reportId }));
    return "published";
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return "nothing"; // somebody else published it, or the signer took the signature back
  }
}

const MINUTE_MS = 60_000;
/** The next try of the job, later after every one: 5, 10, 20, 40, then every 60 minutes. */
const nextTry = (arrivedAt: string, now: Date): string => {
  const waited = Math.max(0, now.getTime() - Date.parse(arrivedAt));
  return new Date(now.getTime() + Math.min(60 * MINUTE_MS, Math.max(5 * MINUTE_MS, waited))).toISOString();
};

/**
 * Asks the worker once more to bring a signed report out: the button of those who wait, and the job's way to come back to
 * what broke off.
 */
export const again = writeOperation({
  name: "report.issue",
  summary: "Meminta penerbitan dicoba sekali lagi untuk laporan yang sudah ditandatangani.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({ state: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: reaching,
  run: async ({ record, unit, now }) => {
    const { head, tasks } = record;
    ensure(can("publish", head.state));
    const task = tasks.find((each) => each.taskId === head.issueTask);
    if (!task?.card) throw movedOn({});
    const due = nextTry(task.card.due, now);
    unit.add(
      Tasks.patch({ reportId: head.reportId, taskId: task.taskId }, { set: { due } }, (a, o) => o.notExists(a["done"])),
      () => movedOn({}),
    );
    unit.tell({
      changes: {},
      events: [{ type: "IssueWanted", stamp: versionStamp(head), report: head.reportId }],
    });
    return { state: head.state };
  },
});

/** How many were asked for, and how many of them should have been out long ago. */
export type Waiting = { readonly asked: number; readonly late: number };

const isLate = (due: string, now: Date): boolean =>
  now.getTime() - Date.parse(due) >= LIMITS.publicationLateMinutes * MINUTE_MS;

/** Asks for everything that was signed, may be out by now and is not: after a crash, a failure, or the waiting time. */
export async function issueWaiting(): Promise<Waiting> {
  const { now } = context();
  let asked = 0;
  let late = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof Tasks.list>> = await Tasks.list(
      { desk: PUBLISHING_DESK },
      { index: "who", before: { due: now.toISOString() }, limit: LIMITS.pageItems, cursor },
    );
    for (const { card } of page.items) {
      if (!card) continue;
      if (isLate(card.due, now)) late += 1;
      try {
        await within(systemContext(tenantId(), "terbit"), () => again({ id: card.reportId }));
        asked += 1;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    }
    cursor = page.cursor;
  } while (cursor);
  return { asked, late };
}
