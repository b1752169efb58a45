import * as v from "valibot";
import { systemContext, tenantId, within } from "../kernel/context.ts";
import { allow, refuse } from "../kernel/decision.ts";
import { Failure, forbidden } from "../kernel/failure.ts";
import { ReportId, reportId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { budgetFor } from "../budget/index.ts";
import { versionLabel } from "../budget/schema.ts";
import { windowsOf } from "../calendar/index.ts";
import { type Policy, writeOperation } from "../operation/operation.ts";
import { holdsOne } from "../operation/policies.ts";
import { isTable, sectionOfRow } from "../template/fields.ts";
import { templateNames } from "../template/index.ts";
import { type Placed, sees, surroundings } from "./access.ts";
import { EVERYTHING, NO_BASIS, rowsAtOpening } from "./beginning.ts";
import { budgetCurrent, movedOn, noBudget, targetsCurrent } from "./failures.ts";
import { wrongState } from "./machine.ts";
import { firstPass, followingIn, writeRows } from "./following.ts";
import { followed, type Following, goneLabel } from "./rows.ts";
import type { Head } from "./schema.ts";
import { statement } from "./statement.ts";
import { Heads, readWhole, type Whole } from "./store.ts";
import { replaceHead } from "./tasks.ts";

type Loaded = Placed & { readonly whole: Whole };
type Budget = NonNullable<Head["pins"]["budget"]>;

const load = async ({ id }: { id: string }): Promise<Loaded | null> => {
  const whole = await readWhole(id, { strong: true });
  return whole && { head: whole.head, whole, ...(await surroundings(whole.head)) };
};

const MOVERS = ["admin", "bappeda"];
/** Who moves a draft to what came into force: the product itself, and those who keep the year. */
export const moversOfDrafts = (sentence: string, act: string): Policy<Placed> => ({
  sentence,
  sees,
  may: (actor) => (actor.kind === "system" || holdsOne(actor, MOVERS) ? allow : refuse(forbidden({ act }))),
});

/** A row that the budget does not have any more, but somebody wrote in: it stays with a pagu of zero and says why. */
const withoutLine =
  (version: string): Following["without"] =>
  ({ label, group, context }) => ({
    label: goneLabel(label, version),
    group,
    context: { ...context, pagu: "0", rencana_keuangan: "0", rencana_fisik: "0" },
  });

export const takeBudget = writeOperation({
  name: "report.takeBudget",
  summary: "Memindahkan laporan yang masih draf ke versi anggaran yang berlaku pada akhir periodenya.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({
    label: v.string(),
    /** Rows that wait for the next pass: a transaction is bounded. */
    left: v.number(),
  }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moversOfDrafts(
    "layanan sendiri setelah anggaran dicatat, admin daerah dan Bappeda; selama draf",
    "memindahkan laporan ke versi anggaran lain",
  ),
  run: async ({ record, unit }) => {
    const { head, whole, definition } = record;
    if (head.state !== "draft") throw wrongState({ state: head.state });
    const { budget: pinned } = head.pins;
    const budget = await budgetFor(head.unit, head.period);
    if (!pinned || !budget) throw noBudget({ period: head.period });
    const label = versionLabel(budget.version);
    const settled = pinned.hash === budget.version.hash && pinned.label === label && !pinned.unfinished;
    // The first submission fixes it, whatever was returned or taken back since.
    if (settled || head.correction !== null || head.firstSubmittedAt !== null) throw budgetCurrent({});
    const sections = definition.sections.filter((section) => isTable(section) && section.source === "budget");
    const wanted = rowsAtOpening({ sections }, { ...NO_BASIS, lines: budget.lines }, head.period, EVERYTHING);
    const own = whole.rows.filter((row) => sections.some((section) => section.id === sectionOfRow(row.rowKey)));
    const { now, left } = firstPass(followed(own, wanted, followingIn(record, withoutLine(label))));
    const counted = writeRows(unit, head, now);
    const next: Budget = { label, hash: budget.version.hash, ...(left > 0 ? { unfinished: true } : {}) };
    const moved: Head = {
      ...head,
      rev: head.rev + 1,
      ...counted,
      pins: { ...head.pins, budget: next },
    };
    unit.add(replaceHead(head, moved), () => movedOn({}));
    const reason = `Anggaran: ${pinned.label} menjadi ${label}. Isian yang sudah ada tidak berubah.`;
    unit.tell({
      changes: { reason, rows: [now.changed.length, now.created.length, now.removed.length], left },
      events: [statement("ReportBudgetMoved", moved)],
      card: { state: head.state },
    });
    return { label, left };
  },
});

/** Drafts of a unit in one year, from some templates. */
export async function draftsOf(unit: UnitId, year: string, templates: readonly string[]): Promise<readonly Head[]> {
  const windows = await Promise.all(templates.map((template) => windowsOf(template, year)));
  const ids = windows.flat().map(({ template, period }) => reportId({ template, period, unit, version: 1 }));
  const heads = await Heads.getMany(
    ids.map((id) => ({ reportId: id })),
    { strong: true },
  );
  return heads.filter((head) => head.state === "draft");
}

/** What says that a draft stands where it should, or is none any more. */
const AT_REST: readonly string[] = [
  wrongState({ state: "in_review" }),
  budgetCurrent({}),
  targetsCurrent({}),
  noBudget({ period: "" }),
].map(({ code }) => code);

/**
 * Moves one draft as far as it goes; gives whether it moved. An author who saves in between makes it look again, a few
 * times. Anything else that keeps it from moving is thrown, so that the worker comes back for it.
 */
export async function followOne(take: () => Promise<{ readonly left: number }>): Promise<boolean> {
  for (let left = 1, tries = 0; left > 0; ) {
    try {
      ({ left } = await take());
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (AT_REST.includes(error.code)) return false;
      tries += 1;
      if (error.code !== movedOn({}).code || tries > LIMITS.drawTries) throw error;
    }
  }
  return true;
}

/**
 * Moves the drafts of a unit to the budget that is in force now; what was sent keeps the version it was sent with. Safe
 * to repeat; gives how many moved.
 */
export async function followBudget(unit: string, year: string): Promise<number> {
  let count = 0;
  const templates = (await templateNames()).map(({ template }) => template);
  const drafts = await draftsOf(v.parse(UnitId, unit), year, templates);
  for (const { reportId: id } of drafts.filter(({ pins }) => pins.budget !== null)) {
    const take = () => within(systemContext(tenantId(), "anggaran"), () => takeBudget({ id }));
    if (await followOne(take)) count += 1;
  }
  return count;
}
