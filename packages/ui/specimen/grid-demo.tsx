/** The entry grid with invented figures, for looking at: every state of a cell, 12 or 2,000 rows, a slow server. */
import { createMemo, createSignal, For, type JSX, onCleanup } from "solid-js";
import { createStore } from "solid-js/store";
import { EntryGrid } from "../src/grid/entry-grid.tsx";
import type { CellChange, CellInput, CellView, GridColumn, GridRow, Resolution, Verdict } from "../src/grid/model.ts";

const COLUMNS: readonly GridColumn[] = [
  {
    id: "money",
    label: "Realisasi keuangan",
    kind: "money",
    unit: "Rp",
    decimals: 2,
    help: "Belanja bulan ini saja, bukan kumulatif.",
  },
  {
    id: "physical",
    label: "Realisasi fisik",
    kind: "percent",
    unit: "%",
    decimals: 2,
    help: "Kemajuan fisik bulan ini.",
  },
  { id: "share", label: "Serapan pagu", kind: "computed", unit: "%", decimals: 2 },
  {
    id: "status",
    label: "Status",
    kind: "choice",
    width: 176,
    choices: [
      { value: "on-track", label: "Sesuai jadwal" },
      { value: "late", label: "Terlambat" },
      { value: "tender", label: "Proses pengadaan" },
      { value: "done", label: "Selesai" },
    ],
  },
  { id: "problem", label: "Kendala", kind: "text", help: "Apa yang menghambat, dan apa yang sudah dilakukan." },
];

const NAMES = [
  ["1.03.10.2.01.0046", "Pemeliharaan Rutin Jalan"],
  ["1.03.10.2.01.0033", "Rekonstruksi Jalan"],
  ["1.03.10.2.01.0040", "Pembangunan Jembatan"],
  [
    "1.03.10.2.01.0044",
    "Rehabilitasi Jalan Lingkungan dan Jembatan Penghubung Antardesa di Wilayah Kecamatan Tenggarong Seberang dan Loa Kulu",
  ],
  ["1.03.03.2.01.0012", "Pembangunan SPAM Jaringan Perpipaan di Kawasan Perdesaan"],
  ["1.03.06.2.01.0007", "Operasi dan Pemeliharaan Sistem Drainase"],
] as const;

const EMPTY: CellView = { shown: "", raw: "", state: "missing", sync: "saved" };
const SHARE: CellView = { shown: "31,00", raw: "31,00", state: "value", sync: "saved" };

function rowsOf(count: number): readonly GridRow[] {
  return Array.from({ length: count }, (_unused, index) => {
    const [code, label] = NAMES[index % NAMES.length] ?? NAMES[0];
    const ceiling = 480_000_000 + index * 1_250_000;
    const figure = (share: number) => Math.round(ceiling * share).toLocaleString("id-ID");
    const programme =
      index % NAMES.length < 4 ? "Program Penyelenggaraan Jalan" : "Program Sumber Daya Air dan Drainase";
    return {
      key: `row-${index}`,
      code,
      label: index < NAMES.length ? label : `${label} (paket ${index + 1})`,
      group: `${programme}, tahap ${Math.floor(index / NAMES.length) + 1}`,
      strip: [
        { label: "Bulan lalu", text: figure(0.07) },
        { label: "Kumulatif", text: figure(0.31) },
        { label: "Sisa pagu", text: figure(0.69) },
        { label: "Rencana", text: figure(0.09) },
      ],
    };
  });
}

const LATE_MATERIAL = "Material terlambat tiba karena jalan penghubung longsor.";

const STARTING: Record<string, CellView> = {
  "row-0/money": { shown: "45.250.000", raw: "45250000", state: "value", sync: "saved" },
  "row-0/physical": { shown: "8,50", raw: "8,50", state: "value", sync: "saved" },
  "row-0/status": { shown: "Sesuai jadwal", raw: "on-track", state: "value", sync: "saved" },
  "row-1/money": { shown: "1.250.000.000,50", raw: "1250000000,50", state: "value", sync: "unsent" },
  "row-1/physical": { shown: "12,00", raw: "12,00", state: "value", sync: "sending" },
  "row-1/problem": { shown: LATE_MATERIAL, raw: LATE_MATERIAL, state: "value", sync: "saved" },
  "row-2/money": {
    shown: "75.000.000",
    raw: "75000000",
    state: "value",
    sync: "conflict",
    message: "Rekan Anda mengubah sel ini sesudah Anda membukanya.",
    conflict: { mine: "75.000.000", theirs: "57.000.000", by: "Siti Rahmah", at: "09.42 WITA" },
  },
  "row-2/physical": { shown: "0", raw: "0", state: "value", sync: "saved" },
  "row-3/money": { shown: "", raw: "", state: "nil", reason: "Belum ada penagihan dari penyedia", sync: "saved" },
  "row-3/physical": { shown: "", raw: "", state: "not-applicable", reason: "Belanja perjalanan saja", sync: "saved" },
  "row-4/money": {
    shown: "990.000.000",
    raw: "990000000",
    state: "value",
    sync: "refused",
    message: "Melebihi sisa pagu Rp 334.650.000. Periksa angka atau ajukan pergeseran.",
  },
  "row-5/money": {
    shown: "12.000.000",
    raw: "12000000",
    state: "value",
    sync: "saved",
    locked: "Sudah diverifikasi pada 4 April 2026.",
  },
};

const FIGURE = /^-?\d{1,3}(\.\d{3})*(,\d{1,2})?$|^-?\d+(,\d{1,2})?$/;

function columnOf(id: string): GridColumn | undefined {
  return COLUMNS.find((column) => column.id === id);
}

function judge(columnId: string, text: string): Verdict {
  const column = columnOf(columnId);
  if (column?.kind === "text") return { ok: true, text };
  if (column?.kind === "choice") {
    const labels = column.choices?.map((choice) => choice.label).join(", ") ?? "";
    const known = column.choices?.some((choice) => choice.value === text) === true;
    return known ? { ok: true, text } : { ok: false, message: `Pilih salah satu: ${labels}.` };
  }
  return FIGURE.test(text)
    ? { ok: true, text: text.replace(/\./g, "") }
    : { ok: false, message: `"${text}" bukan angka yang dikenal. Tulis seperti 2.475.300,25.` };
}

function showing(columnId: string, raw: string): string {
  const column = columnOf(columnId);
  if (column?.kind === "choice") return column.choices?.find((choice) => choice.value === raw)?.label ?? raw;
  if (column?.kind === "text") return raw;
  const [whole = "", fraction] = raw.split(",");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

function viewOf(columnId: string, input: CellInput): CellView {
  if (input.kind === "clear") return { ...EMPTY, sync: "unsent" };
  if (input.kind === "value") {
    return { shown: showing(columnId, input.text), raw: input.text, state: "value", sync: "unsent" };
  }
  return { shown: "", raw: "", state: input.kind, reason: input.reason, sync: "unsent" };
}

export interface GridDemoProps {
  readonly rows?: number | undefined;
  readonly layout?: "auto" | "sheet" | "cards" | undefined;
}

export function GridDemo(props: GridDemoProps): JSX.Element {
  const [count, setCount] = createSignal(props.rows ?? 12);
  const [opened, setOpened] = createSignal("");
  const [cells, setCells] = createStore<Record<string, CellView>>({ ...STARTING });
  const timers = new Set<ReturnType<typeof setTimeout>>();
  onCleanup(() => timers.forEach(clearTimeout));

  const later = (milliseconds: number, then: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      then();
    }, milliseconds);
    timers.add(timer);
  };
  const put = (rowKey: string, columnId: string, input: CellInput) => {
    const key = `${rowKey}/${columnId}`;
    setCells(key, { message: undefined, conflict: undefined, reason: undefined, ...viewOf(columnId, input) });
    later(400, () => setCells(key, (cell) => ({ ...cell, sync: "sending" })));
    later(1200, () => setCells(key, (cell) => ({ ...cell, sync: "saved" })));
  };
  const edit = (changes: readonly CellChange[]) =>
    changes.forEach((change) => put(change.rowKey, change.columnId, change.input));
  const resolve = (rowKey: string, columnId: string, choice: Resolution) =>
    put(rowKey, columnId, { kind: "value", text: choice === "mine" ? "75000000" : "57000000" });
  const rows = createMemo(() => rowsOf(count()));

  return (
    <div>
      <p>
        <For each={[12, 2000]}>
          {(size) => (
            <button type="button" aria-pressed={count() === size} onClick={() => setCount(size)}>
              {size.toLocaleString("id-ID")} baris
            </button>
          )}
        </For>{" "}
        <output>{opened()}</output>
      </p>
      <EntryGrid
        label="Realisasi Maret 2026"
        layout={props.layout}
        columns={COLUMNS}
        rows={rows()}
        cell={(rowKey, columnId) => (columnId === "share" ? SHARE : (cells[`${rowKey}/${columnId}`] ?? EMPTY))}
        validate={judge}
        onEdit={edit}
        onOpenRow={(rowKey) => setOpened(`Rincian ${rowKey}`)}
        onResolve={resolve}
      />
    </div>
  );
}
