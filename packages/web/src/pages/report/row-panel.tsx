import type { Row } from "@selaras/core/report/schema.ts";
import { computedOf, type EntrySection, sectionOf, sectionOfRow } from "@selaras/core/template/fields.ts";
import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Drawer } from "@selaras/ui/components/dialog.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { type Description, DescriptionList } from "@selaras/ui/components/trail.tsx";
import { createEffect, For, type JSX, Show } from "solid-js";
import { CellField } from "./cell-field.tsx";
import { useDesk } from "./desk.tsx";
import { RowEvidence } from "./evidence-section.tsx";
import { RowSources } from "./drawn-notice.tsx";
import { drawnWords } from "./drawn-words.ts";
import { cellText, figureText, valueText } from "./figure-text.ts";
import { anchorOf } from "./form-model.ts";
import { FreeRowActs } from "./free-rows.tsx";
import { NotesLink } from "./notes.tsx";
import { carriedFacts, codeOf, textFields } from "./sheet-model.ts";
import { words } from "./words.ts";

const RUPIAH = { type: "money", decimals: 2 } as const;
const POINTS = { type: "percent", decimals: 2 } as const;

/** What the tree says of an indicator: what it measures, how it adds up and which method judges it. */
function indicatorFacts({ group, context }: Row): readonly Description[] {
  const { satuan, arah, akumulasi, metode, asal } = context;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.strip.measures, group[0]],
    [words.strip.unit, satuan],
    [words.strip.direction, arah],
    [words.strip.adding, akumulasi],
    [words.strip.method, metode],
    [words.strip.ofPlan, asal],
  ];
  return facts.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]));
}

/** What was pinned with the row, and the months before. */
function factsOf(row: Row, carried: readonly { label: string; text: string }[]): readonly Description[] {
  const { pagu, target, satuan, indikator, rencana_keuangan: plan, rencana_fisik: planned } = row.context;
  const above = row.group.map((group, index) => ({
    term: index === 0 ? words.strip.programme : words.strip.activity,
    value: group,
  }));
  return [
    // Only indicators of the tree carry how they add up.
    ...(row.context["akumulasi"] === undefined ? above : indicatorFacts(row)),
    ...(pagu === undefined ? [] : [{ term: words.strip.pagu, value: valueText(pagu, RUPIAH) }]),
    ...(plan === undefined ? [] : [{ term: words.strip.planOf, value: valueText(plan, RUPIAH) }]),
    ...(planned === undefined ? [] : [{ term: words.strip.planPhysicalOf, value: valueText(planned, POINTS) }]),
    ...carried.map(({ label, text }) => ({ term: label, value: <span class="s-figures">{text}</span> })),
    ...(indikator === undefined ? [] : [{ term: words.strip.indicator, value: indikator }]),
    ...(target === undefined
      ? []
      : [{ term: words.strip.target, value: valueText(target, { type: "number", unit: satuan }) }]),
  ];
}

/** One row in full: texts, computed figures with their explanation, warnings, pinned figures and its evidence. */
export function RowPanel(props: { rowKey: string | null; field: string | null; onClose: () => void }): JSX.Element {
  const desk = useDesk();
  const row = () => desk.live.rows().find((each) => each.rowKey === props.rowKey);
  const code = () => {
    const here = row();
    return here && codeOf(here);
  };
  createEffect(() => {
    const { rowKey, field } = props;
    if (rowKey !== null && field !== null)
      queueMicrotask(() => document.getElementById(anchorOf(rowKey, field))?.focus());
  });
  return (
    <Drawer
      open={row() !== undefined}
      title={row()?.label ?? ""}
      description={code()}
      onClose={() => props.onClose()}
      actions={<Button onPress={() => props.onClose()}>{words.rows.close}</Button>}
    >
      <Show when={props.rowKey} keyed>
        {(rowKey) => <Contents rowKey={rowKey} />}
      </Show>
    </Drawer>
  );
}

/** The drawn columns of a row as its source says them, and the way to the source. */
function DrawnPart(props: { section: EntrySection; row: Row | undefined }): JSX.Element {
  const desk = useDesk();
  const drawn = () => props.section.fields.filter((field) => field.from !== undefined);
  const drawing = () => desk.report().drawings?.find((each) => each.section === props.section.id);
  const items = (row: Row): readonly Description[] =>
    drawn().map((field) => {
      const cell = row.cells[field.id];
      const why = cell?.s === "missing" ? cell.r : undefined;
      return {
        term: field.label,
        value: (
          <span class="s-figures">{why === undefined ? cellText(cell, field, row) : drawnWords.lockedWhy(why)}</span>
        ),
      };
    });
  return (
    <Show when={drawn().length > 0 && props.row}>
      {(row) => (
        <>
          <h3 class="r-sub">{drawnWords.origin}</h3>
          <DescriptionList items={items(row())} />
          <Show when={drawing()}>
            {(known) => (
              <p class="r-drawn" aria-label={drawnWords.rowSources}>
                <RowSources row={row()} drawing={known()} />
              </p>
            )}
          </Show>
        </>
      )}
    </Show>
  );
}

function Contents(props: { rowKey: string }): JSX.Element {
  const desk = useDesk();
  const section = sectionOf(desk.definition, sectionOfRow(props.rowKey));
  const row = () => desk.live.rows().find((each) => each.rowKey === props.rowKey);
  const figure = (id: string) => desk.live.computed().rows.get(props.rowKey)?.computed[id];
  return (
    <div class="r-panel">
      <For each={desk.live.findingsOf(props.rowKey)}>
        {(finding) => (
          <Alert tone={finding.severity === "block" ? "danger" : finding.severity === "warn" ? "warning" : "info"}>
            {finding.message}
          </Alert>
        )}
      </For>
      <Show when={section}>
        {(known) => (
          <>
            <For each={textFields(known())}>{(field) => <CellField rowKey={props.rowKey} field={field} />}</For>
            <DrawnPart section={known()} row={row()} />
            <Show when={computedOf(known()).length > 0}>
              <h3 class="r-sub">{words.rows.panelComputed}</h3>
              <ul class="r-computed">
                <For each={computedOf(known())}>
                  {(field) => (
                    <li>
                      <span>{field.label}</span>
                      <strong class="s-figures">{figureText(figure(field.id), field, row())}</strong>
                      <LinkButton
                        label={`${words.rows.explain}: ${field.label}`}
                        onPress={() => desk.explain.cell(props.rowKey, field.id)}
                      >
                        {words.rows.explain}
                      </LinkButton>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
            <Show when={row()}>
              {(here) => (
                <>
                  <h3 class="r-sub">{words.rows.panelFacts}</h3>
                  <DescriptionList
                    items={factsOf(
                      here(),
                      carriedFacts(known(), here(), desk.report().carry, desk.definition.periodType),
                    )}
                  />
                </>
              )}
            </Show>
          </>
        )}
      </Show>
      <Show when={row()}>{(here) => <FreeRowActs row={here()} />}</Show>
      <p>
        <NotesLink rowKey={props.rowKey} about={row()?.label ?? ""} />
      </p>
      <RowEvidence rowKey={props.rowKey} />
    </div>
  );
}
