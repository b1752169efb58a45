import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { failure } from "../kernel/failure.ts";
import { ReportId, RowKey } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { writeOperation } from "../operation/operation.ts";
import { isTable, sectionOfRow } from "../template/fields.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { type Placed, surroundings } from "./access.ts";
import { movedOn } from "./failures.ts";
import { moving } from "./policy.ts";
import { laneWrites } from "./save.ts";
import { deedOf, personOf } from "./statement.ts";
import { Heads, type LaneRecord, Lanes, type RowRecord, Rows } from "./store.ts";

/* Rows that an author adds to a section that begins empty: recommendations, problems, goods and staff of a service. */

export const noFreeRows = failure(
  "report.rows_fixed",
  "refused",
  () => "Baris pada bagian ini ditetapkan oleh templat dan tidak dapat ditambah, diganti namanya, atau dihapus.",
);
export const rowsFull = failure<{ most: number }>(
  "report.rows_full",
  "refused",
  ({ most }) => `Bagian ini paling banyak memuat ${most} baris. Hapus baris yang tidak dipakai lebih dahulu.`,
);

type Loaded = Placed & { readonly lane: LaneRecord | null; readonly rows: readonly RowRecord[] };

async function load({ id, row }: { id: ReportId; row: RowKey }): Promise<Loaded | null> {
  const { actor } = context();
  const [head, lane, rows] = await Promise.all([
    Heads.get({ reportId: id }, { strong: true }),
    actor.kind === "official" ? Lanes.get({ reportId: id, writer: actor.person }, { strong: true }) : null,
    Rows.list({ reportId: id }, { begins: { rowKey: `${sectionOfRow(row)}/` }, strong: true }),
  ]);
  return head && { head, lane, rows: rows.items, ...(await surroundings(head)) };
}

/** How many rows an author may add to the section of a row; null when its rows are not the author's. */
function mostOf({ sections }: Pick<TemplateDefinition, "sections">, row: string): number | null {
  const section = sections.find((each) => each.id === sectionOfRow(row));
  return section && isTable(section) && section.source === "free" ? (section.most ?? LIMITS.freeRows) : null;
}

/** A return that opens flagged cells only opens no other row either. */
const rowsOpen = ({ head }: Placed): boolean =>
  head.state !== "returned" || head.returned?.opens !== "flagged" || head.returned.flags.length === 0;

const Label = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

export const nameRow = writeOperation({
  name: "report.nameRow",
  summary: "Menambah satu baris pada bagian yang barisnya diisi penyusun, atau mengganti namanya.",
  input: v.strictObject({ id: ReportId, row: RowKey, label: Label }),
  output: v.strictObject({ row: RowKey, label: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("save"),
  run: async ({ input, record, unit }) => {
    const { id, row, label } = input;
    const most = mostOf(record.definition, row);
    if (most === null || !rowsOpen(record)) throw noFreeRows({});
    const known = record.rows.find((each) => each.rowKey === row);
    if (known?.removed) throw movedOn({});
    if (!known && record.rows.filter((each) => !each.removed).length >= most) throw rowsFull({ most });
    for (const write of laneWrites(record, id, 1)) unit.add(write);
    unit.add(
      known
        ? Rows.patch({ reportId: id, rowKey: row }, { set: { label, rev: known.rev + 1 } }, (a, o) =>
            o.eq(a["rev"], known.rev),
          )
        : Rows.create({ reportId: id, rowKey: row, label, group: [], context: {}, cells: {}, rev: 1 }),
      () => movedOn({}),
    );
    unit.tell({ changes: { row, was: known?.label ?? null, now: label }, events: [], card: { row: label } });
    return { row, label };
  },
});

export const removeRow = writeOperation({
  name: "report.removeRow",
  summary: "Menghapus satu baris yang ditambahkan penyusun; isinya tetap tercatat dalam riwayat.",
  input: v.strictObject({ id: ReportId, row: RowKey }),
  output: v.strictObject({ row: RowKey }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("save"),
  run: async ({ input, record, unit }) => {
    const { id, row } = input;
    if (mostOf(record.definition, row) === null || !rowsOpen(record)) throw noFreeRows({});
    const known = record.rows.find((each) => each.rowKey === row);
    if (!known || known.removed) throw movedOn({});
    for (const write of laneWrites(record, id, 1)) unit.add(write);
    const set = { removed: deedOf(context()), rev: known.rev + 1 };
    unit.add(
      Rows.patch({ reportId: id, rowKey: row }, { set }, (a, o) => o.eq(a["rev"], known.rev)),
      () => movedOn({}),
    );
    const cells = Object.fromEntries(Object.entries(known.cells).map(([field, { s, v, r }]) => [field, { s, v, r }]));
    unit.tell({
      changes: { row, was: known.label, cells, by: personOf(context().actor) },
      events: [],
      card: { row: known.label },
    });
    return { row };
  },
});
