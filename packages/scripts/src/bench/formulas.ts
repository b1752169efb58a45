import { compile } from "@selaras/core/expression/compile.ts";
import { evaluate, type Inputs } from "@selaras/core/expression/evaluate.ts";
import { type Figure, toWire, valueOf } from "@selaras/core/expression/figure.ts";
import { dependents, type PlannedField, planFields } from "@selaras/core/expression/plan.ts";
import type { Scope } from "@selaras/core/expression/program.ts";
import { STARTER_METHODS, STARTER_SCALES } from "@selaras/core/indicator/catalogue.ts";
import { methodsInScope } from "@selaras/core/indicator/methods.ts";
import { scalesInScope } from "@selaras/core/indicator/scales.ts";
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  HUNDRED,
  isZero,
  multiply,
  subtract,
  text,
  ZERO,
} from "@selaras/core/kernel/decimal.ts";
import { type Measurement, measured, median } from "./measurement.ts";

const ROWS = 56;
const RUNS = 300;
/** A browser's clock moves in steps of 0.1 ms, which is more than what follows from one cell takes. */
const CELLS_AT_ONCE = 20;
const FULL_GOAL = 20;
const ONE_CELL_GOAL = 2;
const RATIO_GOAL = 10;
const SHAPE = `${ROWS} baris indikator seperti IKK LPPD: nilai dari pembilang dan penyebut, capaian menurut metode, kelas menurut skala, dan rata-rata capaian; desimal eksak.`;
const FULL_BASIS = `Median ${RUNS} penghitungan penuh. ${SHAPE}`;
const CELL_BASIS = `Median ${RUNS} kali satu pembilang berubah: hanya yang bergantung padanya dihitung, dan rata-ratanya. ${SHAPE}`;
const HAND_BASIS = `Fungsi tulisan tangan dengan hasil sama dan desimal sama, bergantian dalam proses yang sama. ${SHAPE}`;

type Row = { readonly top: string; readonly under: string; readonly target: string; readonly falling: boolean };
const rowsOf = (): readonly Row[] =>
  Array.from({ length: ROWS }, (_, i) => ({
    top: String(7_012 + i * 37),
    under: String(10_456 + i * 11),
    target: String(60 + (i % 40)),
    falling: i % 8 === 0,
  }));

const SCOPE: Scope = {
  fields: Object.fromEntries(
    ["pembilang", "penyebut", "target", "nilai", "capaian"].map((name) => [name, { type: "number" }]),
  ),
  rows: { capaian: { type: "number" } },
  methods: methodsInScope(STARTER_METHODS),
  scales: scalesInScope(STARTER_SCALES),
};

function planned(fields: readonly { readonly id: string; readonly expression: string }[]): readonly PlannedField[] {
  const plan = planFields(fields);
  if (!plan.ok) throw new Error(plan.message);
  return plan.order.map((id) => {
    const compiled = compile(fields.find((each) => each.id === id)?.expression ?? "", SCOPE);
    if (!compiled.ok) throw new Error(compiled.errors.map((fault) => fault.message).join(" "));
    return { id, program: compiled.program };
  });
}

const fieldsOf = (method: string) =>
  planned([
    { id: "kelas", expression: 'kelas("peringkat-kinerja", capaian)' },
    { id: "capaian", expression: `capaian("${method}", nilai, target)` },
    { id: "nilai", expression: "persen(pembilang, penyebut)" },
  ]);
const [MEAN] = planned([{ id: "rata_rata", expression: "rata(capaian)" }]);

/** The rows as a report holds them, computed by the formulas of a template. */
class Sheet {
  readonly #rising = fieldsOf("naik");
  readonly #falling = fieldsOf("turun-permenpan");
  readonly #after = { rising: dependents(this.#rising), falling: dependents(this.#falling) };
  readonly #rows: readonly { readonly row: Row; readonly figures: Record<string, Figure> }[];

  constructor(rows: readonly Row[]) {
    const figure = (written: string): Figure => valueOf(decimal(written));
    this.#rows = rows.map((row) => ({
      row,
      figures: { pembilang: figure(row.top), penyebut: figure(row.under), target: figure(row.target) },
    }));
  }

  #run(fields: readonly PlannedField[], figures: Record<string, Figure>): void {
    for (const { id, program } of fields) figures[id] = evaluate(program, figures);
  }

  #mean(): Figure {
    const column: Inputs = { "baris(capaian)": this.#rows.map(({ figures }) => figures["capaian"] ?? NONE) };
    return MEAN ? evaluate(MEAN.program, column) : NONE;
  }

  all(): Figure {
    for (const { row, figures } of this.#rows) this.#run(row.falling ? this.#falling : this.#rising, figures);
    return this.#mean();
  }

  change(at: number, top: string): Figure {
    const found = this.#rows[at];
    if (!found) return NONE;
    found.figures["pembilang"] = valueOf(decimal(top));
    const ids = this.#after[found.row.falling ? "falling" : "rising"]("pembilang");
    const fields = found.row.falling ? this.#falling : this.#rising;
    this.#run(
      fields.filter(({ id }) => ids.includes(id)),
      found.figures,
    );
    return this.#mean();
  }

  classes(): readonly string[] {
    return this.#rows.map(({ figures }) => {
      const { kelas } = figures;
      return kelas?.kind === "text" ? kelas.text : "";
    });
  }
}
const NONE: Figure = { kind: "missing", which: [] };

const BOUNDS = (
  [
    ["91", "Sangat Tinggi"],
    ["76", "Tinggi"],
    ["66", "Sedang"],
    ["51", "Rendah"],
  ] as const
).map(([bound, label]) => ({ bound: decimal(bound), label }));

type Amounts = { readonly top: Decimal; readonly under: Decimal; readonly target: Decimal; readonly falling: boolean };
const amountsOf = ({ top, under, target, falling }: Row): Amounts => ({
  top: decimal(top),
  under: decimal(under),
  target: decimal(target),
  falling,
});

/** The same by hand, as a program for these indicators only would do it. */
function byHand(rows: readonly Amounts[]): { readonly mean: Decimal; readonly classes: readonly string[] } {
  let sum = ZERO;
  const classes = rows.map(({ top, under, target, falling }) => {
    if (isZero(under) || isZero(target)) throw new RangeError("no denominator");
    const value = divide(multiply(top, HUNDRED), under);
    const against = falling ? subtract(add(target, target), value) : value;
    const reached = divide(multiply(against, HUNDRED), target);
    const counted = compare(reached, ZERO) < 0 ? ZERO : reached;
    sum = add(sum, counted);
    return BOUNDS.find(({ bound }) => compare(counted, bound) >= 0)?.label ?? "Sangat Rendah";
  });
  return { mean: divide(sum, decimal(BigInt(rows.length))), classes };
}

/** Milliseconds of one of `times` runs; several, where a clock may be coarser than one of them. */
export function timed(work: (run: number) => unknown, times = 1): number {
  const began = performance.now();
  for (let run = 0; run < times; run += 1) work(run);
  return (performance.now() - began) / times;
}

/** Formulas of a large report: all of them, what follows from one cell, and how much more that takes than code by hand. */
export function measureFormulas(): Promise<readonly Measurement[]> {
  const rows = rowsOf();
  const amounts = rows.map(amountsOf);
  const sheet = new Sheet(rows);
  const hand = byHand(amounts);
  const mean = toWire(sheet.all());
  const same = mean.kind === "value" && mean.amount === text(hand.mean);
  if (!same || sheet.classes().join() !== hand.classes.join()) throw new Error("the two ways disagree");

  const times: Record<"full" | "hand" | "cell", number[]> = { full: [], hand: [], cell: [] };
  for (let run = 0; run < RUNS; run += 1) {
    times.full.push(timed(() => sheet.all()));
    times.hand.push(timed(() => byHand(amounts)));
    times.cell.push(timed((again) => sheet.change((run + again) % ROWS, String(5_000 + run + again)), CELLS_AT_ONCE));
  }
  const [full, own, cell] = [median(times.full), median(times.hand), median(times.cell)];
  const ratio = full === null || own === null ? null : full / own;
  return Promise.resolve([
    measured({ name: "rumus.penuh", value: full, unit: "ms", goal: FULL_GOAL, basis: FULL_BASIS }),
    measured({ name: "rumus.satu-sel", value: cell, unit: "ms", goal: ONE_CELL_GOAL, basis: CELL_BASIS }),
    measured({ name: "rumus.tulisan-tangan", value: own, unit: "ms", basis: HAND_BASIS }),
    measured({ name: "rumus.banding", value: ratio, unit: "x tulisan tangan", goal: RATIO_GOAL, basis: HAND_BASIS }),
  ]);
}
