import type { Contents, Made } from "@selaras/core/export/content.ts";
import { ACTIONS, ReportView } from "@selaras/core/report/schema.ts";
import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";

/** Reports by hand, in the shape in which the worker reads them. */

export const MADE: Made = {
  id: "01JQZ8K3W5X7Y9ABCDEFGHJKMN",
  at: "2026-04-05T02:00:00.000Z",
  by: "Siti Rahma",
  hats: ["PPTK Jalan"],
  tenant: { name: "Pemerintah Kabupaten Contoh", short: "Contoh", zone: "Asia/Makassar", demo: false },
};

type Given = { readonly v?: string; readonly s?: "nil" | "na"; readonly r?: string };
const cell = ({ v: value, s, r }: Given) => ({
  v: value ?? null,
  n: 1,
  s: s ?? "value",
  ...(r === undefined ? {} : { r }),
  o: "screen",
  w: "pptk",
  t: 0,
});

/** A row of the RFK: code, name, ceiling, plan of money and of progress, and its cells. */
export const row = (code: string, label: string, pagu: string, cells: Readonly<Record<string, Given>>) => ({
  rowKey: `rincian/${code}`,
  label,
  group: ["1.03.10 PROGRAM JALAN", "1.03.10.2.01 Penyelenggaraan Jalan"],
  context: {
    code,
    pagu,
    rencana_keuangan: "3000000.00",
    rencana_fisik: "24",
    target: "12.5",
    satuan: "KM",
    indikator: "Panjang jalan",
  },
  cells: Object.fromEntries(Object.entries(cells).map(([field, given]) => [field, cell(given)])),
});

const deed = { at: "2026-04-06T01:30:00.000Z", person: "kepala", name: "Budi Santoso", hat: "Kepala Dinas" };
const closed = { allowed: false, code: null, reason: "-" };

function checked(view: object): ReportView {
  const found = ReportView["~standard"].validate(view);
  if (found instanceof Promise) throw new Error("a view is checked at once");
  if (found.issues) throw new Error(`no view: ${found.issues.map((issue) => issue.message).join("; ")}`);
  return found.value;
}

/** A view with everything that a test does not care about filled in. */
function viewOf(more: object): ReportView {
  return checked({
    id: "rfk.2026-03.dinas-pu.1",
    template: { id: "rfk", n: 3, hash: "a".repeat(64), name: rfk.name, short: "RFK" },
    unit: { id: "dinas-pu", name: "Dinas Pekerjaan Umum", short: "PU" },
    period: "2026-03",
    version: 1,
    state: "draft",
    rev: 4,
    round: 1,
    hash: null,
    pins: {
      template: { id: "rfk", n: 3, hash: "a".repeat(64) },
      chain: { id: "tiga-tingkat", n: 1 },
      budget: { label: "DPA murni 2026", hash: "b".repeat(64) },
    },
    window: { state: "open", opensOn: "2026-03-11", dueOn: "2026-04-10", lockOn: "2026-04-20", extendedUntil: null },
    chain: { id: "tiga-tingkat", n: 1, label: "Tiga tingkat", waitingHours: 0 },
    steps: [],
    turn: null,
    submitted: null,
    onTime: null,
    returned: null,
    signed: null,
    publishedAt: null,
    correction: null,
    correcting: null,
    supersededBy: null,
    voided: null,
    versions: [],
    request: null,
    authority: false,
    comment: closed,
    rows: [],
    carry: { months: [], absent: [], values: {} },
    evidence: [],
    explanations: [],
    nil: null,
    stamp: 7,
    names: { pptk: "Siti Rahma" },
    actions: Object.fromEntries(ACTIONS.map((act) => [act, closed])),
    ...more,
  });
}

/** A draft of the RFK with these rows. */
export const draft = (rows: readonly unknown[], more: object = {}): Contents["report"] => ({
  made: MADE,
  former: {},
  definition: rfk,
  report: viewOf({ rows, ...more }),
});

/** The same, signed and published. */
export const published = (rows: readonly unknown[], more: object = {}): Contents["report"] =>
  draft(rows, {
    state: "published",
    hash: "c".repeat(64),
    signed: {
      ...deed,
      snapshot: "d".repeat(64),
      until: null,
      nip: "197801012005012001",
      rank: "Pembina (IV/a)",
      decree: null,
      document: { hash: "f".repeat(64), bytes: 40_000 },
      sealed: true,
      code: null,
      trouble: null,
    },
    publishedAt: "2026-04-06T01:30:02.000Z",
    ...more,
  });

/** The monthly note: a form and narratives instead of rows. */
export const note = (cells: Readonly<Record<string, Given>>, story: string): Contents["report"] => ({
  made: MADE,
  former: {},
  definition: kinerja,
  report: viewOf({
    id: "layanan-bulanan.2026-03.dinas-pu.1",
    template: { id: "layanan-bulanan", n: 1, hash: "a".repeat(64), name: kinerja.name, short: kinerja.short },
    rows: [
      {
        rowKey: "layanan/isian",
        label: "Layanan",
        group: [],
        context: {},
        cells: Object.fromEntries(Object.entries(cells).map(([field, given]) => [field, cell(given)])),
      },
      { rowKey: "uraian/capaian", label: "Capaian", group: [], context: {}, cells: { capaian: cell({ v: story }) } },
      { rowKey: "uraian/kendala", label: "Kendala", group: [], context: {}, cells: {} },
      { rowKey: "uraian/rencana", label: "Rencana", group: [], context: {}, cells: {} },
    ],
  }),
});
