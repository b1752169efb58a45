import { compared, toleranceOf } from "@selaras/core/consistency/rules.ts";
import { fromWire, toWire } from "@selaras/core/expression/figure.ts";
import type { Computed } from "@selaras/core/report/compute.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { A } from "@solidjs/router";
import { createResource, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { figureText } from "../../figures/figure-text.ts";
import { paths } from "../../paths.ts";
import { amountText, placeText } from "./consistency.data.ts";
import { words } from "./words.ts";

/**
 * Tells whoever decides on a report that one of its figures differs from the same figure elsewhere. Says nothing when all
 * agree, when nothing is linked, and when the other figures cannot be read: a decision never waits for it.
 */
export function DiffersNotice(props: { report: ReportView; computed: Computed }): JSX.Element {
  const [found] = createResource(
    () => ({ template: props.report.template.id, period: props.report.period, unit: props.report.unit.id }),
    (asked) => api("consistency.counterparts", asked).catch(() => ({ links: [] })),
  );
  const lines = () =>
    (found.latest?.links ?? []).flatMap(({ label, tolerance, own, others }) => {
      const figure = props.computed.figures[own];
      return others.flatMap(({ side, standing }) => {
        if (!figure || !standing.figure) return [];
        const { state, difference } = compared([figure, fromWire(standing.figure)], toleranceOf(tolerance));
        if (state !== "different" || difference === null) return [];
        const here = figureText(toWire(figure), side);
        const there = figureText(standing.figure, side);
        return words.notice.line(label, here, placeText(side), there, amountText(difference, side));
      });
    });
  return (
    <Show when={lines().length > 0}>
      <Alert
        tone="warning"
        title={words.notice.title}
        actions={<A href={paths.consistency(props.report.period.slice(0, 4))}>{words.notice.open}</A>}
      >
        <For each={lines()}>{(line) => <p>{line}</p>}</For>
      </Alert>
    </Show>
  );
}
