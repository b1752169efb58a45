import { FOLLOW_UPS } from "@selaras/core/cascade/evaluation/schema.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { TextArea } from "@selaras/ui/components/input.tsx";
import { IconCircleCheck, IconCircleDashed, IconClock, IconPlus } from "@selaras/ui/icons.ts";
import { createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { useZone } from "../../session/me.tsx";
import { freshId, type Sheet } from "./sakip.data.ts";
import { words } from "./words.ts";

const w = words.evaluation;
type Props = { sheet: Sheet; may: { self: boolean; evaluator: boolean }; onChanged: () => void };
type Recommendation = Sheet["recommendations"][number];

const LOOK = {
  belum: { tone: "warning", icon: IconCircleDashed },
  proses: { tone: "info", icon: IconClock },
  selesai: { tone: "positive", icon: IconCircleCheck },
} as const;

/** What the evaluator recommends, and what the OPD did about it. */
export function Recommendations(props: Props): JSX.Element {
  const zone = useZone();
  const [adding, setAdding] = createSignal(false);
  const [following, setFollowing] = createSignal<Recommendation>();
  const done = () => props.sheet.recommendations.filter(({ status }) => status === "selesai").length;
  return (
    <Card
      title={w.recommendations}
      description={w.done(done(), props.sheet.recommendations.length)}
      actions={
        <Show when={props.may.evaluator}>
          <Button icon={IconPlus} onPress={() => setAdding(true)}>
            {w.recommend}
          </Button>
        </Show>
      }
    >
      <Show when={props.sheet.recommendations.length > 0} fallback={<p class="w-note">{w.noRecommendation}</p>}>
        <ol class="k-requests">
          <For each={props.sheet.recommendations}>
            {(each) => (
              <li class="k-request">
                <div class="k-request-words">
                  <strong>{each.text}</strong>
                  <Show when={each.note}>{(note) => <span>{note()}</span>}</Show>
                  <Show when={each.followedUp}>
                    {(deed) => <span class="w-note">{w.by(deed().by, formatDateTime(deed().at, zone))}</span>}
                  </Show>
                </div>
                <Badge {...LOOK[each.status]}>{w.statuses[each.status]}</Badge>
                <Show when={props.may.self}>
                  <Button size="small" onPress={() => setFollowing(each)}>
                    {w.followUp}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Show when={adding()}>
        <RecommendDialog {...props} onClose={() => setAdding(false)} />
      </Show>
      <Show when={following()} keyed>
        {(each) => <FollowDialog {...props} recommendation={each} onClose={() => setFollowing(undefined)} />}
      </Show>
    </Card>
  );
}

const which = ({ year, unit, rev }: Sheet) => ({ year, unit, rev });

function RecommendDialog(props: Props & { onClose: () => void }): JSX.Element {
  const id = freshId();
  const [text, setText] = createSignal("");
  const input = () => ({ ...which(props.sheet), id, text: text().trim() });
  return (
    <ActDialog
      title={w.recommend}
      act={w.recommend}
      sent={input()}
      lacking={text().trim() === "" ? w.recommendation : undefined}
      send={(command) => api("cascade.recommend", input(), { command })}
      done={w.recommended}
      onClose={props.onClose}
      onDone={props.onChanged}
    >
      <TextArea label={w.recommendation} value={text()} required maxLength={1000} onInput={setText} />
    </ActDialog>
  );
}

function FollowDialog(props: Props & { recommendation: Recommendation; onClose: () => void }): JSX.Element {
  const [status, setStatus] = createSignal(props.recommendation.status);
  const [note, setNote] = createSignal(props.recommendation.note ?? "");
  const input = () => ({ ...which(props.sheet), id: props.recommendation.id, status: status(), note: note().trim() });
  return (
    <ActDialog
      title={w.followUp}
      description={props.recommendation.text}
      act={w.save}
      sent={input()}
      lacking={note().trim() === "" ? w.followNote : undefined}
      send={(command) => api("cascade.followUp", input(), { command })}
      done={w.followedUp}
      onClose={props.onClose}
      onDone={props.onChanged}
    >
      <Select
        label={w.status}
        placeholder={null}
        options={FOLLOW_UPS.map((value) => ({ value, label: w.statuses[value] }))}
        value={status()}
        onChange={setStatus}
      />
      <TextArea label={w.followNote} value={note()} required maxLength={1000} onInput={setNote} />
    </ActDialog>
  );
}
