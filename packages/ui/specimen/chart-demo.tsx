/** The charts with invented figures, for looking at. */
import type { JSX } from "solid-js";
import { DeviationBars, type DeviationItem } from "../src/chart/deviation-bars.tsx";
import type { Figure } from "../src/chart/geometry.ts";
import { HeatGrid, type HeatRow } from "../src/chart/heat-grid.tsx";
import { SCurve } from "../src/chart/s-curve.tsx";
import { SmallBar } from "../src/chart/small-bar.tsx";
import type { FigureState } from "../src/chart/state.tsx";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
const ASOF = "Per 30 Juni 2026 pukul 17.00 WITA";

function figure(value: number): Figure {
  return { value, text: `${value.toLocaleString("id-ID", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}%` };
}

function points(value: number): Figure {
  return { value, text: `${value > 0 ? "+" : ""}${value.toLocaleString("id-ID", { minimumFractionDigits: 2 })} poin` };
}

const PLAN = [3, 8, 15, 24, 34, 45, 56, 67, 77, 86, 94, 100].map(figure);
const PHYSICAL = [2.5, 7.1, 12, null, 27.3, 38.6].map((value) => (value === null ? null : figure(value)));
const MONEY = [1, 4.2, 9.4, 16.1, 21.9, 29.75].map(figure);

const ITEMS: readonly DeviationItem[] = [
  { key: "pu", label: "Dinas Pekerjaan Umum dan Penataan Ruang", deviation: points(-12.4), state: "red" },
  { key: "kes", label: "Dinas Kesehatan", deviation: points(-3.25), state: "yellow", note: "31 dari 34 sub kegiatan" },
  { key: "dik", label: "Dinas Pendidikan dan Kebudayaan", deviation: points(2.1), state: "green" },
  {
    key: "kom",
    label: "Dinas Komunikasi, Informatika, Statistik dan Persandian",
    deviation: points(0.4),
    state: "green",
  },
  {
    key: "sat",
    label: "Satuan Polisi Pamong Praja dan Pemadam Kebakaran",
    deviation: null,
    state: "unreported",
    note: "belum mengirim Juni",
  },
];

const STATES: readonly FigureState[] = ["green", "green", "yellow", "red", "unreported", "not-applicable"];
const HEAT: readonly HeatRow[] = ITEMS.map((item, row) => ({
  key: item.key,
  label: item.label,
  states: MONTHS.map((_month, month) => (month > 5 ? null : (STATES[(row * 2 + month) % STATES.length] ?? null))),
}));

export function ChartDemo(): JSX.Element {
  const coverage = { counted: 46, expected: 47 };
  return (
    <div>
      <SCurve
        finding="Fisik tertinggal 6,40 poin dari rencana, keuangan 15,25 poin"
        asOf={ASOF}
        coverage={coverage}
        months={MONTHS}
        plan={PLAN}
        physical={PHYSICAL}
        money={MONEY}
        lastPublished={5}
      />
      <hr />
      <DeviationBars
        finding="Dua OPD tertinggal, yang terjauh 12,40 poin"
        asOf={ASOF}
        coverage={coverage}
        items={ITEMS}
      />
      <hr />
      <HeatGrid
        finding="Satu OPD belum lapor dua bulan berturut-turut"
        asOf={ASOF}
        coverage={coverage}
        months={MONTHS}
        rows={HEAT}
        link={(cell, content) => (
          <a href={`#${cell.row.key}-${cell.monthIndex}`} aria-label={cell.name}>
            {content}
          </a>
        )}
      />
      <hr />
      <SmallBar label="Realisasi fisik" value={figure(38.6)} plan={figure(45)} state="yellow" note="46 dari 47 OPD" />
      <SmallBar label="Realisasi keuangan" value={null} plan={figure(45)} state="unreported" />
    </div>
  );
}
