import * as v from "valibot";
import { refuse } from "../kernel/decision.ts";
import { forbidden } from "../kernel/failure.ts";
import { ReportId, RowKey } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { chainInForce } from "../approval/index.ts";
import { budgetFor } from "../budget/index.ts";
import { versionLabel } from "../budget/schema.ts";
import { type Policy, readOperation } from "../operation/operation.ts";
import { holdsOne } from "../operation/policies.ts";
import { definitionOf } from "../template/index.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { isAuthor, type Placed, sees, surroundings } from "./access.ts";
import { noChain, noOffer } from "./failures.ts";
import { can } from "./machine.ts";
import { MOVERS, type Offer, offerFor } from "./offer.ts";
import { plannedFor } from "./basis.ts";
import { pinOf, rowsAtOpening, treePinOf } from "./beginning.ts";
import { dutiesOf } from "./duties.ts";
import { archivedOf, refit, type Refitted, type Versions, wordsBetween } from "./refit.ts";
import { Cell, type Head } from "./schema.ts";
import { readWhole, type RowRecord, type Whole } from "./store.ts";

/* What a move to another version of the template would do to a report, without doing it. */

export type LoadedWhole = Placed & { readonly whole: Whole };
/** A report with its rows and everything its policy decides on, read strongly. */
export async function load({ id }: { readonly id: string }): Promise<LoadedWhole | null> {
  const whole = await readWhole(id, { strong: true });
  return whole && { head: whole.head, whole, ...(await surroundings(whole.head)) };
}

/** Admins, and those who fill the report. */
export const concerned: Policy<Placed> = {
  sentence: "admin daerah, dan penyusun bila versinya mengizinkan; selama draf atau dikembalikan",
  sees,
  may: (actor, placed) =>
    actor.kind === "system" || holdsOne(actor, MOVERS) || isAuthor(actor, placed)
      ? can("save", placed.head.state)
      : refuse(forbidden({ act: "memindahkan laporan ke versi templat lain" })),
};

export type Plan = {
  readonly offer: Offer;
  readonly next: TemplateDefinition;
  readonly versions: Versions;
  readonly pins: Head["pins"];
  readonly refitted: Refitted<RowRecord>;
};

/**
 * What the plan gives to a report on another version. A draft follows its targets anyway; what was sent once keeps the version
 * that it was sent with, and where it was sent without any, what its author typed was judged: then it takes none.
 */
async function plannedOn(next: TemplateDefinition, head: Head): ReturnType<typeof plannedFor> {
  const { pins, firstSubmittedAt, correction } = head;
  const planned = await plannedFor(next, head, pins.targets);
  const sentWithout = pins.targets === undefined && (firstSubmittedAt !== null || correction !== null);
  return sentWithout ? { ...planned, targets: null } : planned;
}

/** Everything that a move to the offered version does, without writing it. */
export async function planOf({ head, whole, definition }: LoadedWhole, offer: Offer): Promise<Plan> {
  const { version } = offer;
  const { template: pinned, chain } = head.pins;
  const former = pinned.former ?? { n: pinned.n, hash: pinned.hash };
  const [next, old] = await Promise.all([definitionOf(version.hash), definitionOf(former.hash)]);
  if (!next) throw noOffer({});
  const bound = version.chain.id === chain.id ? null : await chainInForce(version.chain.id);
  if (version.chain.id !== chain.id && !bound) throw noChain({});
  const needsBudget = next.sections.some((section) => "source" in section && section.source === "budget");
  const budget = needsBudget ? await budgetFor(head.unit, head.period) : null;
  const duties = await dutiesOf(head.template, head.period, head.unit);
  const planned = await plannedOn(next, head);
  const { targets } = planned;
  const tree = head.pins.tree ?? treePinOf(planned);
  const wanted = rowsAtOpening(next, { lines: budget?.lines ?? [], ...planned }, head.period, duties);
  const versions: Versions = { former: old ?? definition, formerN: former.n, next };
  const hadNone = head.pins.budget === null && budget !== null;
  return {
    offer,
    next,
    versions,
    pins: {
      ...head.pins,
      template: { id: head.template, n: version.n, hash: version.hash, former },
      chain: bound ? { id: bound.chain, n: bound.n } : chain,
      budget: hadNone ? { label: versionLabel(budget.version), hash: budget.version.hash } : head.pins.budget,
      ...(targets ? { targets: { ...head.pins.targets, ...pinOf(targets) } } : {}),
      ...(tree ? { tree } : {}),
    },
    refitted: refit(whole.rows, wanted, versions),
  };
}

const Words = v.strictObject({ section: v.string(), field: v.string(), label: v.string(), required: v.boolean() });
const Lost = v.strictObject({ rowKey: RowKey, row: v.string(), field: v.string(), label: v.string(), cell: Cell });

function preview({ versions, refitted, offer }: Plan, { head, whole }: LoadedWhole) {
  const { renamed, added, stricter } = wordsBetween(versions);
  const archived = refitted.changed.flatMap(({ row, archived: all }) =>
    all.slice((row.archived ?? []).length).map(({ field, label, cell }) => {
      return { rowKey: row.rowKey, row: row.label, field, label, cell };
    }),
  );
  const goneCells = refitted.gone.flatMap((row) =>
    Object.entries(row.cells)
      .filter(([, cell]) => cell.s !== "missing")
      .map(([field, cell]) => {
        const { label } = archivedOf(versions, row.rowKey, field, cell);
        return { rowKey: row.rowKey, row: row.label, field, label, cell };
      }),
  );
  const lost = [...archived, ...goneCells];
  const entered = whole.rows.flatMap((row) => Object.values(row.cells)).filter((cell) => cell.s !== "missing").length;
  return {
    from: head.pins.template.former?.n ?? head.pins.template.n,
    to: offer.version.n,
    kept: entered - lost.length,
    renamed,
    archived: lost.slice(0, LIMITS.templateChangesListed),
    archivedCount: lost.length,
    added: added.map(({ section, field, label, required }) => ({ section, field, label, required })),
    stricter: stricter.map(({ section, field, label, required }) => ({ section, field, label, required })),
    rowsAdded: refitted.created.length,
    rowsGone: refitted.gone.length,
  };
}

export const templatePreview = readOperation({
  name: "report.templatePreview",
  summary:
    "Apa yang tetap, berganti nama, diarsipkan, baru dan wajib bila laporan pindah ke versi templat yang ditawarkan.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({
    from: v.number(),
    to: v.number(),
    /** Entered cells that stay as they are. */
    kept: v.number(),
    renamed: v.array(v.strictObject({ section: v.string(), field: v.string(), before: v.string(), after: v.string() })),
    archived: v.array(Lost),
    archivedCount: v.number(),
    added: v.array(Words),
    /** Fields that have to be answered now and had not to be before. */
    stricter: v.array(Words),
    rowsAdded: v.number(),
    rowsGone: v.number(),
  }),
  load,
  policy: concerned,
  run: async ({ record }) => {
    const offer = await offerFor(record.head);
    if (!offer) throw noOffer({});
    return preview(await planOf(record, offer), record);
  },
});
