/** One measured figure. All goals are upper bounds; `ok` is null where there is no goal or nothing was measured. */
export type Measurement = {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly goal: number | null;
  readonly ok: boolean | null;
  readonly basis: string;
};

type Fact = {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly basis: string;
  readonly goal?: number;
};

/** A measurement, rounded to three decimals before it is compared, so that what is shown is what was judged. */
export function measured({ name, value, unit, basis, goal }: Fact): Measurement {
  const shown = value === null ? null : Math.round(value * 1000) / 1000;
  const ok = goal === undefined || shown === null ? null : shown <= goal;
  return { name, value: shown, unit, goal: goal ?? null, ok, basis };
}

/** The middle value; of an even number of values the mean of the two in the middle. Null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const number = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 3 });
const shown = (value: number | null): string => (value === null ? "-" : number.format(value));

function verdict({ ok, goal }: Measurement): string {
  if (goal === null) return "";
  if (ok === null) return "TIDAK TERUKUR";
  return ok ? "tercapai" : "TIDAK TERCAPAI";
}

/** One table for people; equal bases are told once, below it, under a number. */
export function tableOf(measurements: readonly Measurement[]): string {
  const bases = [...new Set(measurements.map((each) => each.basis))];
  const head = ["Ukuran", "Nilai", "Satuan", "Sasaran", "Hasil", "Dasar"];
  const rows = measurements.map((each) => [
    each.name,
    shown(each.value),
    each.unit,
    each.goal === null ? "" : `≤ ${shown(each.goal)}`,
    verdict(each),
    `[${bases.indexOf(each.basis) + 1}]`,
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => (column === 1 ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  const missed = measurements.filter((each) => each.ok === false).length;
  const judged = measurements.filter((each) => each.ok !== null).length;
  return [
    line(head),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(line),
    "",
    "Dasar:",
    ...bases.map((basis, i) => `[${i + 1}] ${basis}`),
    "",
    `${judged - missed} sasaran tercapai, ${missed} tidak tercapai`,
  ].join("\n");
}
