import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { CascadeEditor, FIRST_CASCADE } from "./cascade-editor.tsx";
import { ComputedEditor, RuleEditor } from "./computed-editor.tsx";
import { EvidenceEditor } from "./evidence-editor.tsx";
import { FieldEditor, NamedFields } from "./field-editor.tsx";
import { Members } from "./members.tsx";
import { freeId, idsIn, newComputed, newField, newRule, usedParts, withColumns } from "./model.ts";
import { QueryEditor } from "./query-editor.tsx";
import { RowsEditor } from "./rows-editor.tsx";
import { ROW_SOURCES } from "@selaras/core/template/schema.ts";
import {
  type Column,
  COMPUTED_TYPES,
  type Draft,
  isTableKind,
  type Section,
} from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

const s = words.section;

export type SectionEditorProps = {
  draft: Draft;
  section: Section;
  /** The section as it is stored: what is in it keeps its names. */
  saved: Section | undefined;
  posts: readonly { readonly value: string; readonly label: string }[];
  /** The list and the member that a link asked for. */
  asked: { readonly list: string | undefined; readonly member: string | undefined };
  faults: (list: string, id: string) => readonly string[];
  onChange: (section: Section, tag?: string) => void;
};

/** One section: what it is, then what is in it. */
export function SectionEditor(props: SectionEditorProps): JSX.Element {
  const change = (part: Partial<Section>, tag?: string) =>
    props.onChange({ ...props.section, ...part }, tag && `${props.section.id} ${tag}`);
  const kind = () => props.section.kind;
  return (
    <div class="tp-editor">
      <TextInput
        label={s.label}
        value={props.section.label}
        maxLength={200}
        required
        error={props.section.label.trim() === "" ? words.field.labelMissing : undefined}
        onInput={(label) => change({ label }, "label")}
      />
      <p class="tp-quiet">
        {words.kinds[kind()]}. {words.kindText[kind()]}
      </p>
      <Show when={isTableKind(kind()) || kind() === "evidence"}>
        <TextArea
          label={s.help}
          rows={2}
          optional
          value={props.section.help ?? ""}
          onInput={(help) => change({ help: kind() === "evidence" ? help : help || undefined }, "help")}
        />
      </Show>
      <Show when={kind() === "form" || kind() === "narrative"}>
        <TextInput
          label={words.rows.part}
          hint={s.partHint}
          optional
          maxLength={40}
          suggestions={usedParts(props.draft)}
          value={props.section.part ?? ""}
          onInput={(part) => change({ part: part.trim() || undefined }, "part")}
        />
      </Show>
      <Show when={isTableKind(kind())}>
        <TableParts {...props} change={change} />
      </Show>
      <Switch>
        <Match when={kind() === "evidence"}>
          <EvidenceEditor
            section={props.section}
            asked={props.asked.member}
            faults={(id) => props.faults("requirements", id)}
            change={change}
          />
        </Match>
        <Match when={kind() !== "evidence"}>
          <Entries {...props} change={change} />
        </Match>
      </Switch>
    </div>
  );
}

type PartProps = SectionEditorProps & { change: (part: Partial<Section>, tag?: string) => void };
const askedIn = (props: SectionEditorProps, list: string): string | undefined =>
  props.asked.list === list ? props.asked.member : undefined;

/** Where the rows come from, who owns them, what each carries. */
function TableParts(props: PartProps): JSX.Element {
  const source = () => props.section.source ?? "list";
  return (
    <>
      <div class="tp-pair">
        <Select
          label={s.source}
          hint={s.sourceText[source()]}
          placeholder={null}
          options={ROW_SOURCES.map((value): { value: (typeof ROW_SOURCES)[number]; label: string } => ({
            value,
            label: s.sources[value],
          }))}
          value={source()}
          onChange={(next) =>
            props.change({
              source: next,
              ...(next === "list" ? { rows: props.section.rows ?? [] } : { rows: undefined }),
              ...(next === "query" ? {} : withoutQuery(props.section)),
              cascade: next === "cascade" ? FIRST_CASCADE : undefined,
            })
          }
        />
        <Show when={source() === "free"}>
          <TextInput
            label={s.most}
            hint={s.mostHint(LIMITS.freeRows)}
            inputMode="numeric"
            figures
            value={String(props.section.most ?? "")}
            onChange={(typed) =>
              props.change({
                most: Number(typed) > 0 ? Math.min(LIMITS.freeRows, Math.trunc(Number(typed))) : undefined,
              })
            }
          />
        </Show>
        <Select
          label={s.owner}
          hint={s.ownerHint}
          placeholder={s.everyone}
          options={[{ value: " ", label: s.everyone }, ...props.posts]}
          value={props.section.owner ?? " "}
          onChange={(owner) => props.change({ owner: owner === " " ? undefined : owner })}
        />
      </div>
      <Checkbox
        label={s.regional}
        hint={s.regionalHint}
        checked={props.section.regional === true}
        onChange={(is) => props.change({ regional: is || undefined })}
      />
      <Show when={source() === "list"}>
        <Columns {...props} />
        <RowsEditor
          draft={props.draft}
          section={props.section}
          asked={askedIn(props, "rows")}
          faults={(id) => props.faults("rows", id)}
          onChange={(rows, tag) => props.change({ rows: [...rows] }, tag)}
        />
      </Show>
      <Show when={source() === "query"}>
        <QueryEditor section={props.section} change={props.change} />
      </Show>
      <Show when={source() === "cascade"}>
        <CascadeEditor section={props.section} change={props.change} />
      </Show>
      <Show when={props.section.kind === "matrix"}>
        <FillColumns {...props} />
      </Show>
    </>
  );
}

/** A section whose rows come from elsewhere draws nothing any more: its columns are typed again. */
const withoutQuery = ({ fields = [] }: Section): Partial<Section> => ({
  query: undefined,
  part: undefined,
  fields: fields.map((field) => ({ ...field, from: undefined })),
});

/** Names that every row carries with a value of its own: a target, a factor, a weight. */
function Columns(props: PartProps): JSX.Element {
  const columns = () => props.section.context ?? [];
  return (
    <Members<Column>
      title={s.context}
      about={s.contextText}
      items={columns()}
      id={(column) => column.id}
      label={(column) => column.label}
      chips={(column) => [column.id, words.field.types[column.type]]}
      asked={askedIn(props, "context")}
      faults={(id) => props.faults("context", id)}
      addWord={s.addContext}
      onAdd={() =>
        props.change({
          context: [...columns(), { id: freeId(s.target, idsIn(props.section)), label: s.target, type: "number" }],
        })
      }
      onChange={(context) => props.change({ context: [...context] }, "context")}
    >
      {(column, put) => (
        <div class="tp-editor">
          <NamedFields
            id={column().id}
            label={column().label}
            taken={idsIn(props.section)}
            settled={props.saved?.context?.some((each) => each.id === column().id) === true}
            onChange={(part) => put({ ...column(), ...part })}
          />
          <div class="tp-pair">
            <Select
              label={words.field.type}
              placeholder={null}
              options={COMPUTED_TYPES.map((value): { value: Column["type"]; label: string } => ({
                value,
                label: words.field.types[value],
              }))}
              value={column().type}
              onChange={(type) => put({ ...column(), type })}
            />
            <TextInput
              label={words.field.unit}
              optional
              value={column().unit ?? ""}
              maxLength={40}
              onInput={(unit) => put({ ...column(), unit: unit || undefined })}
            />
          </div>
        </div>
      )}
    </Members>
  );
}

/** Columns of one kind in one go: months, quarters, age groups. */
function FillColumns(props: PartProps): JSX.Element {
  const [typed, setTyped] = createSignal("");
  const fill = () => {
    const like = props.section.fields?.[0] ?? newField("", [], false);
    props.change({ fields: withColumns(props.section, typed().split(/[\n,;]/), like).fields });
    setTyped("");
  };
  return (
    <fieldset class="tp-box">
      <legend class="s-label">{s.fill}</legend>
      <TextArea label={s.fillNames} hint={s.fillHint} rows={2} value={typed()} onInput={setTyped} />
      <div class="tp-acts">
        <Button size="small" onPress={() => setTyped(s.months)}>
          {s.fillMonths}
        </Button>
        <Button size="small" onPress={() => setTyped(s.quarters)}>
          {s.fillQuarters}
        </Button>
        <Button
          size="small"
          kind="primary"
          disabledReason={typed().trim() === "" ? s.fillNothing : undefined}
          onPress={fill}
        >
          {s.fillNow}
        </Button>
      </div>
    </fieldset>
  );
}

/** What is entered, what follows from it, and what must hold. */
function Entries(props: PartProps): JSX.Element {
  const fields = () => props.section.fields ?? [];
  const computed = () => props.section.computed ?? [];
  const rules = () => props.section.rules ?? [];
  const ids = () => idsIn(props.section);
  const narrative = () => props.section.kind === "narrative";
  return (
    <>
      <Members
        title={props.section.kind === "matrix" ? s.columns : s.fields}
        items={fields()}
        id={(field) => field.id}
        label={(field) => field.label}
        chips={(field) => [
          words.field.types[field.type],
          ...(field.from === undefined ? [] : [words.query.chip]),
          ...(field.required === "submit" ? [words.field.requiredChip] : []),
        ]}
        asked={askedIn(props, "fields")}
        faults={(id) => props.faults("fields", id)}
        addWord={s.addField}
        onAdd={() => props.change({ fields: [...fields(), newField(s.newField, ids(), narrative())] })}
        onChange={(next) => props.change({ fields: [...next] }, "fields")}
      >
        {(field, put) => (
          <FieldEditor
            field={field()}
            section={props.section}
            taken={ids()}
            settled={props.saved?.fields?.some((each) => each.id === field().id) === true}
            onChange={put}
          />
        )}
      </Members>
      <Show when={!narrative()}>
        <Members
          title={s.computed}
          about={s.computedText}
          items={computed()}
          id={(each) => each.id}
          label={(each) => each.label}
          chips={(each) => [each.expression]}
          asked={askedIn(props, "computed")}
          faults={(id) => props.faults("computed", id)}
          addWord={s.addComputed}
          onAdd={() => props.change({ computed: [...computed(), newComputed(s.newComputed, ids())] })}
          onChange={(next) => props.change({ computed: [...next] }, "computed")}
        >
          {(each, put) => (
            <ComputedEditor
              draft={props.draft}
              section={props.section}
              taken={ids()}
              settled={props.saved?.computed?.some((known) => known.id === each().id) === true}
              value={each()}
              onChange={put}
            />
          )}
        </Members>
        <Members
          title={s.rules}
          about={s.rulesText}
          items={rules()}
          id={(rule) => rule.id}
          label={(rule) => rule.message || rule.when}
          chips={(rule) => [words.rule.severities[rule.severity]]}
          asked={askedIn(props, "rules")}
          faults={(id) => props.faults("rules", id)}
          addWord={s.addRule}
          full={fields().length === 0 ? s.rulesNeedField : undefined}
          onAdd={() =>
            props.change({
              rules: [
                ...rules(),
                newRule(
                  rules().map((rule) => rule.id),
                  fields()[0]?.id ?? "",
                ),
              ],
            })
          }
          onChange={(next) => props.change({ rules: [...next] }, "rules")}
        >
          {(rule, put) => <RuleEditor draft={props.draft} section={props.section} value={rule()} onChange={put} />}
        </Members>
      </Show>
    </>
  );
}
