import { gzipSync } from "node:zlib";
import { archived } from "../db/files.ts";
import { canonical } from "../kernel/canonical.ts";
import { sha256 } from "../kernel/digest.ts";
import type { Facts } from "../kernel/failure.ts";
import { publicFace, withdrawnFace } from "../portal/derive.ts";
import type { KeptFace, Status } from "../portal/schema.ts";
import { Cards, Codes, Pages } from "../portal/store.ts";
import { type SnapshotRecord, Snapshots } from "../report/store.ts";
import { boardMonth, type SnapshotBody, snapshotFigures, type Statement, wire } from "../rollup/derive.ts";
import { keptOf } from "../report/kept.ts";
import { Boards, Rollups, slotOf } from "../rollup/store.ts";
import { definitionOf } from "../template/index.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { type Stated, stated, statedPart } from "./stated.ts";

/** What the events of a report say about it; the same that a head gives when a projection is rebuilt. */
export const statementFrom = (event: Facts): Statement => event as unknown as Statement;

/** Where a report stands on the board of its year. */
function onBoard(s: Statement): Stated {
  const keys = { template: s.template, year: s.period.slice(0, 4), unit: s.unit };
  return statedPart(Boards, keys, slotOf(s.period), boardMonth(s));
}

/** The word of the public for a version that is or was out; null for one that nobody outside may know of. */
function statusOf({ state, snapshot, publishedAt }: Statement): Status | null {
  // A correction that was given up is voided as well, without ever having been out.
  if (snapshot === null || publishedAt === null) return null;
  if (state === "published") return "terbit";
  if (state === "superseded") return "digantikan";
  return state === "voided" ? "ditarik" : null;
}

type Signed = {
  readonly body: SnapshotBody;
  readonly definition: TemplateDefinition;
  /** What was made of the snapshot: code, seal, document. */
  readonly record: SnapshotRecord | null;
};

async function signedOf({ report, version, snapshot }: Statement): Promise<Signed> {
  const [text, kept] = await Promise.all([
    archived("snapshot", snapshot ?? ""),
    Snapshots.get({ reportId: report, version }, { strong: true }),
  ]);
  if (text === null) throw new Error(`Snapshot ${snapshot} of ${report} is not in the archive`);
  const body = JSON.parse(text) as SnapshotBody;
  const definition = await definitionOf(body.content.pins.template.hash);
  if (!definition) throw new Error(`Template ${body.content.pins.template.hash} of ${report} is unknown`);
  // The record of another signature says nothing of this one.
  return { body, definition, record: kept?.hash === snapshot ? kept : null };
}

/** The version by itself and under its code: nobody but these two knows a code, and they only once it is out. */
function inPublic(s: Statement, status: Status, face: KeptFace, { body, record }: Signed): readonly Stated[] {
  const { template, period, unit, version, stamp, supersededBy } = s;
  const { correction = null } = body;
  const keys = { template, period, unit, version };
  const code = record?.code ?? null;
  const seal = record?.seal ? { by: record.seal.by, at: record.seal.at } : null;
  const page = {
    ...keys,
    status,
    publishedAt: face.publishedAt,
    correcting: s.correcting !== null && status === "terbit",
    supersededBy,
    withdrawn: status === "ditarik" ? (s.voidedReason ?? "") : null,
    correction: correction && { of: correction.of, reason: correction.reason },
    code,
    document: record?.document ? { hash: record.document.hash, bytes: record.document.bytes } : null,
    seal,
    stamp,
    body: gzipSync(canonical(face)),
  };
  const codeHash = code === null ? null : sha256(code);
  return [
    stated(Pages, keys, page),
    ...(codeHash === null ? [] : [stated(Codes, { codeHash }, { codeHash, ...keys, stamp })]),
  ];
}

/** Figures of the period: of the version that is out, or none when that was withdrawn; with the rows that the region counts. */
function inFigures(s: Statement, { body, definition }: Signed): Stated {
  const { template, period, unit, version, stamp, state } = s;
  const keys = { template, year: period.slice(0, 4), period, unit };
  const voided = state === "voided";
  const figures = voided ? {} : wire(snapshotFigures(definition, body.content).figures);
  const kept = voided ? null : keptOf(definition, body.content);
  const rows = kept ? { body: gzipSync(canonical(kept)) } : {};
  const hash = body.content.pins.template.hash;
  return stated(Rollups, keys, { ...keys, version, stamp, definition: hash, voided, figures, ...rows });
}

/**
 * Everything that follows from one statement of a report. What speaks for the month (board, figures, card) is said by
 * the version that is out, or by the first one on its way: a correction that is being worked on changes none of it.
 */
export async function statedByReport(s: Statement): Promise<readonly Stated[]> {
  const status = statusOf(s);
  if (status === null) return s.version === 1 ? [onBoard(s)] : [];
  const signed = await signedOf(s);
  const out = publicFace(s, signed.body, signed.definition);
  const { card, face } = status === "ditarik" ? withdrawnFace(out) : out;
  const version = inPublic(s, status, face, signed);
  if (status === "digantikan") return version;
  const { template, period, unit, stamp } = s;
  const year = period.slice(0, 4);
  const kept = { ...card, year, snapshot: face.snapshot, stamp };
  return [onBoard(s), inFigures(s, signed), stated(Cards, { template, year, period, unit }, kept), ...version];
}
