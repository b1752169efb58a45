import { Navigate } from "@solidjs/router";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconChartBar } from "@selaras/ui/icons.ts";
import { createResource, type JSX, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { todayOf } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { focusPeriod, loadBoard, publishedPeriods } from "../board/board.data.ts";

/** Leads to the newest figures of the first template. */
export function FiguresHomePage(): JSX.Element {
  const me = useMe();
  const [board, { refetch }] = createResource(() => loadBoard(undefined, todayOf(me).slice(0, 4)));
  const target = () => {
    const found = board();
    const period = found && (publishedPeriods(found.periods)[0] ?? focusPeriod(found.periods));
    return found && period && paths.figures(found.template, period.period);
  };
  return (
    <Await onRetry={refetch}>
      <Show
        when={target()}
        fallback={
          <EmptyState icon={IconChartBar} title={t.figures.emptyTitle}>
            {t.figures.empty}
          </EmptyState>
        }
      >
        {(href) => <Navigate href={href()} />}
      </Show>
    </Await>
  );
}
