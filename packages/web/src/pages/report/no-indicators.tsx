import { LEVEL_LABEL, REGENCY } from "@selaras/core/cascade/levels.ts";
import { yearOf } from "@selaras/core/kernel/period.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import type { CascadeSection } from "@selaras/core/template/measured.ts";
import { ButtonLink } from "@selaras/ui/components/button.tsx";
import type { JSX } from "solid-js";
import { paths } from "../../paths.ts";
import { words } from "./words.ts";

/** That the tree of the report's year has no indicator for a section. */
export function noIndicators({ cascade }: CascadeSection, period: string): string {
  const levels = cascade.levels.map((level) => LEVEL_LABEL[level]);
  const say = cascade.of === "region" ? words.tree.noneOfRegion : words.tree.none;
  return say(yearOf(period), levels);
}

/** Why a section of indicators has no rows, and where they come from. */
export function NoIndicators(props: { section: CascadeSection; report: ReportView }): JSX.Element {
  const year = () => yearOf(props.report.period);
  const part = () => (props.section.cascade.of === "region" ? REGENCY : undefined);
  return (
    <div class="r-none">
      <p>
        {noIndicators(props.section, props.report.period)} {words.tree.follows}
        {props.section.part === undefined ? "" : ` ${words.tree.perhapsElsewhere}`}
      </p>
      <ButtonLink href={paths.sakip({ tab: "pohon", year: year(), part: part() })}>
        {words.tree.open(year())}
      </ButtonLink>
    </div>
  );
}
