import { A, useParams } from "@solidjs/router";
import { scoreOf } from "@selaras/core/cascade/evaluation/compute.ts";
import { rangeText } from "@selaras/core/indicator/scales.ts";
import { SIDES } from "@selaras/core/cascade/evaluation/schema.ts";
import { subtract } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Card, Stat, Tiles } from "@selaras/ui/components/card.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { createResource, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { paths } from "../../paths.ts";
import { GradeBadge, totalOf, unitNameOf } from "./evaluations-tab.tsx";
import { Recommendations } from "./recommendations.tsx";
import type { Sheet } from "./sakip.data.ts";
import "./sakip.css";
import { SheetForm } from "./sheet-form.tsx";
import { words } from "./words.ts";

const w = words.evaluation;

/** One evaluation sheet: self evaluation and evaluator side by side, the grades, and the recommendations. */
export function EvaluationPage(): JSX.Element {
  const params = useParams<{ year: string; unit: string }>();
  const [found, { refetch }] = createResource(
    () => ({ year: params.year, unit: params.unit }),
    (asked) => api("cascade.evaluation", asked),
  );
  const [units] = createResource(() => api("orgunit.list", {}));
  const name = () => unitNameOf({ units: units()?.units ?? [] }, params.unit);
  const shownIn = () => String(Number(params.year) + 1);
  return (
    <Await onRetry={refetch}>
      <Title text={w.listTitle(params.year)} />
      <PageHead
        above={
          <Breadcrumb
            link={(link) => <A {...link} aria-current={link.current === true ? "page" : undefined} />}
            crumbs={[
              { label: words.title, href: paths.sakip({ year: shownIn() }) },
              { label: w.back, href: paths.sakip({ tab: "evaluasi", year: shownIn() }) },
              { label: name() },
            ]}
          />
        }
        title={name()}
        description={w.listTitle(params.year)}
      />
      <Show when={found.latest}>
        {(loaded) => (
          <>
            <Totals sheet={loaded().sheet} />
            <SheetForm sheet={loaded().sheet} may={loaded().may} onChanged={() => void refetch()} />
            <Recommendations sheet={loaded().sheet} may={loaded().may} onChanged={() => void refetch()} />
            <Bounds sheet={loaded().sheet} />
          </>
        )}
      </Show>
    </Await>
  );
}

function Totals(props: { sheet: Sheet }): JSX.Element {
  const score = (side: "self" | "evaluator") => scoreOf(props.sheet.method, props.sheet[side].answers);
  const note = (side: "self" | "evaluator") => {
    const { missing } = score(side);
    return missing.length > 0 ? w.missing(missing.length) : undefined;
  };
  const difference = () => {
    const [self, evaluator] = [score("self"), score("evaluator")];
    if (self.missing.length + evaluator.missing.length > 0) return words.dash;
    return formatNumber(subtract(evaluator.total, self.total), 2);
  };
  return (
    <Tiles>
      <For each={SIDES}>
        {(side) => (
          <Stat
            label={side === "self" ? w.self : w.evaluator}
            figure={totalOf(props.sheet, side)}
            note={note(side) ?? <GradeBadge sheet={props.sheet} side={side} />}
          />
        )}
      </For>
      <Stat label={w.difference} figure={difference()} />
    </Tiles>
  );
}

function Bounds(props: { sheet: Sheet }): JSX.Element {
  const { method, methodN } = props.sheet;
  return (
    <Card title={w.bounds} description={`${w.boundsText} ${w.methodInForce(method.label, methodN, method.source)}.`}>
      <ul class="k-bounds">
        <For each={method.grades}>
          {(grade) => (
            <li>
              <strong>{grade.label}</strong> {grade.meaning}
              <span class="w-note s-figures">{rangeText(grade)}</span>
            </li>
          )}
        </For>
      </ul>
    </Card>
  );
}
