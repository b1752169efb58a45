import { formatPeriod, formatTableRupiah, formatRupiah } from "@selaras/core/kernel/format.ts";
import { rupiah } from "@selaras/core/kernel/money.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { SearchInput } from "@selaras/ui/components/input.tsx";
import { Pagination } from "@selaras/ui/components/trail.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconCash } from "@selaras/ui/icons.ts";
import { createEffect, createResource, createSignal, type JSX, on, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { t } from "../../i18n/index.ts";
import { type Budget, type BudgetLine, linesMatching, loadBudget } from "./unit.data.ts";

const LINES_AT_ONCE = 50;

/** The budget lines of a unit in force at the end of a month, found by code or word. */
export function BudgetCard(props: { unit: string; period: string; code: string | undefined }): JSX.Element {
  const [budget, { refetch }] = createResource(
    () => ({ unit: props.unit, period: props.period }),
    (asked) => loadBudget(asked.unit, asked.period),
  );
  const description = () => {
    const found = budget.latest;
    if (found === undefined) return undefined;
    return t.unit.budgetOf(
      label(found),
      formatRupiah(rupiah(found.version.total)),
      found.lines.length,
      formatPeriod(props.period),
    );
  };
  return (
    <Await onRetry={refetch}>
      <Card title={t.unit.budget} description={description()} flush={budget() !== undefined}>
        <Show
          when={budget()}
          fallback={
            <EmptyState icon={IconCash} title={t.unit.noBudget}>
              {t.unit.noBudgetText}
            </EmptyState>
          }
        >
          {(found) => <Lines budget={found()} code={props.code} />}
        </Show>
      </Card>
    </Await>
  );
}

const label = ({ version }: Budget): string =>
  version.stage === "pergeseran" ? `DPA pergeseran ${version.n}` : `DPA ${version.stage}`;

function Lines(props: { budget: Budget; code: string | undefined }): JSX.Element {
  const [typed, setTyped] = createSignal(props.code ?? "");
  const [shown, setShown] = createSignal(LINES_AT_ONCE);
  createEffect(
    on(
      () => props.code,
      (code) => code !== undefined && setTyped(code),
      { defer: true },
    ),
  );
  const found = () => linesMatching(props.budget.lines, typed());
  return (
    <>
      <div class="w-table-tools">
        <SearchInput
          label={t.unit.searchLines}
          placeholder={t.unit.searchLines}
          value={typed()}
          onInput={(value) => {
            setTyped(value);
            setShown(LINES_AT_ONCE);
          }}
        />
      </div>
      <DataTable<BudgetLine>
        caption={t.unit.budget}
        hideCaption
        rows={found().slice(0, shown())}
        rowKey={(line) => line.code}
        empty={t.unit.noLine(typed())}
        columns={[
          {
            key: "name",
            label: t.unit.line,
            width: "45%",
            sortBy: (line) => line.code,
            cell: (line) => (
              <span class="w-line">
                <span class="w-code">{line.code}</span> <span>{line.name}</span>
                <span class="w-note">{line.kegiatan.name}</span>
              </span>
            ),
          },
          { key: "indicator", label: t.unit.indicator, wideOnly: true, cell: (line) => line.indicator },
          { key: "source", label: t.unit.source, wideOnly: true, cell: (line) => line.source },
          {
            key: "pagu",
            label: t.unit.pagu,
            align: "end",
            sortBy: (line) => rupiah(line.pagu),
            cell: (line) => formatTableRupiah(rupiah(line.pagu)),
          },
        ]}
      />
      <Show when={found().length > LINES_AT_ONCE}>
        <div class="w-table-tools">
          <Pagination
            shown={String(Math.min(shown(), found().length))}
            total={String(found().length)}
            more={shown() < found().length}
            onMore={() => setShown(shown() + LINES_AT_ONCE)}
          />
        </div>
      </Show>
    </>
  );
}
