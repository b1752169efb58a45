import * as v from "valibot";
import type { Immutable } from "../kernel/immutable.ts";
import { WireFigureSchema } from "../expression/wire.ts";
import { Period, TemplateId } from "../kernel/id.ts";
import { REPORT_STATES } from "../report/schema.ts";

/** Where a report of one unit and month stands, at one stamp. */
export const BoardMonth = v.strictObject({
  stamp: v.number(),
  state: v.picklist(REPORT_STATES),
  version: v.number(),
  onTime: v.nullable(v.boolean()),
  submittedAt: v.nullable(v.string()),
});
export type BoardMonth = v.InferOutput<typeof BoardMonth>;

const FrameWindow = v.strictObject({ period: Period, opensOn: v.string(), dueOn: v.string(), lockOn: v.string() });
export const FrameAssignment = v.strictObject({ unit: v.string(), from: Period, until: v.nullable(Period) });

/** Periods and expected units of a template's year: the columns and the rows of its board. */
export const Frame = v.strictObject({
  templateName: v.string(),
  templateShort: v.string(),
  windows: v.array(FrameWindow),
  assignments: v.array(FrameAssignment),
  stamp: v.number(),
});
export type Frame = v.InferOutput<typeof Frame>;

export const BoardView = v.strictObject({
  template: TemplateId,
  templateName: v.string(),
  templateShort: v.string(),
  periods: v.array(
    v.strictObject({
      ...FrameWindow.entries,
      /** upcoming | open | late | locked, at the moment of asking. */
      state: v.string(),
      expected: v.number(),
      published: v.number(),
      onTime: v.number(),
      inReview: v.number(),
      silent: v.number(),
    }),
  ),
  units: v.array(
    v.strictObject({
      unit: v.string(),
      name: v.string(),
      short: v.string(),
      /** Whether the asking person sees more of this unit than what it has published. */
      reached: v.boolean(),
      /** By period; null = expected but not opened (or, where not reached, not published); absent = not expected. */
      months: v.record(v.string(), v.nullable(v.strictObject({ ...BoardMonth.entries, report: v.string() }))),
    }),
  ),
  asOf: v.string(),
});
export type BoardView = Immutable<v.InferOutput<typeof BoardView>>;

export const FiguresView = v.strictObject({
  template: TemplateId,
  period: Period,
  definition: v.nullable(v.string()),
  units: v.array(
    v.strictObject({
      unit: v.string(),
      name: v.string(),
      short: v.string(),
      report: v.string(),
      figures: v.record(v.string(), WireFigureSchema),
    }),
  ),
  total: v.record(v.string(), WireFigureSchema),
  labels: v.array(
    v.strictObject({
      id: v.string(),
      label: v.string(),
      type: v.string(),
      unit: v.nullable(v.string()),
      decimals: v.number(),
    }),
  ),
  counted: v.number(),
  expected: v.number(),
  asOf: v.string(),
});
export type FiguresView = Immutable<v.InferOutput<typeof FiguresView>>;
