import type { Label } from "@selaras/core/portal/schema.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import {
  formatDate,
  formatNumber,
  formatPercent,
  formatRupiahShort,
  formatTableNumber,
} from "@selaras/core/kernel/format.ts";
import { rupiahOf } from "@selaras/core/kernel/money.ts";
import { round } from "@selaras/core/kernel/decimal.ts";
import type { PublicCard } from "@selaras/core/portal/schema.ts";

export type WireFigure = PublicCard["figures"][string];
/** How a figure is written: its label's type, unit and decimals. */
export type Writing = Pick<Label, "type" | "unit" | "decimals">;

/**
 * A figure for readers. Without a number there is a dash and the reason in words, never a zero.
 * - `number`: there is an amount (nihil counts, as it was reported)
 * - `word`: why there is none, or "Nihil"; `why` the reason somebody gave
 */
export type FigureText = {
  readonly number: string | null;
  readonly word: string | null;
  readonly why: string | null;
};

const only = (word: string, why: string | null = null): FigureText => ({ number: null, word, why });

/** @param short headlines say "Rp1,23 miliar"; tables the whole amount. */
export function figureText(figure: WireFigure | undefined, writing: Writing, short = false): FigureText {
  if (figure === undefined) return only("belum lapor");
  switch (figure.kind) {
    case "value":
      return { number: amountText(figure.amount, writing, figure.unit, short), word: null, why: null };
    case "nil":
      return only("Nihil", figure.reason || null);
    case "not-applicable":
      return only("Tidak berlaku", figure.reason || null);
    case "missing":
      return only("belum lengkap");
    case "undefined":
      return only("tidak dapat dihitung", figure.why || null);
    case "date":
      return { number: formatDate(figure.date), word: null, why: null };
    default:
      return only(figure.text === "" ? "belum diisi" : figure.text);
  }
}

/** The amount as text alone, or null where there is none: for charts, which draw gaps. */
export function chartFigure(figure: WireFigure | undefined, writing: Writing): { value: number; text: string } | null {
  if (figure?.kind !== "value") return null;
  return { value: Number(figure.amount), text: amountText(figure.amount, writing, figure.unit, true) };
}

function amountText(
  amount: string,
  { type, unit, decimals }: Writing,
  own: string | undefined,
  short: boolean,
): string {
  const exact = decimal(amount);
  if (type === "percent") return formatPercent(exact);
  if (type === "money") {
    return short ? formatRupiahShort(rupiahOf(round(exact, 2, "half-up"))) : formatTableNumber(exact, 2);
  }
  const written = formatNumber(round(exact, decimals, "half-up"));
  const after = unit === null || unit === "@unit" ? own : unit;
  return after === undefined || after === "" ? written : `${written} ${after}`;
}
