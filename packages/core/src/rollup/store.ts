import { placeInYear } from "../kernel/period.ts";
import { tenantEntity } from "../db/entity.ts";
import type { WireFigure } from "../expression/figure.ts";
import type { BoardMonth, Frame } from "./schema.ts";

const SLOTS = ["m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "m09", "m10", "m11", "m12"] as const;
export type Slot = (typeof SLOTS)[number];

/** One item per unit and year; one attribute per period, each a statement with a stamp of its own. */
export type BoardRecord = { readonly template: string; readonly year: string; readonly unit: string } & {
  readonly [S in Slot]?: BoardMonth;
};
export const Boards = tenantEntity<BoardRecord>({
  entity: "board",
  attributes: {
    template: "string",
    year: "string",
    unit: "string",
    ...(Object.fromEntries(SLOTS.map((slot) => [slot, "any"])) as Record<Slot, "any">),
  },
  key: { pk: "${tenant}#board#${template}#${year}", sk: "unit#${unit}" },
});

/** Sorts before the units, so that one query reads a whole board. */
export const Frames = tenantEntity<Frame & { readonly template: string; readonly year: string }>({
  entity: "frame",
  attributes: {
    template: "string",
    year: "string",
    templateName: "string",
    templateShort: "string",
    windows: "any",
    assignments: "any",
    stamp: "number",
  },
  key: { pk: "${tenant}#board#${template}#${year}", sk: "frame" },
});

/** The attribute of a period: its place in the year, whatever its type. */
export const slotOf = (period: string): Slot => {
  const found = SLOTS[placeInYear(period) - 1];
  if (!found) throw new Error(`${period} has no place in its year`);
  return found;
};

/** The published figures of one unit and period. */
export type RollupRecord = {
  readonly template: string;
  readonly year: string;
  readonly period: string;
  readonly unit: string;
  readonly version: number;
  readonly stamp: number;
  readonly definition: string;
  /** It was withdrawn: no figures, and it counts as not published. */
  readonly voided: boolean;
  readonly figures: Readonly<Record<string, WireFigure>>;
  /** Rows of sections that are computed over the rows of all units (gzip of `Kept`); absent where there are none. */
  readonly body?: Uint8Array;
};
export const Rollups = tenantEntity<RollupRecord>({
  entity: "rollup",
  attributes: {
    template: "string",
    year: "string",
    period: "string",
    unit: "string",
    version: "number",
    stamp: "number",
    definition: "string",
    voided: "boolean",
    figures: "any",
    body: "any",
  },
  key: { pk: "${tenant}#rollup#${template}#${year}", sk: "${period}#${unit}" },
});
