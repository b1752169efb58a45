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

const Label = {
  id: v.string(),
  label: v.string(),
  type: v.string(),
  unit: v.nullable(v.string()),
  decimals: v.number(),
};
const FigureLabel = v.strictObject({
  ...Label,
  /** The version in use does not have it any more; it was reported under an older one. */
  archived: v.boolean(),
  /** Numbers of the versions that have it, of those that were reported under. */
  versions: v.array(v.number()),
});
const Count = v.strictObject({ counted: v.number(), expected: v.number() });
const PeriodReport = v.strictObject({ period: Period, report: v.string() });
/** How many reports used each version of the template, the oldest first. */
const VersionCount = v.strictObject({ n: v.number(), hash: v.string(), reports: v.number() });

const UnitFigures = v.strictObject({
  unit: v.string(),
  name: v.string(),
  short: v.string(),
  /** The newest one that counts. */
  report: v.string(),
  reports: v.array(PeriodReport),
  /** Number of the template version of the newest report. */
  version: v.number(),
  /** Periods that are expected of it and not published: they add nothing. */
  absent: v.array(Period),
  figures: v.record(v.string(), WireFigureSchema),
  /** Of a figure that is the last of its kind: the period it is of. */
  last: v.record(v.string(), Period),
});
export const FiguresView = v.strictObject({
  template: TemplateId,
  period: Period,
  /** Hash of the definition by which the region was computed: the newest that was reported under. */
  definition: v.nullable(v.string()),
  /** Periods of the template's own kind that are put together. */
  parts: v.array(Period),
  /** Whether some figures are computed over the rows of all units; `rollup.region` shows these. */
  regional: v.boolean(),
  units: v.array(UnitFigures),
  total: v.record(v.string(), WireFigureSchema),
  /** Per figure how many units it was taken of. */
  taken: v.record(v.string(), v.number()),
  labels: v.array(FigureLabel),
  versions: v.array(VersionCount),
  /** Units with at least one published report, of those that are expected. */
  counted: v.number(),
  expected: v.number(),
  /** Reports of all units and periods, and periods of which there is any. */
  reports: Count,
  periods: Count,
  asOf: v.string(),
});
export type FiguresView = Immutable<v.InferOutput<typeof FiguresView>>;

const RegionRow = v.strictObject({
  key: v.string(),
  code: v.nullable(v.string()),
  label: v.string(),
  /** Of its own indicator; the unit of fields that say `@unit`. */
  unit: v.nullable(v.string()),
  figures: v.record(v.string(), WireFigureSchema),
  filled: v.array(v.string()),
  awaited: v.array(v.string()),
  counted: v.boolean(),
});
const GroupFigures = { figures: v.record(v.string(), WireFigureSchema), ...Count.entries };
const RegionSection = v.strictObject({
  id: v.string(),
  label: v.string(),
  columns: v.array(v.strictObject({ ...Label, entered: v.boolean() })),
  /** Figures that come from this section alone. */
  labels: v.array(v.strictObject(Label)),
  groups: v.array(v.strictObject({ path: v.array(v.string()), rows: v.array(RegionRow), ...GroupFigures })),
  ...GroupFigures,
});
export const RegionView = v.strictObject({
  template: TemplateId,
  period: Period,
  parts: v.array(Period),
  definition: v.nullable(v.string()),
  sections: v.array(RegionSection),
  conflicts: v.array(
    v.strictObject({
      row: v.string(),
      label: v.string(),
      field: v.string(),
      fieldLabel: v.string(),
      values: v.array(v.strictObject({ unit: v.string(), figure: WireFigureSchema })),
    }),
  ),
  /** Rows of an older version that the one in use does not have: they count nowhere. */
  left: v.array(v.strictObject({ row: v.string(), label: v.string(), unit: v.string() })),
  /** Short names of every unit that is spoken of. */
  names: v.record(v.string(), v.string()),
  versions: v.array(VersionCount),
  counted: v.number(),
  expected: v.number(),
  reports: Count,
  asOf: v.string(),
});
export type RegionView = Immutable<v.InferOutput<typeof RegionView>>;
