import type * as v from "valibot";
import { context } from "../kernel/context.ts";
import { LIMITS } from "../kernel/limits.ts";
import { recall } from "../db/unit.ts";
import { writeOperation } from "../operation/operation.ts";
import { personNames } from "../account/names.ts";
import { type Placed, surroundings } from "./access.ts";
import type { fromMarkup } from "../narrative/clean.ts";
import { isMarkup, plainText, readRich, writeRich } from "../narrative/reading.ts";
import { type CellCheck, checkCell } from "./cell-input.ts";
import { heldRows } from "./carry.ts";
import { fieldOfCell } from "./compute.ts";
import { isOnce } from "./held.ts";
import { tooManyWriters } from "./failures.ts";
import { moving } from "./policy.ts";
import { isOpened } from "./rules.ts";
import type { EntryField } from "../template/schema.ts";
import { type Cell, type CellChange, type CellInput, type CellOutcome, SaveInput, SaveReply } from "./schema.ts";
import { personOf } from "./statement.ts";
import { Heads, type LaneRecord, Lanes, type RowRecord, Rows } from "./store.ts";

type Loaded = Placed & { readonly lane: LaneRecord | null; readonly rows: ReadonlyMap<string, RowRecord> };
type Saved = {
  readonly change: CellChange;
  readonly before: Cell | undefined;
  readonly cell: Cell;
  readonly field: EntryField;
  readonly note: string | null;
};
type Sorted = { readonly saves: readonly Saved[]; readonly others: readonly CellOutcome[] };

/** Journal form of what a save did: [row, field, version, before, after] per cell, and the cells that were not taken. */
type SaveChanges = { readonly cells: readonly SavedCell[]; readonly others: readonly CellOutcome[] };
type SavedCell = {
  readonly id: string;
  readonly row: string;
  readonly field: string;
  readonly n: number;
  readonly was: string | null;
  readonly now: string | null;
  readonly note?: string;
};

async function load({ id, changes }: v.InferOutput<typeof SaveInput>): Promise<Loaded | null> {
  const { actor } = context();
  const keys = [...new Set(changes.map((change) => change.rowKey))].map((rowKey) => ({ reportId: id, rowKey }));
  const [head, lane, rows] = await Promise.all([
    Heads.get({ reportId: id }, { strong: true }),
    actor.kind === "official" ? Lanes.get({ reportId: id, writer: actor.person }, { strong: true }) : null,
    Rows.getMany(keys, { strong: true }),
  ]);
  if (!head) return null;
  const around = await surroundings(head);
  const held = changes.some(isOnce(around.definition)) ? await heldRows(head, around.definition, rows) : rows;
  return { head, lane, rows: new Map(held.map((row) => [row.rowKey, row])), ...around };
}

const sameContent = (cell: Cell, wanted: Pick<Cell, "s" | "v" | "r">): boolean =>
  cell.s === wanted.s && cell.v === wanted.v && cell.r === wanted.r;

type Markup = ReturnType<typeof fromMarkup>;

/** HTML that came in for rich texts. What reads it is loaded only then: editors send none. */
async function readMarkup(
  { definition }: Loaded,
  changes: readonly CellChange[],
): Promise<ReadonlyMap<CellChange, Markup>> {
  const given = changes.flatMap((change) => {
    const { rowKey, field, input } = change;
    const isHtml = input.kind === "value" && isMarkup(input.value);
    return isHtml && fieldOfCell(definition, rowKey, field)?.rich ? [[change, input.value] as const] : [];
  });
  if (given.length === 0) return new Map();
  const read = (await import("../narrative/clean.ts")).fromMarkup;
  return new Map(given.map(([change, html]) => [change, read(html)]));
}

/** Checks a value; of HTML what was read, and what was left out is told. */
function checked(
  field: EntryField,
  input: CellInput,
  markup: Markup | undefined,
): CellCheck & { readonly note: string | null } {
  if (markup === undefined) return { ...checkCell(field, input), note: null };
  if (markup === null) {
    const message = `${field.label}: susunan uraian terlalu dalam untuk dibaca. Kirim sebagai teks biasa.`;
    return { ok: false, code: "report.cell_rich", message, note: null };
  }
  const { document, dropped } = markup;
  const note = dropped.length > 0 ? `${field.label}: tidak ikut disimpan ${dropped.join(", ")}.` : null;
  return { ...checkCell(field, { kind: "value", value: writeRich(document) }), note };
}

/** Whether a row would grow beyond what one item of the table holds. */
const isTooLarge = (cells: RowRecord["cells"], fieldId: string, value: string | null): boolean =>
  value !== null &&
  value.length > LIMITS.narrativeCharacters &&
  Buffer.byteLength(JSON.stringify({ ...cells, [fieldId]: value })) > LIMITS.rowBytes;

/** What becomes of one change against the cell as it stands: accepted, in conflict or refused with the reason. */
function judge(
  change: CellChange,
  record: Loaded,
  names: ReadonlyMap<string, string>,
  origin: Cell["o"],
  markup: Markup | undefined,
): Saved | CellOutcome {
  const { id, rowKey, field: fieldId } = change;
  const where = { id, rowKey, field: fieldId };
  const row = record.rows.get(rowKey);
  const field = fieldOfCell(record.definition, rowKey, fieldId);
  if (!row || row.removed || !field) {
    return {
      ...where,
      outcome: "refused",
      code: "report.cell_unknown",
      message: "Baris atau isian ini tidak ada pada laporan.",
    };
  }
  const closed = row.closed?.[fieldId];
  if (closed !== undefined) return { ...where, outcome: "refused", code: "report.cell_closed", message: closed };
  if (field.from !== undefined) {
    const message = `${field.label}: kolom ini diambil dari laporan lain dan tidak diketik. Pakai Ambil ulang bila sumbernya sudah berubah.`;
    return { ...where, outcome: "refused", code: "report.cell_drawn", message };
  }
  const given = row.given?.[fieldId];
  if (given !== undefined) return { ...where, outcome: "refused", code: "report.cell_closed", message: given };
  if (!isOpened(record.head, rowKey, fieldId)) {
    return {
      ...where,
      outcome: "refused",
      code: "report.cell_closed",
      message: "Pengembalian ini hanya membuka isian yang ditandai pemeriksa. Isian lain tetap seperti yang dikirim.",
    };
  }
  const check = checked(field, change.input, markup);
  if (!check.ok) return { ...where, outcome: "refused", code: check.code, message: check.message };
  if (isTooLarge(row.cells, fieldId, check.cell.v)) {
    const message = `${field.label}: isian pada baris ini seluruhnya terlalu panjang. Ringkas uraian, lalu simpan kembali.`;
    return { ...where, outcome: "refused", code: "report.cell_long", message };
  }
  const before = row.cells[fieldId];
  const seen = before?.n ?? 0;
  if (before && sameContent(before, check.cell)) return { ...where, outcome: "accepted", n: seen };
  if (before && seen !== change.base) {
    return { ...where, outcome: "conflict", theirs: before, byName: names.get(before.w) ?? "rekan Anda" };
  }
  if (!before && change.base !== 0) {
    return {
      ...where,
      outcome: "refused",
      code: "report.cell_base",
      message: "Versi isian tidak dikenal. Muat ulang laporan.",
    };
  }
  const writer = personOf(context().actor);
  return {
    change,
    before,
    field,
    note: check.note,
    cell: { ...check.cell, n: seen + 1, o: origin, w: writer, t: Math.floor(Date.parse(change.at) / 1000) },
  };
}

async function sort(record: Loaded, changes: readonly CellChange[], origin: Cell["o"]): Promise<Sorted> {
  const writers = [...record.rows.values()].flatMap((row) => Object.values(row.cells).map((cell) => cell.w));
  const suspected = changes.some(
    (change) => record.rows.get(change.rowKey)?.cells[change.field]?.n !== (change.base || undefined),
  );
  const names = suspected ? await personNames(writers) : new Map<string, string>();
  const markup = await readMarkup(record, changes);
  const judged = changes.map((change) => judge(change, record, names, origin, markup.get(change)));
  const saves = judged.filter((each): each is Saved => "change" in each);
  const others = judged.filter((each): each is CellOutcome => "outcome" in each);
  // Two changes of one cell in one batch: the last one is what the person means.
  const last = new Map(saves.map((save) => [`${save.change.rowKey} ${save.change.field}`, save]));
  const overtaken = saves.filter((save) => last.get(`${save.change.rowKey} ${save.change.field}`) !== save);
  return {
    saves: [...last.values()],
    others: [...others, ...overtaken.map((save) => accepted(save))],
  };
}

const accepted = ({ change, cell, note }: Saved): CellOutcome => ({
  id: change.id,
  rowKey: change.rowKey,
  field: change.field,
  outcome: "accepted",
  n: cell.n,
  ...(note === null ? {} : { note }),
});

function byRow(saves: readonly Saved[]): ReadonlyMap<string, readonly Saved[]> {
  const rows = new Map<string, Saved[]>();
  for (const save of saves) rows.set(save.change.rowKey, [...(rows.get(save.change.rowKey) ?? []), save]);
  return rows;
}

/** One update per row. The condition is per cell, so two people in one row never disturb each other's cells. */
const rowWrite = (reportId: string, rowKey: string, saves: readonly Saved[]) =>
  Rows.patch(
    { reportId, rowKey },
    {
      within: (a, o) => {
        for (const { change, cell } of saves) o.set(a["cells"]?.[change.field], cell);
        o.add(a["rev"], 1);
      },
    },
    (a, o) =>
      saves
        .map(({ change, before }) =>
          before ? o.eq(a["cells"]?.[change.field]?.["n"], before.n) : o.notExists(a["cells"]?.[change.field]),
        )
        .join(" AND "),
  );

/** The writer's lane: opened with the first save of a round, counted with every later one. */
export function laneWrites({ head, lane }: Pick<Loaded, "head" | "lane">, reportId: string, touched: number) {
  const writer = personOf(context().actor);
  if (lane) return [Lanes.patch({ reportId, writer }, { add: { writes: touched } })];
  if (head.writers >= LIMITS.lanesPerReport) throw tooManyWriters({});
  return [
    Heads.patch(
      { reportId },
      { add: { writers: 1, rev: 1 } },
      // What was judged under one version of the template is never written under another.
      (a, o) =>
        [
          o.eq(a["state"], head.state),
          o.eq(a["round"], head.round),
          o.eq(a["pins"]?.["template"]?.["hash"], head.pins.template.hash),
        ].join(" AND "),
    ),
    Lanes.create({ reportId, writer, writes: touched, files: 0 }),
  ];
}

const replyOf = ({ cells, others }: SaveChanges): v.InferOutput<typeof SaveReply> => ({
  cells: [
    ...cells.map(
      (cell): CellOutcome => ({
        id: cell.id,
        rowKey: cell.row as never,
        field: cell.field as never,
        outcome: "accepted",
        n: cell.n,
        ...(cell.note === undefined ? {} : { note: cell.note }),
      }),
    ),
    ...others,
  ],
});

export const save = writeOperation({
  name: "report.save",
  summary: "Menyimpan isian beberapa sel; jawabannya per sel: diterima, bentrok, atau ditolak dengan alasan.",
  input: SaveInput,
  output: SaveReply,
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("save"),
  recall: async (entry) => replyOf(entry.changes as SaveChanges),
  run: async ({ input, record, unit }) => {
    const { saves, others } = await sort(record, input.changes, input.origin);
    if (others.some((each) => each.outcome === "conflict")) {
      // The same command may have been here before: then these are its own cells, not somebody else's.
      const earlier = await recall(context(), "report.save", `report#${input.id}`);
      if (earlier) return replyOf(earlier.changes as SaveChanges);
    }
    if (saves.length === 0) return { cells: [...others] };
    const rows = byRow(saves);
    for (const write of laneWrites(record, input.id, rows.size)) unit.add(write);
    for (const [rowKey, cells] of rows) unit.add(rowWrite(input.id, rowKey, cells));
    const cells = saves.map(
      ({ change, before, cell, field, note }): SavedCell => ({
        id: change.id,
        row: change.rowKey,
        field: change.field,
        n: cell.n,
        was: shown(field, before),
        now: shown(field, cell),
        ...(note === null ? {} : { note }),
      }),
    );
    const changes: SaveChanges = { cells, others };
    unit.tell({ changes, events: [], card: { cells: cells.length } });
    return replyOf(changes);
  },
});

/** What the journal keeps of a cell: a rich text as its words, a long one as its beginning. */
const shown = (field: EntryField, cell: Cell | undefined): string | null => {
  if (!cell || cell.s === "missing") return null;
  if (cell.s !== "value") return `${cell.s}: ${cell.r ?? ""}`;
  if (!field.rich) return cell.v;
  const words = plainText(readRich(cell.v));
  const most = LIMITS.journalTextCharacters;
  return words.length > most ? `${words.slice(0, most)} … (${words.length} huruf)` : words;
};
