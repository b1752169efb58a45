import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { Draft, DraftSigner } from "@selaras/core/template/draft-shape.ts";
import { ORIENTATIONS, PLACE_WORDS, SIDES, SIGNER_ROLES } from "@selaras/core/template/print.ts";
import { PAPERS } from "@selaras/core/tenant/schema.ts";
import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@selaras/ui/icons.ts";
import { Index, type JSX } from "solid-js";
import { moved, replaced } from "./model.ts";
import { signersOf, withLayout, withSigners } from "./print-model.ts";
import { words } from "./words.ts";

const w = words.print;
export type ChangeDraft = (next: Draft, tag?: string) => void;
type FormProps = { draft: Draft; change: ChangeDraft };
type Orientation = (typeof ORIENTATIONS)[number];

/** An option for each value, and the empty one for what a layout need not say. */
export const withNone = <V extends string>(values: readonly V[], labels: Readonly<Record<V | "", string>>) =>
  ["" as const, ...values].map((value): { value: V | ""; label: string } => ({ value, label: labels[value] }));

/** How a version as a whole is printed: paper, title, letterhead, signatures. */
export function PrintForm(props: FormProps): JSX.Element {
  const layout = () => props.draft.frame.print ?? {};
  const change = (part: Parameters<typeof withLayout>[1], tag?: string) =>
    props.change(withLayout(props.draft, part), tag);
  const lines = () => layout().title ?? [];
  return (
    <div class="tp-editor">
      <div class="tp-pair">
        <Select
          label={w.paper}
          placeholder={null}
          options={withNone(PAPERS, w.papers)}
          value={layout().paper ?? ""}
          onChange={(paper) => change({ paper: paper === "" ? undefined : paper })}
        />
        <Select
          label={w.orientation}
          placeholder={null}
          options={withNone<Orientation>(ORIENTATIONS, w.orientations)}
          value={layout().orientation ?? ""}
          onChange={(orientation) => change({ orientation: orientation === "" ? undefined : orientation })}
        />
      </div>
      <TextArea
        label={w.title}
        hint={w.titleHint(LIMITS.printTitleLines)}
        optional
        rows={2}
        value={lines().join("\n")}
        error={lines().length > LIMITS.printTitleLines ? w.titleMany(LIMITS.printTitleLines) : undefined}
        onChange={(text) => {
          const typed = text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
          change({ title: typed.length === 0 ? undefined : typed }, "title");
        }}
      />
      <Checkbox
        label={w.letterhead}
        hint={w.letterheadHint}
        checked={layout().letterhead !== false}
        onChange={(is) => change({ letterhead: is ? undefined : false })}
      />
      <div class="tp-pair">
        <Select
          label={w.place}
          placeholder={null}
          options={PLACE_WORDS.map((value): { value: (typeof PLACE_WORDS)[number]; label: string } => ({
            value,
            label: w.places[value],
          }))}
          value={layout().place ?? "comma"}
          onChange={(place) => change({ place: place === "comma" ? undefined : place })}
        />
        <Select
          label={w.evidence}
          placeholder={null}
          options={(["body", "annex"] as const).map((value): { value: "body" | "annex"; label: string } => ({
            value,
            label: w.evidences[value],
          }))}
          value={layout().evidence ?? "body"}
          onChange={(evidence) => change({ evidence: evidence === "body" ? undefined : evidence })}
        />
      </div>
      <Signers {...props} />
    </div>
  );
}

/** Whom people add first. */
const WANTED = ["verify", "acknowledge", "author", "by-hand"] as const;

function Signers(props: FormProps): JSX.Element {
  const blocks = () => signersOf(props.draft);
  const put = (next: readonly DraftSigner[], tag?: string) => props.change(withSigners(props.draft, next), tag);
  const add = () => {
    const free = WANTED.find((role) => role === "by-hand" || !blocks().some(({ who }) => who === role));
    const lefts = blocks().filter(({ side }) => side === "left").length;
    const side = lefts * 2 > blocks().length ? "right" : "left";
    put([...blocks(), { side, who: free ?? "by-hand", above: "Mengetahui," }]);
  };
  const alone = (at: number) =>
    blocks()[at]?.who === "signer" && blocks().filter(({ who }) => who === "signer").length === 1;
  return (
    <fieldset class="tp-checks">
      <legend class="s-label">{w.signers}</legend>
      <p class="s-hint">{w.signersText}</p>
      <Index each={blocks()}>
        {(block, at) => (
          <div class="tp-box" role="group" aria-label={w.signer(at + 1)}>
            <div class="tp-acts">
              <strong class="tp-words">{w.signer(at + 1)}</strong>
              <IconButton
                icon={IconArrowUp}
                label={words.members.up(w.signer(at + 1))}
                disabledReason={at === 0 ? words.members.first : undefined}
                onPress={() => put(moved(blocks(), at, at - 1))}
              />
              <IconButton
                icon={IconArrowDown}
                label={words.members.down(w.signer(at + 1))}
                disabledReason={at === blocks().length - 1 ? words.members.last : undefined}
                onPress={() => put(moved(blocks(), at, at + 1))}
              />
              <IconButton
                icon={IconTrash}
                label={w.removeSigner(at + 1)}
                disabledReason={alone(at) ? w.keepSigner : undefined}
                onPress={() => put(blocks().filter((_, place) => place !== at))}
              />
            </div>
            <SignerBlock block={block()} onChange={(next, tag) => put(replaced(blocks(), at, next), tag)} />
          </div>
        )}
      </Index>
      <div>
        <Button
          icon={IconPlus}
          size="small"
          disabledReason={blocks().length >= LIMITS.printSigners ? w.fullSigners(LIMITS.printSigners) : undefined}
          onPress={add}
        >
          {w.addSigner}
        </Button>
      </div>
    </fieldset>
  );
}

function SignerBlock(props: { block: DraftSigner; onChange: (block: DraftSigner, tag?: string) => void }): JSX.Element {
  const change = (part: Partial<DraftSigner>, tag?: string) => props.onChange({ ...props.block, ...part }, tag);
  const byHand = () => props.block.who === "by-hand";
  return (
    <div class="tp-pair">
      <Select
        label={w.who}
        placeholder={null}
        options={SIGNER_ROLES.map((value): { value: (typeof SIGNER_ROLES)[number]; label: string } => ({
          value,
          label: w.whos[value],
        }))}
        value={props.block.who}
        onChange={(who) => change({ who })}
      />
      <Select
        label={w.side}
        placeholder={null}
        options={SIDES.map((value): { value: (typeof SIDES)[number]; label: string } => ({
          value,
          label: w.sides[value],
        }))}
        value={props.block.side}
        onChange={(side) => change({ side })}
      />
      <TextInput
        label={w.above}
        hint={w.aboveHint}
        optional
        maxLength={120}
        value={props.block.above ?? ""}
        onInput={(above) => change({ above: above === "" ? undefined : above }, "above")}
      />
      <TextInput
        label={w.post}
        hint={byHand() ? undefined : w.postHint}
        optional={!byHand()}
        required={byHand()}
        maxLength={120}
        value={props.block.post ?? ""}
        error={byHand() && !props.block.post ? w.postNeeded : undefined}
        onInput={(post) => change({ post: post === "" ? undefined : post }, "post")}
      />
    </div>
  );
}
