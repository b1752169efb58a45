import { Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import type { JSX } from "solid-js";
import type { Around } from "./editor.ts";
import type { Content } from "./model.ts";
import { PostFields } from "./who-fields.tsx";
import { WholeInput } from "./whole-input.tsx";
import { words } from "./words.ts";

const MOST_HOURS = 240;
/** Stands for "the same chain" in the list. */
const SAME = "";

export type ChainFormProps = {
  chain: string;
  content: Content;
  around: Around;
  onChange: (content: Content, tag?: string) => void;
};

/** What the chain decides as a whole: its name, the waiting time, and how corrections go. */
export function ChainForm(props: ChainFormProps): JSX.Element {
  const others = () =>
    props.around.chains.filter(
      (each) => each.chain !== props.chain && each.versions.some((version) => version.inForce),
    );
  const correct = (change: Partial<Content["correction"]>) =>
    props.onChange({ ...props.content, correction: { ...props.content.correction, ...change } });
  return (
    <div class="c-editor">
      <h3 class="c-subtitle">{words.chainForm.title}</h3>
      <TextInput
        label={words.chainForm.label}
        value={props.content.label}
        maxLength={120}
        error={props.content.label.trim() === "" ? words.editor.labelMissing : undefined}
        onInput={(label) => props.onChange({ ...props.content, label }, "label")}
      />
      <WholeInput
        label={words.chainForm.waiting}
        hint={words.chainForm.waitingHint}
        value={props.content.waitingHours}
        least={0}
        most={MOST_HOURS}
        onChange={(waitingHours) => props.onChange({ ...props.content, waitingHours }, "waiting")}
      />
      <h3 class="c-subtitle">{words.chainForm.correction}</h3>
      <PostFields
        around={props.around}
        label={words.chainForm.authority}
        hint={words.chainForm.authorityHint}
        value={props.content.correction.authority}
        onChange={(authority) => correct({ authority })}
      />
      <Select
        label={words.chainForm.through}
        placeholder={null}
        options={[
          { value: SAME, label: words.chainForm.sameChain },
          ...others().map((each) => ({ value: each.chain, label: each.label })),
        ]}
        value={props.content.correction.chain ?? SAME}
        onChange={(chain) => correct({ chain: chain === SAME ? null : chain })}
      />
    </div>
  );
}
