import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { sha256 } from "../kernel/digest.ts";
import { Period, TemplateId, UnitId } from "../kernel/id.ts";
import { readOperation } from "../operation/operation.ts";
import { publicChanges } from "./changes.ts";
import { readCode } from "./check.ts";
import { type KeptFace, PublicProof, PublicReport, type PublicTenant, type PublicVersion } from "./schema.ts";
import { Cards, Codes, Pages, type PublicPageRecord } from "./store.ts";
import { everybody, face } from "./visitor.ts";

type Place = { readonly template: string; readonly period: string; readonly unit: string };
/** Published versions of one report, the newest first, and the tenant whose site shows them. */
type Shelf = { readonly tenant: PublicTenant; readonly pages: readonly PublicPageRecord[] };

async function shelfOf({ template, period, unit }: Place): Promise<Shelf | null> {
  const [tenant, { items }] = await Promise.all([face(), Pages.list({ template, period, unit })]);
  return tenant && { tenant, pages: [...items].sort((a, b) => b.version - a.version) };
}

const unpacked = (page: PublicPageRecord): KeptFace => JSON.parse(gunzipSync(page.body).toString("utf8")) as KeptFace;

const listed = ({ version, status, publishedAt, code }: PublicPageRecord): PublicVersion => ({
  version,
  status,
  publishedAt,
  code,
});

const pageOf = (pages: readonly PublicPageRecord[], version: number | null): PublicPageRecord | undefined =>
  pages.find((page) => page.version === version);

/** Where a version stands; why it was superseded stands with the version that took its place. */
function standingOf(page: PublicPageRecord, pages: readonly PublicPageRecord[]) {
  const { status, correcting, supersededBy, withdrawn } = page;
  const reason = pageOf(pages, supersededBy)?.correction?.reason ?? null;
  return {
    status,
    correcting,
    superseded: supersededBy === null ? null : { by: supersededBy, reason },
    withdrawn,
  };
}

function correctionOf(page: PublicPageRecord, kept: KeptFace, pages: readonly PublicPageRecord[]) {
  if (page.correction === null) return null;
  const before = pageOf(pages, page.correction.of);
  // A withdrawn version has no figures any more: compared with it everything would seem to have changed.
  const both = before !== undefined && before.status !== "ditarik" && page.status !== "ditarik";
  return { ...page.correction, changes: both ? [...publicChanges(unpacked(before), kept)] : null };
}

/** Earlier months that this report counted in a version that is not the one out now. */
async function outdated({ template, unit }: Place, { carried }: KeptFace): Promise<Period[]> {
  // One by one: at most eleven, and the public function may not ask for many at once.
  const found = await Promise.all(
    carried.map(({ period }) => Cards.get({ template, year: period.slice(0, 4), period, unit })),
  );
  return carried.flatMap(({ period, snapshot }, n) => {
    const card = found[n];
    return card && (card.snapshot !== snapshot || card.status === "ditarik") ? [period] : [];
  });
}

async function shown({ tenant, pages }: Shelf, page: PublicPageRecord): Promise<PublicReport> {
  const kept = unpacked(page);
  const { carried: _carried, ...content } = kept;
  return {
    tenant,
    ...content,
    ...standingOf(page, pages),
    code: page.code,
    correction: correctionOf(page, kept, pages),
    versions: pages.map(listed),
    outdated: await outdated(page, kept),
  };
}

const place = { template: TemplateId, period: Period, unit: UnitId } as const;

export const report = readOperation({
  name: "portal.report",
  summary: "Satu laporan yang sudah terbit, menurut versi terbarunya.",
  input: v.strictObject(place),
  output: PublicReport,
  load: async (input) => {
    const shelf = await shelfOf(input);
    const [page] = shelf?.pages ?? [];
    return shelf && page ? { shelf, page } : null;
  },
  policy: everybody,
  run: async ({ record }) => shown(record.shelf, record.page),
});

/** A version as it stands in an address. */
const Version = v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/, "Versi ditulis dengan angka, misalnya 1."));

export const version = readOperation({
  name: "portal.version",
  summary: "Satu versi dari laporan yang sudah terbit, juga bila sudah digantikan.",
  input: v.strictObject({ ...place, version: Version }),
  output: PublicReport,
  load: async (input) => {
    const shelf = await shelfOf(input);
    const page = pageOf(shelf?.pages ?? [], Number(input.version));
    return shelf && page ? { shelf, page } : null;
  },
  policy: everybody,
  run: async ({ record }) => shown(record.shelf, record.page),
});

export const verify = readOperation({
  name: "portal.verify",
  summary: "Apa yang dibuktikan oleh kode pada dokumen yang sudah terbit.",
  // Any text: a malformed code answers like one that nobody has, not with what is wrong about it.
  input: v.strictObject({ code: v.string() }),
  output: PublicProof,
  load: async ({ code }) => {
    const found = await Codes.get({ codeHash: sha256(readCode(code) ?? "") });
    const shelf = found && (await shelfOf(found));
    const page = shelf && pageOf(shelf.pages, found.version);
    return shelf && page ? { shelf, page } : null;
  },
  policy: everybody,
  run: async ({ input, record: { shelf, page } }) => {
    const { template, unit, period, signer, contentHash, snapshot, figures, labels } = unpacked(page);
    const { version: own, publishedAt, document, seal, correction } = page;
    return {
      tenant: shelf.tenant,
      code: page.code ?? readCode(input.code) ?? "",
      template,
      unit,
      period,
      version: own,
      ...standingOf(page, shelf.pages),
      signer,
      publishedAt,
      contentHash,
      snapshot,
      document,
      seal,
      correction,
      current: listed(shelf.pages[0] ?? page),
      figures,
      labels,
    };
  },
});
