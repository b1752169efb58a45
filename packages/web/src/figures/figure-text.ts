import { absolute, decimal, fixedText } from "@selaras/core/kernel/decimal.ts";
import type { WireFigure } from "@selaras/core/expression/figure.ts";
import { formatDate, formatNumber, formatPercent, formatTableNumber } from "@selaras/core/kernel/format.ts";
import { t } from "../i18n/index.ts";
import type { FigureLabel } from "./deviation.ts";

type Kind = Pick<FigureLabel, "type" | "decimals">;

/** A figure of a table in words: money in full rupiah, percentages with two decimals, absent ones by their reason. */
export function figureText(figure: WireFigure | undefined, { type, decimals }: Kind): string {
  switch (figure?.kind) {
    case undefined:
      return "–";
    case "nil":
      return t.figures.nil;
    case "not-applicable":
      return t.figures.notApplicable;
    case "missing":
      return t.figures.incomplete;
    case "undefined":
      return t.figures.uncountable;
    case "text":
      return figure.text;
    case "date":
      return formatDate(figure.date);
    case "value":
      if (type === "money") return formatTableNumber(decimal(figure.amount), 2);
      return type === "percent"
        ? formatPercent(decimal(figure.amount))
        : formatNumber(decimal(figure.amount), decimals);
    default:
      return figure satisfies never;
  }
}

/** The size of a deviation in a sentence: "14,20 poin". */
export const pointsText = (amount: string): string => t.figures.points(formatNumber(absolute(decimal(amount)), 2));

/** What a column sorts by: the number in hundredths, or nothing when there is none. */
export function sortNumber(figure: WireFigure | undefined): bigint | undefined {
  if (figure?.kind === "nil") return 0n;
  return figure?.kind === "value" ? BigInt(fixedText(decimal(figure.amount), 2).replace(".", "")) : undefined;
}
