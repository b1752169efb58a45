import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { firstDay, periodType, periodsOf, yearOf as yearOfPeriod } from "@selaras/core/kernel/period.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { SearchInput } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconPlus } from "@selaras/ui/icons.ts";
import { A } from "@solidjs/router";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { todayOf } from "../../frame/year.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { usedParts } from "./model.ts";
import { words } from "./words.ts";

const u = words.units;
type Assigned = Api["template.assignments"]["reply"]["assignments"][number];
const ASSIGNED_MOST = 90;

async function load(template: string) {
  const [{ assignments }, { units }, { templates }] = await Promise.all([
    api("template.assignments", { template }),
    api("orgunit.list", {}),
    api("template.versions", {}),
  ]);
  const hash = templates.find((each) => each.template === template)?.versions.at(-1)?.hash;
  const definition = hash === undefined ? undefined : await api("template.definition", { hash });
  return {
    assignments,
    units,
    type: definition?.periodType ?? ("bulan" as const),
    parts: usedParts(definition ?? { sections: [] }).toSorted(),
  };
}

type Loaded = Awaited<ReturnType<typeof load>>;

/** Parts of the work that no unit fills: what belongs to them would be in no report. */
function unfilled({ parts, assignments }: Loaded): readonly string[] {
  const running = assignments.filter((each) => each.until === null);
  if (running.some((each) => !each.parts)) return [];
  const filled = new Set(running.flatMap((each) => each.parts ?? []));
  return parts.filter((part) => !filled.has(part));
}

/** Which units must fill the template, since when, until when, and of which parts. */
export function UnitsPanel(props: { template: string; periodFrom: string | undefined }): JSX.Element {
  const me = useMe();
  const [found, { refetch }] = createResource(() => props.template, load);
  const [adding, setAdding] = createSignal(false);
  const [ending, setEnding] = createSignal<Assigned>();
  return (
    <Await onRetry={refetch}>
      <Show when={found.latest}>
        {(loaded) => (
          <Card
            title={u.title(
              new Set(
                loaded()
                  .assignments.filter((each) => each.until === null)
                  .map((each) => each.unit),
              ).size,
            )}
            description={
              <>
                {u.about} <A href={paths.calendar({ template: props.template })}>{u.calendar}</A>
              </>
            }
            actions={
              <Button
                kind="primary"
                size="small"
                icon={IconPlus}
                disabledReason={me.may.templates ? undefined : words.readOnly}
                onPress={() => setAdding(true)}
              >
                {u.add}
              </Button>
            }
          >
            <div class="tp-editor">
              <Show when={loaded().assignments.length > 0 && unfilled(loaded()).length > 0}>
                <Alert tone="warning" title={u.unfilledTitle}>
                  {u.unfilled(unfilled(loaded()).join(", "))}
                </Alert>
              </Show>
              <Show when={loaded().assignments.length > 0} fallback={<Alert tone="warning">{u.none}</Alert>}>
                <ul class="tp-lines-plain">
                  <For each={loaded().assignments}>
                    {(each) => (
                      <li class="tp-line">
                        <div class="tp-words">
                          <strong>{each.unitName}</strong>
                          <span class="tp-quiet">
                            {each.until === null
                              ? u.since(formatPeriod(each.from))
                              : u.span(formatPeriod(each.from), formatPeriod(each.until))}
                            {each.parts ? ` · ${u.parts(each.parts.join(", "))}` : ""}
                          </span>
                        </div>
                        <Show when={me.may.templates}>
                          <Button size="small" label={`${u.change}: ${each.unitName}`} onPress={() => setEnding(each)}>
                            {u.change}
                          </Button>
                        </Show>
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
            </div>
            <Show when={adding()}>
              <AddDialog
                template={props.template}
                loaded={loaded()}
                first={props.periodFrom}
                onClose={() => setAdding(false)}
                onDone={() => void refetch()}
              />
            </Show>
            <Show when={ending()} keyed>
              {(each) => (
                <EndDialog assigned={each} onClose={() => setEnding(undefined)} onDone={() => void refetch()} />
              )}
            </Show>
          </Card>
        )}
      </Show>
    </Await>
  );
}

const periodOptions = (type: Loaded["type"], years: readonly string[]) =>
  years
    .flatMap((year) => periodsOf(type, year))
    .map((value): { value: string; label: string } => ({ value, label: formatPeriod(value) }));

function AddDialog(props: {
  template: string;
  loaded: Loaded;
  first: string | undefined;
  onClose: () => void;
  onDone: () => void;
}): JSX.Element {
  const me = useMe();
  const year = Number(todayOf(me).slice(0, 4));
  const [search, setSearch] = createSignal("");
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [from, setFrom] = createSignal<string>(props.first ?? "");
  const [parts, setParts] = createSignal<readonly string[]>([]);
  const years = () =>
    [
      ...new Set([
        props.first === undefined ? String(year) : yearOfPeriod(props.first),
        String(year),
        String(year + 1),
      ]),
    ].sort();
  const listed = () => props.loaded.units.filter((unit) => unit.name.toLowerCase().includes(search().toLowerCase()));
  const input = () => ({
    template: props.template,
    assignments: chosen().map((unit) => ({
      template: props.template,
      unit,
      from: from(),
      until: null,
      ...(parts().length > 0 ? { parts: [...parts()] } : {}),
    })),
  });
  const lacking = () => {
    if (chosen().length === 0) return u.noUnits;
    if (chosen().length > ASSIGNED_MOST) return u.tooMany(ASSIGNED_MOST);
    return from() === "" ? words.release.periodMissing : undefined;
  };
  return (
    <ActDialog
      title={u.addTitle}
      description={u.addText}
      act={u.assign(chosen().length)}
      size="large"
      sent={input()}
      lacking={lacking()}
      send={(command) => api("template.assign", input(), { command })}
      done={u.done(chosen().length)}
      onClose={() => props.onClose()}
      onDone={() => props.onDone()}
    >
      <div class="tp-editor">
        <Select
          label={u.from}
          required
          options={periodOptions(props.loaded.type, years())}
          value={from()}
          onChange={setFrom}
        />
        <Show when={props.loaded.parts.length > 0}>
          <fieldset class="tp-checks">
            <legend class="s-label">{u.partsField}</legend>
            <p class="s-hint">{u.partsHint}</p>
            <For each={props.loaded.parts}>
              {(part) => (
                <Checkbox
                  label={part}
                  checked={parts().includes(part)}
                  onChange={(is) => setParts(is ? [...parts(), part] : parts().filter((each) => each !== part))}
                />
              )}
            </For>
          </fieldset>
        </Show>
        <SearchInput label={u.search} placeholder={u.search} value={search()} onInput={setSearch} />
        <div class="tp-acts">
          <Button
            size="small"
            onPress={() => setChosen([...new Set([...chosen(), ...listed().map((unit) => unit.unitId)])])}
          >
            {u.takeAll(listed().length)}
          </Button>
          <Button size="small" kind="tertiary" onPress={() => setChosen([])}>
            {u.takeNone}
          </Button>
        </div>
        <div class="tp-checks tp-scroll-list">
          <For each={listed()}>
            {(unit) => (
              <Checkbox
                label={unit.name}
                checked={chosen().includes(unit.unitId)}
                onChange={(is) =>
                  setChosen(is ? [...chosen(), unit.unitId] : chosen().filter((each) => each !== unit.unitId))
                }
              />
            )}
          </For>
        </div>
      </div>
    </ActDialog>
  );
}

function EndDialog(props: { assigned: Assigned; onClose: () => void; onDone: () => void }): JSX.Element {
  const me = useMe();
  const { assigned } = props;
  const type = periodType(assigned.from);
  const begun = firstDay(assigned.from) <= todayOf(me);
  const year = Number(yearOfPeriod(assigned.from));
  const last = Math.max(year, Number(todayOf(me).slice(0, 4))) + 1;
  const years = Array.from({ length: last - year + 1 }, (_, i) => String(year + i));
  const [until, setUntil] = createSignal<string>(assigned.until ?? "tetap");
  const to = () => {
    if (until() === "batal") return { kind: "cancelled" as const };
    return { kind: "ends" as const, until: until() === "tetap" ? null : until() };
  };
  const { template, unit, from, until: seen } = assigned;
  const options = () => [
    { value: "tetap", label: u.withoutEnd },
    ...(begun ? [] : [{ value: "batal", label: u.cancel }]),
    ...periodOptions(type, years).filter(({ value }) => value >= from),
  ];
  return (
    <ActDialog
      title={u.endTitle(assigned.unitName)}
      description={u.endText}
      act={words.work.save}
      sent={to()}
      lacking={until() === (seen ?? "tetap") ? u.unchanged : undefined}
      send={(command) => api("template.unassign", { template, unit, from, seen, to: to() }, { command })}
      done={u.changed}
      onClose={() => props.onClose()}
      onDone={() => props.onDone()}
      onStale={() => props.onDone()}
    >
      <Select label={u.until} placeholder={null} options={options()} value={until()} onChange={setUntil} />
    </ActDialog>
  );
}
