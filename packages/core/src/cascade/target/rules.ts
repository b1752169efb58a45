import { STAGES } from "../../budget/schema.ts";
import { decimal } from "../../kernel/decimal.ts";
import { allow, type Decision, refuse } from "../../kernel/decision.ts";
import { formatDate, formatNumber, formatPeriod } from "../../kernel/format.ts";
import { isInside, periodsOf } from "../../kernel/period.ts";
import type { Indicator, Target } from "../schema.ts";
import { type Figure, joined, quartersAgree, quartersOf, targetUpTo } from "../targets.ts";
import { codeTaken } from "../failures.ts";
import { quartersDiffer, targetsBack, targetUnknown } from "./failures.ts";
import type { RecordedLine, TargetLine, TargetSource, TargetVersion } from "./schema.ts";

/** Name of a version as it stands beside every figure that follows it: "Target perubahan (2)". */
export const targetLabel = ({ stage, turn }: Pick<TargetVersion, "stage" | "turn">): string =>
  `Target ${stage}${turn > 1 ? ` (${turn})` : ""}`;

/** The document of a version in one line: "Renstra 2021-2026, nomor 12/2025, 3 Januari 2026". */
export const sourceText = ({ document, number, date }: TargetSource): string =>
  [document, ...(number === null ? [] : [`nomor ${number}`]), ...(date === null ? [] : [formatDate(date)])].join(", ");

/** The targets of one line, each with its period and source. */
export const targetsOfLine = (line: TargetLine, year: string, source: string): readonly Target[] =>
  [year, ...quartersOf(year)].flatMap((period, i) => {
    const value = i === 0 ? line.year : line.quarters[i - 1];
    return value === null || value === undefined ? [] : [{ period, value, source }];
  });

const rank = (stage: TargetVersion["stage"]): number => STAGES.indexOf(stage);

/** Whether a version may follow the newest one: neither its stage nor its month goes back. */
export function mayFollow(
  newest: TargetVersion | undefined,
  { stage, effectiveFrom }: Pick<TargetVersion, "stage" | "effectiveFrom">,
): Decision {
  if (!newest || (rank(stage) >= rank(newest.stage) && effectiveFrom >= newest.effectiveFrom)) return allow;
  return refuse(targetsBack({ newest: targetLabel(newest), from: formatPeriod(newest.effectiveFrom) }));
}

/** Lines as they are kept, with the code and the way of adding up that their indicators have now. */
export const recordedLines = (
  lines: readonly TargetLine[],
  indicators: readonly Pick<Indicator, "id" | "code" | "aggregation">[],
): readonly RecordedLine[] =>
  lines.map((line) => {
    const indicator = indicators.find(({ id }) => id === line.indicator);
    return indicator ? { ...line, code: indicator.code, aggregation: indicator.aggregation } : line;
  });

/** A line as people see and send it. */
export const lineOf = ({ indicator, year, quarters }: RecordedLine): TargetLine => ({ indicator, year, quarters });

/** Whether every line has a code of its own: a report takes its target by the code. */
export function soundCodes(lines: readonly RecordedLine[]): Decision {
  const codes = lines.flatMap(({ code }) => code ?? []);
  const twice = codes.find((code, at) => codes.indexOf(code) !== at);
  return twice === undefined ? allow : refuse(codeTaken({ code: twice }));
}

type Measured = Pick<Indicator, "id" | "text" | "aggregation">;

/** Lines whose four quarters say something else than the year, by the way in which the indicator adds up. */
export const differing = (lines: readonly TargetLine[], indicators: readonly Measured[], year: string) =>
  lines.flatMap((line) => {
    const indicator = indicators.find(({ id }) => id === line.indicator);
    if (!indicator) return [];
    const measured = { aggregation: indicator.aggregation, targets: [...targetsOfLine(line, year, "-")] };
    if (quartersAgree(measured, year)) return [];
    const sum = targetUpTo(measured, year, 4);
    return [{ indicator, joined: sum.kind === "value" ? formatNumber(sum.amount) : "", year: line.year ?? "" }];
  });

/** Whether lines may be kept: each of an indicator of the part, once, with quarters that agree with the year. */
export function soundLines(lines: readonly TargetLine[], indicators: readonly Measured[], year: string): Decision {
  const seen = new Set<string>();
  for (const { indicator } of lines) {
    if (seen.has(indicator) || !indicators.some(({ id }) => id === indicator)) {
      return refuse(targetUnknown({ indicator }));
    }
    seen.add(indicator);
  }
  const wrong = differing(lines, indicators, year);
  const [first] = wrong;
  if (!first) return allow;
  const written = formatNumber(decimal(first.year));
  const { joined: sum, indicator } = first;
  return refuse(quartersDiffer({ text: indicator.text, joined: sum, year: written, more: wrong.length - 1 }));
}

/**
 * What an indicator shall reach in a reporting period: of a year its target, of a quarter its own; of a longer period its
 * quarters put together. A period that is not made of quarters, such as a month, has no target.
 */
export function targetIn(
  indicator: Pick<Indicator, "targets" | "aggregation">,
  period: string,
  year: string,
): Figure | null {
  const own = indicator.targets.find((target) => target.period === period);
  if (period === year) return own ? { kind: "value", amount: decimal(own.value) } : null;
  const quarters = periodsOf("triwulan", year).flatMap((each, i) =>
    isInside(each, period) ? [`${year}-T${i + 1}`] : [],
  );
  // Four months hold one quarter and a piece of another: no target can be made of that.
  return quarters.length === 0 || period.includes("-CW") ? null : joined(indicator, quarters);
}
