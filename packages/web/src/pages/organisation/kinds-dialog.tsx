import { Button } from "@selaras/ui/components/button.tsx";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { IconPlus } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { useMe } from "../../session/me.tsx";
import { ActDialog } from "../../frame/act-dialog.tsx";
import type { Kind } from "./organisation.data.ts";
import { words } from "./words.ts";

const ID = /^[a-z][a-z0-9-]{1,30}$/;

/** The kinds of posts that chains and mandates know, with their source; changed by those who keep the organisation. */
export function KindsDialog(props: { onClose: () => void }): JSX.Element {
  const me = useMe();
  const [found, { refetch }] = createResource(() => api("position.kinds", {}));
  const [adding, setAdding] = createSignal(false);
  const [removing, setRemoving] = createSignal<Kind>();
  const reason = me.may.units ? undefined : words.unit.notKeeper;
  const again = () => void refetch();
  return (
    <Dialog
      open
      title={words.kinds.title}
      description={words.kinds.about}
      size="large"
      onClose={() => props.onClose()}
      actions={
        <Button icon={IconPlus} disabledReason={reason} onPress={() => setAdding(true)}>
          {words.kinds.add}
        </Button>
      }
    >
      <Await onRetry={refetch}>
        <DataTable<Kind>
          caption={words.kinds.title}
          hideCaption
          maxHeight="26rem"
          rows={found.latest?.kinds ?? []}
          rowKey={(kind) => kind.kind}
          columns={[
            {
              key: "label",
              label: words.kinds.label,
              sortBy: (kind) => kind.label,
              cell: (kind) => (
                <span>
                  {kind.label}
                  <span class="o-small">{kind.kind}</span>
                </span>
              ),
            },
            {
              key: "single",
              label: words.kinds.nature,
              cell: (kind) => (
                <span>
                  {kind.single ? words.kinds.single : words.kinds.several}
                  <span class="o-small">{kind.reserved ? words.kinds.reserved : ""}</span>
                </span>
              ),
            },
            { key: "source", label: words.kinds.source, wideOnly: true, cell: (kind) => kind.source },
            {
              key: "acts",
              label: words.acts,
              cell: (kind) => (
                <Button
                  size="small"
                  label={`${words.kinds.remove}: ${kind.label}`}
                  disabledReason={reason}
                  onPress={() => setRemoving(kind)}
                >
                  {words.kinds.remove}
                </Button>
              ),
            },
          ]}
        />
      </Await>
      <Show when={adding()}>
        <AddKind rev={found.latest?.rev ?? 0} onClose={() => setAdding(false)} onDone={again} />
      </Show>
      <Show when={removing()} keyed>
        {(kind) => (
          <ActDialog
            title={`${words.kinds.remove}: ${kind.label}`}
            description={words.kinds.removeAbout}
            act={words.kinds.remove}
            danger
            sent={{ kind: kind.kind, rev: found.latest?.rev ?? 0 }}
            lacking={undefined}
            send={(command) =>
              api("position.removeKind", { kind: kind.kind, rev: found.latest?.rev ?? 0 }, { command })
            }
            done={words.kinds.removed(kind.label)}
            onClose={() => setRemoving(undefined)}
            onDone={again}
          />
        )}
      </Show>
    </Dialog>
  );
}

function AddKind(props: { rev: number; onClose: () => void; onDone: () => void }): JSX.Element {
  const [label, setLabel] = createSignal("");
  const [kind, setKind] = createSignal("");
  const [source, setSource] = createSignal("");
  const [single, setSingle] = createSignal(true);
  const [reserved, setReserved] = createSignal(false);
  const input = () => ({
    kind: kind().trim(),
    label: label().trim(),
    source: source().trim(),
    single: single(),
    reserved: reserved(),
    rev: props.rev,
  });
  const lacking = () => {
    if (label().trim() === "" || source().trim() === "") return words.kinds.lacking;
    return ID.test(kind().trim()) ? undefined : words.unit.idHint;
  };
  return (
    <ActDialog
      title={words.kinds.add}
      act={words.kinds.add}
      sent={input()}
      lacking={lacking()}
      send={(command) => api("position.defineKind", input(), { command })}
      done={words.kinds.added(label().trim())}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <TextInput label={words.kinds.label} value={label()} maxLength={80} required onInput={setLabel} />
      <TextInput
        label={words.kinds.code}
        hint={words.unit.idHint}
        value={kind()}
        maxLength={31}
        required
        onInput={setKind}
      />
      <TextInput
        label={words.kinds.source}
        hint={words.kinds.sourceHint}
        value={source()}
        maxLength={160}
        required
        onInput={setSource}
      />
      <Checkbox label={words.kinds.single} hint={words.kinds.singleHint} checked={single()} onChange={setSingle} />
      <Checkbox
        label={words.kinds.reserved}
        hint={words.kinds.reservedHint}
        checked={reserved()}
        onChange={setReserved}
      />
    </ActDialog>
  );
}
