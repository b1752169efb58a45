import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { EvidenceView, ReportView } from "@selaras/core/report/schema.ts";
import type { Section } from "@selaras/core/template/schema.ts";
import { Select } from "@selaras/ui/components/choice.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { type DroppedFile, FileDrop } from "@selaras/ui/components/file-drop.tsx";
import { createContext, createSignal, type JSX, Show, useContext } from "solid-js";
import { createStore } from "solid-js/store";
import { api, asFailure } from "../../api/client.ts";
import { paths } from "../../paths.ts";
import { useDesk } from "./desk.tsx";
import { bytesText, KindSelect, kindsOf, OTHER, WantedList } from "./evidence-wanted.tsx";
import { ACCEPTED, objectionTo, upload } from "./evidence-upload.ts";
import { words } from "./words.ts";

/** What files are for: a row and a kind of evidence, or none in particular. */
type Meant = { readonly rowKey: string | null; readonly kind: string | null };
type Pending = DroppedFile & Meant & { readonly file: File };

/** The files of one report: those it has, and those on their way. */
export type EvidenceDesk = {
  readonly report: () => ReportView;
  readonly pending: readonly Pending[];
  readonly add: (files: readonly File[], meant: Meant) => void;
  readonly retry: (key: string) => void;
  readonly forget: (key: string) => void;
  readonly askRemoval: (file: EvidenceView) => void;
};

const EvidenceContext = createContext<EvidenceDesk>();
const useEvidence = (): EvidenceDesk => {
  const desk = useContext(EvidenceContext);
  if (desk === undefined) throw new Error("useEvidence outside of a report");
  return desk;
};

/** Keeps uploads going while one moves between sections; one at a time, so that a thin line is not torn apart. */
export function EvidenceProvider(props: {
  report: ReportView;
  onAdded: (file: EvidenceView) => void;
  onRemoved: (evidenceId: string) => void;
  children: JSX.Element;
}): JSX.Element {
  const [pending, setPending] = createStore<Pending[]>([]);
  const [removing, setRemoving] = createSignal<EvidenceView | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string | undefined>();
  let number = 0;
  let line: Promise<void> = Promise.resolve();

  const update = (key: string, change: Partial<Pending>) => setPending((one) => one.key === key, change);
  const forget = (key: string) => setPending((list) => list.filter((one) => one.key !== key));
  const send = async (key: string) => {
    const one = pending.find((each) => each.key === key);
    if (!one) return;
    update(key, { state: "uploading", progress: 0, error: undefined });
    try {
      const to = { report: props.report.id, rowKey: one.rowKey, kind: one.kind };
      const added = await upload(one.file, to, (progress) =>
        update(key, progress >= 100 ? { state: "scanning" } : { progress }),
      );
      props.onAdded(added);
      forget(key);
    } catch (thrown) {
      update(key, { state: "failed", error: thrown instanceof Error ? thrown.message : asFailure(thrown).message });
    }
  };
  const queueUp = (key: string) => {
    line = line.then(() => send(key));
  };
  const add = (files: readonly File[], meant: Meant) => {
    for (const file of files) {
      const objection = objectionTo(file);
      const key = `berkas-${(number += 1)}`;
      const common = { key, name: file.name, size: bytesText(file.size), file, ...meant };
      setPending((list) => [
        ...list,
        objection === null ? { ...common, state: "uploading" } : { ...common, state: "failed", error: objection },
      ]);
      if (objection === null) queueUp(key);
    }
  };
  const remove = async (reason: string) => {
    const file = removing();
    if (!file) return;
    setBusy(true);
    try {
      await api("evidence.remove", { id: props.report.id, evidenceId: file.evidenceId, reason });
      props.onRemoved(file.evidenceId);
      setRemoving(null);
      setFailure(undefined);
    } catch (thrown) {
      setFailure(asFailure(thrown).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <EvidenceContext.Provider
      value={{ report: () => props.report, pending, add, retry: queueUp, forget, askRemoval: setRemoving }}
    >
      {props.children}
      <ConfirmDialog
        open={removing() !== null}
        title={words.evidence.removeTitle(removing()?.name ?? "")}
        description={words.evidence.removeText}
        confirm={words.evidence.remove}
        busy={busy()}
        reason={{ minimum: LIMITS.reasonCharactersLeast, maxLength: LIMITS.reasonCharactersMost }}
        onClose={() => setRemoving(null)}
        onConfirm={(reason) => void remove(reason)}
      >
        <Show when={failure()}>{(message) => <p class="r-problem">{message()}</p>}</Show>
      </ConfirmDialog>
    </EvidenceContext.Provider>
  );
}

/** "foto.jpg (PK; Jalan 1)" */
function withNotes(name: string, notes: readonly (string | undefined)[]): string {
  const said = notes.filter((note) => note !== undefined);
  return said.length > 0 ? `${name} (${said.join("; ")})` : name;
}

/** Files of one row, or with `null` those of the whole report. */
function Drop(props: { rowKey: string | null; all?: boolean | undefined; label: string; hint: string }): JSX.Element {
  const desk = useEvidence();
  const kinds = kindsOf(useDesk().definition);
  const [kind, setKind] = createSignal(kinds.length > 0 ? "" : OTHER);
  const kindLabel = (file: EvidenceView) => kinds.find(({ id }) => id === file.requirement)?.label;
  const stored = () => desk.report().evidence.filter((file) => props.all === true || file.rowKey === props.rowKey);
  const coming = () => desk.pending.filter((file) => props.all === true || file.rowKey === props.rowKey);
  const rowLabel = (file: EvidenceView) => desk.report().rows.find((row) => row.rowKey === file.rowKey)?.label;
  const files = (): readonly DroppedFile[] => [
    ...stored().map((file) => ({
      key: file.evidenceId,
      name: withNotes(file.name, [
        kindLabel(file),
        props.all === true && file.rowKey !== null ? (rowLabel(file) ?? file.rowKey) : undefined,
      ]),
      size: bytesText(file.bytes),
      state: "stored" as const,
      href: paths.evidence(desk.report().id, file.evidenceId),
    })),
    ...coming(),
  ];
  const attach = () => desk.report().actions.attach;
  const barred = () => {
    if (!attach().allowed) return attach().reason ?? undefined;
    return kind() === "" ? words.evidence.chooseFirst : undefined;
  };
  const drop = () => (
    <FileDrop
      label={props.label}
      hint={props.hint}
      accept={ACCEPTED}
      multiple
      files={files()}
      disabledReason={barred()}
      onFiles={(given) => desk.add(given, { rowKey: props.rowKey, kind: kind() === OTHER ? null : kind() })}
      onRetry={desk.retry}
      onRemove={
        attach().allowed
          ? (key) => {
              const file = stored().find((each) => each.evidenceId === key);
              if (file) desk.askRemoval(file);
              else desk.forget(key);
            }
          : undefined
      }
    />
  );
  return (
    <>
      <Show when={kinds.length > 0 && attach().allowed}>
        <KindSelect kinds={kinds} value={kind()} onChange={setKind} />
      </Show>
      {drop()}
    </>
  );
}

/** The evidence section: all files, and where a new one belongs. */
export function EvidenceSection(props: { section: Extract<Section, { kind: "evidence" }> }): JSX.Element {
  const desk = useEvidence();
  const { definition } = useDesk();
  const [target, setTarget] = createSignal("");
  const targets = () => [
    { value: "*", label: words.evidence.whole },
    ...desk
      .report()
      .rows.filter((row) => row.context["code"] !== undefined)
      .map((row) => ({ value: row.rowKey, label: `${row.context["code"]} ${row.label}` })),
  ];
  const rowKey = () => (target() === "" || target() === "*" ? null : target());
  const hint = () =>
    [
      props.section.help,
      props.section.minimum > 0 ? words.evidence.minimum(props.section.minimum) : "",
      words.evidence.hint,
    ]
      .filter(Boolean)
      .join(" ");
  return (
    <div class="r-form">
      <WantedList section={props.section.id} definition={definition} files={desk.report().evidence} />
      <Show when={targets().length > 1 && desk.report().actions.attach.allowed}>
        <Select
          label={words.evidence.for}
          placeholder={null}
          options={targets()}
          value={target() === "" ? "*" : target()}
          onChange={setTarget}
        />
      </Show>
      <Drop rowKey={rowKey()} all label={props.section.label} hint={hint()} />
    </div>
  );
}

/** The files of one row, in its panel. */
export function RowEvidence(props: { rowKey: string }): JSX.Element {
  return <Drop rowKey={props.rowKey} label={words.rows.panelEvidence} hint={words.evidence.hint} />;
}
