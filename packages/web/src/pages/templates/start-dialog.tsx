import { TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { words } from "./words.ts";

type Pack = Api["template.drafts"]["reply"]["packs"][number];
/** `own`: the next version of the same template, whose ids go on; else a template of its own. */
export type StartFrom =
  | { readonly kind: "pack" }
  | {
      readonly kind: "version";
      readonly template: string;
      readonly name: string;
      readonly n: number;
      readonly own: boolean;
    };

const CODE = /^[a-z][a-z0-9-]{1,30}$/;
const BLANK = "";
const s = words.start;

/** Begins a draft: from a starter pack, from nothing, or from a version that is there. */
export function StartDialog(props: {
  from: StartFrom;
  packs: readonly Pack[];
  taken: readonly string[];
  onClose: () => void;
  onStarted: (template: string) => void;
}): JSX.Element {
  const { from } = props;
  const free = (wanted: string): string => {
    let code = wanted;
    for (let n = 2; props.taken.includes(code); n += 1) code = `${wanted.slice(0, 27)}-${n}`;
    return code;
  };
  const first = props.packs[0];
  const continues = from.kind === "version" && from.own;
  const [pack, setPack] = createSignal<string>(first?.pack ?? BLANK);
  const [name, setName] = createSignal(
    from.kind === "version" ? (from.own ? from.name : s.copyOf(from.name)) : (first?.name ?? ""),
  );
  const [code, setCode] = createSignal<string>(
    continues ? from.template : free(from.kind === "version" ? from.template : (first?.pack ?? "templat-baru")),
  );
  const choose = (id: string) => {
    setPack(id);
    const found = props.packs.find((each) => each.pack === id);
    setName(found?.name ?? s.blankName);
    setCode(free(found?.pack ?? "templat-baru"));
  };
  const codeFault = () => {
    if (continues) return undefined;
    if (!CODE.test(code())) return s.codeBad;
    return props.taken.includes(code()) ? s.codeTaken : undefined;
  };
  const source = () => {
    if (from.kind === "version") return { kind: "version" as const, template: from.template, n: from.n };
    return pack() === BLANK ? { kind: "blank" as const } : { kind: "pack" as const, pack: pack() };
  };
  const input = () => ({ template: code(), name: name().trim(), from: source() });
  return (
    <ActDialog
      title={from.kind === "pack" ? s.title : continues ? s.versionTitle(from.name, from.n) : s.copyTitle(from.name)}
      description={from.kind === "pack" ? s.about : continues ? s.versionAbout : s.copyAbout}
      act={s.create}
      size="large"
      sent={input()}
      lacking={name().trim() === "" ? words.field.labelMissing : codeFault()}
      send={(command) => api("template.copy", input(), { command })}
      done={s.done}
      onClose={() => props.onClose()}
      onDone={() => props.onStarted(code())}
    >
      <div class="tp-editor">
        <Show when={from.kind === "pack"}>
          <fieldset class="tp-packs">
            <legend class="s-label">{s.packs}</legend>
            <For
              each={[
                ...props.packs.map((each) => ({
                  id: each.pack as string,
                  name: each.name,
                  text: each.description,
                  family: each.family,
                })),
                { id: BLANK, name: s.blank, text: s.blankText, family: "" },
              ]}
            >
              {(each) => (
                <label class="tp-pack" classList={{ "tp-selected": each.id === pack() }}>
                  <input
                    type="radio"
                    name="paket"
                    value={each.id}
                    checked={each.id === pack()}
                    onChange={() => choose(each.id)}
                  />
                  <span class="tp-words">
                    <strong>{each.name}</strong>
                    <span class="tp-quiet">{each.family === "" ? each.text : `${each.family} · ${each.text}`}</span>
                  </span>
                </label>
              )}
            </For>
          </fieldset>
        </Show>
        <TextInput label={words.frame.name} value={name()} maxLength={200} required onInput={setName} />
        <Show when={!continues}>
          <TextInput
            label={s.code}
            hint={s.codeHint}
            value={code()}
            maxLength={31}
            required
            error={codeFault()}
            onInput={(typed) => setCode(typed.trim())}
          />
        </Show>
      </div>
    </ActDialog>
  );
}
