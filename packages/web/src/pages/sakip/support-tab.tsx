import { refOf } from "@selaras/core/cascade/schema.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { TextArea } from "@selaras/ui/components/input.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconCircleCheck, IconCircleX, IconClock } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { useZone } from "../../session/me.tsx";
import {
  type Frame,
  freshId,
  type Loaded,
  loadTree,
  type Node,
  type Place,
  REGENCY,
  standingAt,
  type Support,
} from "./sakip.data.ts";
import { words } from "./words.ts";

const LOOK = {
  asked: { tone: "info", icon: IconClock },
  accepted: { tone: "positive", icon: IconCircleCheck },
  refused: { tone: "danger", icon: IconCircleX },
} as const;

/** Requests for support that concern one part: what is asked of it, and what it asks. */
export function SupportTab(props: { frame: Frame; place: Place }): JSX.Element {
  const [loaded, { refetch }] = createResource(() => props.place, loadTree);
  const [answering, setAnswering] = createSignal<{ support: Support; accept: boolean }>();
  return (
    <Await onRetry={refetch}>
      <p class="w-note">{words.support.about}</p>
      <Show when={standingAt(loaded, props.place)}>
        {(tree) => (
          <>
            <Show when={props.place.part !== REGENCY}>
              <Requests
                {...props}
                title={words.support.incoming}
                supports={tree().view.supports.filter((each) => each.to === props.place.part)}
                blocked={tree().view.may.answer ? undefined : words.support.notHead}
                onAnswer={(support, accept) => setAnswering({ support, accept })}
              />
            </Show>
            <Requests
              {...props}
              title={words.support.outgoing}
              supports={tree().view.supports.filter((each) => each.from === props.place.part)}
            />
            <Show when={answering()} keyed>
              {(open) => (
                <AnswerDialog
                  {...open}
                  place={props.place}
                  tree={tree()}
                  onClose={() => setAnswering(undefined)}
                  onDone={() => void refetch()}
                />
              )}
            </Show>
          </>
        )}
      </Show>
    </Await>
  );
}

type RequestsProps = {
  frame: Frame;
  title: string;
  supports: readonly Support[];
  blocked?: string | undefined;
  onAnswer?: (support: Support, accept: boolean) => void;
};

function Requests(props: RequestsProps): JSX.Element {
  const zone = useZone();
  const nameOf = (unit: string) =>
    unit === REGENCY ? words.regency : (props.frame.units.find((each) => each.unitId === unit)?.name ?? unit);
  return (
    <Card title={props.title}>
      <Show
        when={props.supports.length > 0}
        fallback={<EmptyState title={words.support.none}>{words.support.noneText}</EmptyState>}
      >
        <ul class="k-requests">
          <For each={props.supports}>
            {(support) => (
              <li class="k-request">
                <div class="k-request-words">
                  <strong>{support.text}</strong>
                  <span class="w-note">
                    {nameOf(support.from)} → {nameOf(support.to)}
                  </span>
                  <span class="w-note">
                    {words.support.by(support.asked.by, formatDateTime(support.asked.at, zone))}
                  </span>
                  <Show when={support.answer}>
                    {(answer) => (
                      <span class="w-note">
                        {words.support.by(answer().by, formatDateTime(answer().at, zone))}
                        {answer().reason === null ? "" : `: ${answer().reason}`}
                      </span>
                    )}
                  </Show>
                </div>
                <Badge {...LOOK[support.state]}>{words.support.states[support.state]}</Badge>
                <Show when={support.state === "asked" && props.onAnswer}>
                  {(answer) => (
                    <div class="k-acts">
                      <Button kind="primary" disabledReason={props.blocked} onPress={() => answer()(support, true)}>
                        {words.support.accept}
                      </Button>
                      <Button disabledReason={props.blocked} onPress={() => answer()(support, false)}>
                        {words.support.refuse}
                      </Button>
                    </div>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

const LATER = "-";
type AnswerProps = {
  support: Support;
  accept: boolean;
  place: Place;
  tree: Loaded;
  onClose: () => void;
  onDone: () => void;
};

function AnswerDialog(props: AnswerProps): JSX.Element {
  const [carrier, setCarrier] = createSignal(LATER);
  const [reason, setReason] = createSignal("");
  const own = () =>
    props.tree.view.nodes.filter((node) => node.part === props.place.part && node.level !== "sub-kegiatan");
  const input = () => ({
    ...props.place,
    id: props.support.id,
    accept: props.accept,
    carrier: props.accept && carrier() !== LATER ? carrier() : null,
    reason: reason().trim() === "" ? null : reason().trim(),
    rev: props.support.rev,
  });
  return (
    <ActDialog
      title={props.accept ? words.support.acceptTitle : words.support.refuseTitle}
      description={props.support.text}
      act={props.accept ? words.support.accept : words.support.refuse}
      danger={!props.accept}
      sent={input()}
      lacking={!props.accept && reason().trim().length < 10 ? words.node.reasonShort : undefined}
      send={(command) => api("cascade.answerSupport", input(), { command })}
      done={words.support.answered}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Show
        when={props.accept}
        fallback={<TextArea label={words.node.reason} value={reason()} required maxLength={1000} onInput={setReason} />}
      >
        <Select
          label={words.support.carrier}
          placeholder={null}
          options={[
            { value: LATER, label: words.support.carrierLater },
            ...own().map((node) => ({ value: refOf(node), label: `${words.levels[node.level]}: ${node.text}` })),
          ]}
          value={carrier()}
          onChange={setCarrier}
        />
      </Show>
    </ActDialog>
  );
}

/** Asks another OPD to support a sasaran. */
export function AskDialog(props: {
  frame: Frame;
  place: Place;
  node: Node;
  onClose: () => void;
  onDone: () => void;
}): JSX.Element {
  const id = freshId();
  const [to, setTo] = createSignal("");
  const [text, setText] = createSignal("");
  const input = () => ({ ...props.place, id, node: refOf(props.node), to: to(), text: text().trim() });
  return (
    <ActDialog
      title={words.node.ask}
      description={words.support.for(props.node.text)}
      act={words.node.ask}
      sent={input()}
      lacking={to() === "" || text().trim() === "" ? words.support.lacking : undefined}
      send={(command) => api("cascade.askSupport", input(), { command })}
      done={words.support.sent}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Select
        label={words.support.to}
        options={props.frame.opds
          .filter((unit) => unit.unitId !== props.place.part)
          .map((unit) => ({ value: unit.unitId as string, label: unit.name }))}
        value={to()}
        required
        onChange={setTo}
      />
      <TextArea label={words.support.text} value={text()} required maxLength={500} onInput={setText} />
    </ActDialog>
  );
}
