import { Select } from "@selaras/ui/components/choice.tsx";
import { createMemo, createSignal, type JSX } from "solid-js";
import { api } from "../../api/client.ts";
import { CatalogueDialog } from "./catalogue-dialog.tsx";
import { ClassesEditor } from "./classes-editor.tsx";
import { type ClassDraft, classDraft, judge, type Named, NEW_CLASS, type Scale } from "./model.ts";
import { words } from "./words.ts";

/** Two classes that fill the line: the smallest scale that says something. */
const FIRST: readonly ClassDraft[] = [
  { ...NEW_CLASS, label: "Tercapai", tone: "positive", from: { kind: "inclusive", typed: "100" } },
  { ...NEW_CLASS, label: "Belum tercapai", tone: "warning", to: { kind: "exclusive", typed: "100" } },
];
const PLACES = ["", "0", "1", "2"] as const;
type Places = (typeof PLACES)[number];

export type ScaleDialogProps = {
  /** The version that the new one follows; null = a scale of its own. */
  from: Scale | null;
  taken: readonly string[];
  onClose: () => void;
  onSaved: () => void;
};
type ScaleDraft = Named & { readonly places: Places; readonly classes: readonly ClassDraft[] };

const scaleDraft = (from: Scale | null): ScaleDraft => ({
  label: from?.label ?? "",
  id: from?.id ?? "",
  source: from?.source ?? "",
  places: PLACES.find((each) => each === String(from?.rounding ?? "")) ?? "",
  classes: from?.classes.map(classDraft) ?? FIRST,
});

/** The next version of a scale. What is typed is judged at once; a scale with a gap or an overlap cannot be saved. */
export function ScaleDialog(props: ScaleDialogProps): JSX.Element {
  const [draft, setDraft] = createSignal(scaleDraft(props.from));
  const change = (part: Partial<ScaleDraft>) => setDraft({ ...draft(), ...part });
  const judged = createMemo(() => judge(draft().classes));
  const scale = (n: number): Scale => {
    const { id, label, source, places } = draft();
    const rounding = places === "" ? null : Number(places);
    return { id, n, label: label.trim(), source: source.trim(), rounding, classes: [...judged().classes] };
  };
  return (
    <CatalogueDialog
      {...props}
      newTitle={words.form.newScale}
      draft={draft()}
      onChange={change}
      fault={judged().faults.length > 0 ? words.form.refused(judged().faults.length) : undefined}
      send={(n, command) => api("indicator.saveScale", { scale: scale(n) }, { command })}
    >
      <ClassesEditor
        classes={draft().classes}
        judged={judged()}
        fresh={NEW_CLASS}
        onChange={(classes) => change({ classes })}
      />
      <Select
        label={words.form.scaleRounding}
        placeholder={null}
        options={PLACES.map((value): { value: Places; label: string } => ({
          value,
          label: value === "" ? words.form.unrounded : words.form.roundTo(Number(value)),
        }))}
        value={draft().places}
        onChange={(places) => change({ places })}
      />
    </CatalogueDialog>
  );
}
