import { postsIn, STANDS_FOR } from "@selaras/core/approval/packs/fit.ts";
import { CHAIN_PACKS } from "@selaras/core/approval/packs/index.ts";
import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { createMemo, createResource, createSignal, For, type JSX, on, Show } from "solid-js";
import { api, type ApiFailure, asFailure, newCommandId } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import type { ChainRow } from "./editor.ts";
import { freeKey } from "./model.ts";
import { words } from "./words.ts";

const CODE = /^[a-z][a-z0-9-]{1,30}$/;

/** Begins the draft of a new chain from the starter set. */
export function StartDialog(props: {
  chains: readonly ChainRow[];
  onClose: () => void;
  onStarted: (chain: string) => void;
}): JSX.Element {
  const taken = () => props.chains.map((each) => each.chain);
  const [first] = CHAIN_PACKS;
  const [pack, setPack] = createSignal(first?.chain.chain ?? "");
  const found = () => CHAIN_PACKS.find((each) => each.chain.chain === pack());
  const [posts] = createResource(async () => (await api("approval.vocabulary", { chain: threeTiers.chain })).posts, {
    initialValue: [],
  });
  const [chosen, setChosen] = createSignal<Readonly<Record<string, string>>>({});
  const heldIn = (kind: string) => posts.latest.find((post) => post.kind === kind)?.units ?? 0;
  /** What somebody chose; else the post itself where it is held, or the general one that stands for it. */
  const fitOf = (kind: string): string => {
    const general = STANDS_FOR[kind];
    return chosen()[kind] ?? (heldIn(kind) === 0 && general !== undefined && heldIn(general) > 0 ? general : kind);
  };
  const asked = (): readonly string[] => {
    const content = found()?.chain;
    return content ? postsIn(content) : [];
  };
  const [name, setName] = createSignal(first?.chain.label ?? "");
  const [code, setCode] = createSignal(freeKey(taken(), pack()));
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  // A new id whenever anything is edited; pressing again after a lost answer repeats the same command.
  const command = createMemo(on([pack, name, code, chosen], () => newCommandId()));
  const choose = (chain: string) => {
    setPack(chain);
    setChosen({});
    setName(found()?.chain.label ?? "");
    setCode(freeKey(taken(), chain));
  };
  const codeFault = () => {
    if (!CODE.test(code())) return words.codeBad;
    return taken().includes(code()) ? words.codeTaken : undefined;
  };
  const start = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const from = { kind: "pack" as const, pack: pack() };
      const fits = Object.fromEntries(asked().map((kind) => [kind, fitOf(kind)]));
      const input = { chain: code(), label: name().trim(), from, posts: fits };
      await api("approval.copy", input, { command: command() });
      props.onStarted(code());
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      size="large"
      title={words.startTitle}
      description={words.startAbout}
      dismissable={!busy()}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{words.stay}</Button>
          <Button
            kind="primary"
            busy={busy()}
            disabledReason={name().trim() === "" ? words.editor.labelMissing : codeFault()}
            onPress={() => void start()}
          >
            {words.create}
          </Button>
        </>
      }
    >
      <div class="c-editor">
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
        <fieldset class="c-packs">
          <legend class="s-label">{words.pack}</legend>
          <For each={CHAIN_PACKS}>
            {(each) => (
              <label class="c-pack" classList={{ "c-selected": each.chain.chain === pack() }}>
                <input
                  type="radio"
                  name="pack"
                  value={each.chain.chain}
                  checked={each.chain.chain === pack()}
                  onChange={() => choose(each.chain.chain)}
                />
                <span class="c-words">
                  <strong>{each.title}</strong>
                  <span class="c-quiet">{each.description}</span>
                  <span class="c-path">{words.stepsLine(each.chain.steps.map((step) => step.label))}</span>
                </span>
              </label>
            )}
          </For>
        </fieldset>
        <Show when={found()?.uncertain}>
          {(uncertain) => (
            <Alert tone="info" title={words.uncertain}>
              {uncertain()}
            </Alert>
          )}
        </Show>
        <fieldset class="c-boxes">
          <legend class="s-label">{words.fit}</legend>
          <p class="s-hint">{words.fitText}</p>
          <div class="c-fits">
            <For each={asked()}>
              {(kind) => (
                <Select
                  label={posts.latest.find((post) => post.kind === kind)?.label ?? kind}
                  placeholder={null}
                  options={posts.latest.map((post): { value: string; label: string } => ({
                    value: post.kind,
                    label: words.fitUnits(post.label, post.units),
                  }))}
                  value={fitOf(kind)}
                  onChange={(value) => setChosen({ ...chosen(), [kind]: value })}
                />
              )}
            </For>
          </div>
        </fieldset>
        <TextInput label={words.name} hint={words.nameHint} value={name()} maxLength={120} required onInput={setName} />
        <TextInput
          label={words.code}
          hint={words.codeHint}
          value={code()}
          maxLength={31}
          required
          error={codeFault()}
          onInput={(typed) => setCode(typed.trim())}
        />
      </div>
    </Dialog>
  );
}
