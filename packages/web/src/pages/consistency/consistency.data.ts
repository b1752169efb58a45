import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { MONTHS_IN, periodAt, type PeriodType } from "@selaras/core/kernel/period.ts";
import type { Api } from "../../api/client.ts";
import { figureText } from "../../figures/figure-text.ts";
import { words } from "./words.ts";

export type Board = Api["consistency.board"]["reply"];
export type Link = Board["links"][number];
export type LinkRow = Link["rows"][number];
export type Side = Link["sides"][number];
export type Choice = Board["choices"][number];

export type SideDraft = { readonly template: string; readonly figure: string; readonly part: number | null };
export type LinkDraft = {
  readonly link: string;
  readonly label: string;
  readonly level: Link["level"];
  readonly sides: readonly SideDraft[];
  readonly tolerance: string;
  readonly rev: number;
};

const NO_SIDE: SideDraft = { template: "", figure: "", part: null };
export const emptySide = (choices: readonly Choice[]): SideDraft => ({
  ...NO_SIDE,
  template: choices[0]?.template ?? "",
});

export const draftOf = ({ link, label, level, sides, tolerance, rev }: Link): LinkDraft => ({
  link,
  label,
  level,
  sides: sides.map(({ template, figure, part }) => ({ template, figure, part })),
  tolerance,
  rev,
});

/** A key from a name, free among those that are taken: people never see it. */
export function keyFrom(label: string, taken: readonly string[]): string {
  const stem =
    label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^[^a-z]+|-+$/g, "")
      .slice(0, 34) || "tautan";
  let key = stem;
  for (let n = 2; taken.includes(key); n += 1) key = `${stem}-${n}`;
  return key;
}

const ANY_YEAR = "2000";
/** The periods of a report's year by their places: "Desember", "Triwulan IV"; a yearly report has but one. */
export const placesOf = (type: PeriodType): readonly { value: string; label: string }[] => [
  { value: "", label: words.form.wholeYear },
  ...(type === "tahun"
    ? []
    : Array.from({ length: 12 / MONTHS_IN[type] }, (_, i) => ({
        value: String(i + 1),
        label: formatPeriod(periodAt(type, ANY_YEAR, i + 1)).replace(` ${ANY_YEAR}`, ""),
      }))),
];

/** Decimal text as the form shows it, with a comma: "1000.5" is "1000,5". */
export const typedOf = (amount: string): string => amount.replace(".", ",");

export const amountText = (amount: string, side: Pick<Side, "type" | "decimals">): string =>
  figureText({ kind: "value", amount }, side);

/** Which report and period a side is of: "RFK, Desember 2026". */
export const placeText = (side: Pick<Side, "short" | "period">): string =>
  side.period === null ? side.short : `${side.short}, ${formatPeriod(side.period)}`;

export const countOf = (board: Board, state: LinkRow["state"]): number =>
  board.links.flatMap((link) => link.rows).filter((row) => row.state === state).length;
