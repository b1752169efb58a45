import * as v from "valibot";
import { targetsFor } from "../cascade/target/for-report.ts";
import type { PlannedTargets } from "../cascade/target/schema.ts";
import type { Unit } from "../db/unit.ts";
import { systemContext, tenantId, within } from "../kernel/context.ts";
import { ReportId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { writeOperation } from "../operation/operation.ts";
import { allUnits } from "../orgunit/index.ts";
import { isWithin } from "../orgunit/tree.ts";
import { sectionOfRow } from "../template/fields.ts";
import { followsTargets, listedSections, type NewRow, NO_BASIS, pinOf, rowsAtOpening, withGiven } from "./beginning.ts";
import { draftsOf, followOne, moversOfDrafts } from "./budget.ts";
import { movedOn, targetsCurrent } from "./failures.ts";
import { wrongState } from "./machine.ts";
import { type LoadedWhole, load } from "./move.ts";
import { dutiesOf } from "./duties.ts";
import { archivedOf } from "./refit.ts";
import type { Head, Row } from "./schema.ts";
import { statement } from "./statement.ts";
import { type RowRecord, Rows } from "./store.ts";
import { replaceHead } from "./tasks.ts";

/* A draft follows the targets that take effect within its period; the first submission fixes them. */

/** What one transaction takes besides the head and the journal. */
const ROWS_PER_PASS = LIMITS.transactionWrites - 5;

type Followed = {
  readonly row: RowRecord;
  readonly given: NonNullable<Row["given"]>;
  readonly cells: Row["cells"];
  readonly archived: NonNullable<Row["archived"]>;
};

const sameGiven = (a: Row["given"], b: Row["given"]): boolean => JSON.stringify(a ?? {}) === JSON.stringify(b ?? {});

/** Rows that say something else once they follow these targets. What somebody had typed in their place is archived. */
async function followed(
  { head, whole, definition }: LoadedWhole,
  targets: PlannedTargets,
): Promise<readonly Followed[]> {
  const sections = listedSections(definition);
  const duties = await dutiesOf(head.template, head.period, head.unit);
  const wanted = rowsAtOpening({ sections }, { ...NO_BASIS, targets }, head.period, duties);
  const versions = { former: definition, formerN: head.pins.template.n, next: definition };
  return whole.rows
    .filter(({ rowKey }) => sections.some(({ id }) => id === sectionOfRow(rowKey)))
    .flatMap((row): Followed[] => {
      const now: Pick<NewRow, "given" | "cells"> = wanted.find(({ rowKey }) => rowKey === row.rowKey) ?? {};
      const { cells, replaced } = withGiven(row.cells, now);
      const changed = Object.entries(cells).some(([field, cell]) => row.cells[field]?.n !== cell.n);
      if (!changed && sameGiven(row.given, now.given)) return [];
      const typed = replaced.map(([field, cell]) => archivedOf(versions, row.rowKey, field, cell));
      return [{ row, given: now.given ?? {}, cells, archived: [...(row.archived ?? []), ...typed] }];
    });
}

/** Each row is written on the revision that was read: nothing typed meanwhile is lost. */
function writeRows(unit: Unit, reportId: string, rows: readonly Followed[]): void {
  for (const { row, given, cells, archived } of rows) {
    const set = { given, cells, ...(archived.length > 0 ? { archived: [...archived] } : {}) };
    unit.add(
      Rows.patch({ reportId, rowKey: row.rowKey }, { set, add: { rev: 1 } }, (a, o) => o.eq(a["rev"], row.rev)),
      () => movedOn({}),
    );
  }
}

const isSettled = (pin: Head["pins"]["targets"], targets: PlannedTargets): boolean =>
  pin?.hash === targets.hash && pin.label === targets.label && pin.source === targets.source && !pin.unfinished;

export const takeTargets = writeOperation({
  name: "report.takeTargets",
  summary: "Memindahkan laporan yang masih draf ke versi target yang berlaku pada akhir periodenya.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({
    label: v.string(),
    /** Rows that wait for the next pass: a transaction is bounded. */
    left: v.number(),
  }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moversOfDrafts(
    "layanan sendiri setelah target dicatat, admin daerah dan Bappeda; selama draf",
    "memindahkan laporan ke versi target lain",
  ),
  run: async ({ record, unit }) => {
    const { head, definition } = record;
    if (head.state !== "draft") throw wrongState({ state: head.state });
    const targets = followsTargets(definition) ? await targetsFor(head.unit, head.period) : null;
    // The first submission fixes them, whatever was returned or taken back since.
    const fixed = head.correction !== null || head.firstSubmittedAt !== null;
    if (!targets || fixed || isSettled(head.pins.targets, targets)) throw targetsCurrent({});
    const rows = await followed(record, targets);
    const now = rows.slice(0, ROWS_PER_PASS);
    const left = rows.length - now.length;
    writeRows(unit, head.reportId, now);
    const pin = { ...pinOf(targets), ...(left > 0 ? { unfinished: true as const } : {}) };
    const moved: Head = {
      ...head,
      rev: head.rev + 1,
      writes: head.writes + now.length,
      pins: { ...head.pins, targets: pin },
    };
    unit.add(replaceHead(head, moved), () => movedOn({}));
    const was = head.pins.targets?.label ?? "tanpa target";
    const reason = `Target: ${was} menjadi ${targets.label} (${targets.source}). Realisasi yang sudah diisi tidak berubah.`;
    unit.tell({
      changes: { reason, rows: now.length, left },
      events: [statement("ReportTargetsMoved", moved)],
      card: { state: head.state },
    });
    return { label: targets.label, left };
  },
});

/**
 * Moves the drafts of an OPD and its parts to the targets that are in force now; what was sent keeps the version it was
 * sent with. Safe to repeat; gives how many moved.
 */
export async function followTargets(part: string, year: string): Promise<number> {
  const units = await allUnits();
  let count = 0;
  for (const { unitId } of units.filter((each) => isWithin(units, each.unitId, part))) {
    for (const { reportId: id } of await draftsOf(unitId, year)) {
      const take = () => within(systemContext(tenantId(), "target"), () => takeTargets({ id }));
      if (await followOne(take)) count += 1;
    }
  }
  return count;
}
