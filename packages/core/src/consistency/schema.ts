import * as v from "valibot";
import { WireFigureSchema } from "../expression/wire.ts";
import { FieldId, Period, Revision, TemplateId, UnitId, Year } from "../kernel/id.ts";
import type { Immutable } from "../kernel/immutable.ts";
import { LIMITS } from "../kernel/limits.ts";
import { PERIOD_TYPES } from "../kernel/period.ts";

export const LinkId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/));

/** One place where a figure stands: which report, which figure of it, and which of the year's periods. */
export const Side = v.strictObject({
  template: TemplateId,
  figure: FieldId,
  /** Place of the period in its year, from 1; null = the whole year, put together where the report is of shorter periods. */
  part: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
});
export type Side = v.InferOutput<typeof Side>;

export const LEVELS = ["unit", "region"] as const;
/** A regency's word that figures of several reports are one and the same, of each unit or of the region. */
export const FigureLink = v.strictObject({
  link: LinkId,
  label: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(120)),
  level: v.picklist(LEVELS),
  sides: v.pipe(v.array(Side), v.minLength(2), v.maxLength(LIMITS.figureLinkSides)),
  /** Largest difference that is none, in the figures' own unit, as decimal text. */
  tolerance: v.pipe(v.string(), v.regex(/^(0|[1-9]\d{0,17})(\.\d{0,5}[1-9])?$/)),
  rev: Revision,
});
export type FigureLink = v.InferOutput<typeof FigureLink>;

export const LINK_STATES = ["same", "different", "waiting"] as const;
export type LinkState = (typeof LINK_STATES)[number];

const Label = {
  label: v.string(),
  type: v.string(),
  unit: v.nullable(v.string()),
  decimals: v.number(),
};
const SideView = v.strictObject({ ...Side.entries, ...Label, short: v.string(), period: v.nullable(Period) });
const Standing = v.strictObject({
  /** null: nothing is published, or the figure is not in it. */
  figure: v.nullable(WireFigureSchema),
  /** The report it stands in, where it is one. */
  report: v.nullable(v.string()),
  counted: v.number(),
  expected: v.number(),
});
export const LinkRow = v.strictObject({
  /** null: the region. */
  unit: v.nullable(UnitId),
  name: v.string(),
  /** In the order of the sides. */
  values: v.array(Standing),
  state: v.picklist(LINK_STATES),
  /** Between the largest and the smallest, as decimal text; null while fewer than two are there. */
  difference: v.nullable(v.string()),
});
export const LinkView = v.strictObject({
  ...FigureLink.entries,
  sides: v.array(SideView),
  rows: v.array(LinkRow),
});

export const ConsistencyBoard = v.strictObject({
  year: Year,
  links: v.array(LinkView),
  /** Figures that a link can name, per template. */
  choices: v.array(
    v.strictObject({
      template: TemplateId,
      short: v.string(),
      periodType: v.picklist(PERIOD_TYPES),
      figures: v.array(v.strictObject({ id: FieldId, ...Label })),
    }),
  ),
  /** Whether this person may declare links. */
  mayLink: v.boolean(),
  asOf: v.string(),
});
export type ConsistencyBoard = Immutable<v.InferOutput<typeof ConsistencyBoard>>;

/** What stands elsewhere for a figure of a report that is being looked at. */
export const Counterpart = v.strictObject({
  link: LinkId,
  label: v.string(),
  tolerance: v.string(),
  own: FieldId,
  others: v.array(v.strictObject({ side: SideView, standing: Standing })),
});
export type Counterpart = Immutable<v.InferOutput<typeof Counterpart>>;
