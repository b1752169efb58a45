import { A, useNavigate } from "@solidjs/router";
import { scoreOf } from "@selaras/core/cascade/evaluation/compute.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import {
  IconCircleCheck,
  IconAlertTriangle,
  IconAlertCircle,
  IconCircleDashed,
  IconInfoCircle,
  IconPlus,
  IconScale,
  IconSettings,
} from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { paths } from "../../paths.ts";
import { MethodDialog } from "./method-dialog.tsx";
import { type Frame, loadSheets, REGENCY, type Sheet, type Sheets } from "./sakip.data.ts";
import { words } from "./words.ts";

const w = words.evaluation;
const ICONS = {
  positive: IconCircleCheck,
  info: IconInfoCircle,
  warning: IconAlertTriangle,
  danger: IconAlertCircle,
  neutral: IconCircleDashed,
} as const;

/** The grade of one side, or that it is not complete yet. */
export function GradeBadge(props: { sheet: Sheet; side: "self" | "evaluator" }): JSX.Element {
  const score = () => scoreOf(props.sheet.method, props.sheet[props.side].answers);
  return (
    <Show
      when={score().grade}
      fallback={
        <Badge tone="neutral" icon={IconCircleDashed}>
          {w.pending}
        </Badge>
      }
    >
      {(grade) => (
        <Badge tone={grade().tone} icon={ICONS[grade().tone]}>
          {`${grade().label} · ${grade().meaning}`}
        </Badge>
      )}
    </Show>
  );
}

/** The total of one side as it is shown: two decimals, while the grade follows from the unrounded one. */
export function totalOf(sheet: Sheet, side: "self" | "evaluator"): string {
  const { total, missing } = scoreOf(sheet.method, sheet[side].answers);
  return missing.length > 0 ? words.dash : formatNumber(total, 2);
}

/** The evaluation sheets of a year. */
export function EvaluationsTab(props: { frame: Frame; year: string }): JSX.Element {
  // Evaluated is the year that ended: the sheets of the year before stand behind the year of the page.
  const evaluated = () => String(Number(props.year) - 1);
  const [sheets, { refetch }] = createResource(evaluated, loadSheets);
  const [layer, setLayer] = createSignal<"open" | "method">();
  return (
    <Await onRetry={refetch}>
      <Show when={sheets.latest}>
        {(found) => (
          <Card
            title={w.listTitle(evaluated())}
            description={methodText(found())}
            flush={found().evaluations.length > 0}
            actions={
              <div class="k-acts">
                <Show when={found().may.method}>
                  <Button icon={IconSettings} onPress={() => setLayer("method")}>
                    {w.setMethod}
                  </Button>
                </Show>
                <Show when={found().may.open}>
                  <Button kind="primary" icon={IconPlus} onPress={() => setLayer("open")}>
                    {w.open}
                  </Button>
                </Show>
              </div>
            }
          >
            <SheetTable frame={props.frame} sheets={found()} />
            <Show when={layer() === "open"}>
              <OpenDialog frame={props.frame} sheets={found()} year={evaluated()} onClose={() => setLayer(undefined)} />
            </Show>
            <Show when={layer() === "method"}>
              <MethodDialog sheets={found()} onClose={() => setLayer(undefined)} onDone={() => void refetch()} />
            </Show>
          </Card>
        )}
      </Show>
    </Await>
  );
}

const methodText = ({ methods }: Sheets): string => {
  const latest = methods.at(-1);
  return latest ? w.methodInForce(latest.method.label, latest.n, latest.method.source) : "";
};

export const unitNameOf = (frame: Pick<Frame, "units">, unit: string): string =>
  unit === REGENCY ? words.regency : (frame.units.find((each) => each.unitId === unit)?.name ?? unit);

function SheetTable(props: { frame: Frame; sheets: Sheets }): JSX.Element {
  const done = ({ recommendations }: Sheet) => recommendations.filter(({ status }) => status === "selesai").length;
  return (
    <Show
      when={props.sheets.evaluations.length > 0}
      fallback={
        <EmptyState icon={IconScale} title={w.none}>
          {w.noneText}
        </EmptyState>
      }
    >
      <DataTable
        caption={words.tabs.evaluasi}
        hideCaption
        rows={props.sheets.evaluations}
        rowKey={(sheet) => sheet.unit}
        columns={[
          {
            key: "unit",
            label: w.unit,
            width: "32%",
            sortBy: (sheet) => unitNameOf(props.frame, sheet.unit),
            cell: (sheet) => (
              <A href={paths.evaluation(sheet.year, sheet.unit)}>{unitNameOf(props.frame, sheet.unit)}</A>
            ),
          },
          { key: "self", label: w.self, align: "end", cell: (sheet) => totalOf(sheet, "self") },
          { key: "evaluator", label: w.evaluator, align: "end", cell: (sheet) => totalOf(sheet, "evaluator") },
          { key: "grade", label: w.grade, cell: (sheet) => <GradeBadge sheet={sheet} side="evaluator" /> },
          {
            key: "follow",
            label: w.recommendations,
            cell: (sheet) => w.done(done(sheet), sheet.recommendations.length),
          },
        ]}
      />
    </Show>
  );
}

function OpenDialog(props: { frame: Frame; sheets: Sheets; year: string; onClose: () => void }): JSX.Element {
  const navigate = useNavigate();
  const [unit, setUnit] = createSignal("");
  const input = () => ({ year: props.year, unit: unit() });
  const free = () =>
    props.frame.opds.filter((opd) => !props.sheets.evaluations.some((sheet) => sheet.unit === opd.unitId));
  return (
    <ActDialog
      title={w.open}
      act={w.open}
      sent={input()}
      lacking={unit() === "" ? w.unit : undefined}
      send={(command) => api("cascade.openEvaluation", input(), { command })}
      done={w.opened}
      onClose={props.onClose}
      onDone={() => navigate(paths.evaluation(props.year, unit()))}
    >
      <Select
        label={w.unit}
        options={[
          { value: REGENCY, label: words.regency },
          ...free().map((opd) => ({ value: opd.unitId as string, label: opd.name })),
        ]}
        value={unit()}
        required
        onChange={setUnit}
      />
    </ActDialog>
  );
}
