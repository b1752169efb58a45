import { formatDate } from "@selaras/core/kernel/format.ts";
import { daysBetween } from "@selaras/core/kernel/zone.ts";
import { Badge, type Tone } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import type { IconShape } from "@selaras/ui/components/icon.tsx";
import { IconBan, IconCircleCheck, IconClock, IconClockPause, IconHistory } from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import { todayOf } from "../../frame/year.ts";
import { useMe } from "../../session/me.tsx";
import type { Holding } from "./organisation.data.ts";
import { words } from "./words.ts";

const LOOKS: Readonly<Record<Holding["state"], { tone: Tone; icon: IconShape }>> = {
  now: { tone: "positive", icon: IconCircleCheck },
  away: { tone: "warning", icon: IconClockPause },
  upcoming: { tone: "info", icon: IconClock },
  ended: { tone: "neutral", icon: IconHistory },
  cancelled: { tone: "neutral", icon: IconBan },
};

export function HoldingBadge(props: { of: Holding }): JSX.Element {
  return (
    <Badge tone={LOOKS[props.of.state].tone} icon={LOOKS[props.of.state].icon}>
      {words.post.states[props.of.state]}
    </Badge>
  );
}

/** "12 Maret 2026 sampai 20 Maret 2026" and how many days are left. */
export function Days(props: { of: Holding }): JSX.Element {
  const me = useMe();
  const left = () => {
    const { state, until, from } = props.of;
    const today = todayOf(me);
    if (state === "upcoming") return words.post.startsIn(daysBetween(today, from));
    return until === null || (state !== "now" && state !== "away") ? "" : words.post.left(daysBetween(today, until));
  };
  const days = () =>
    props.of.until === null
      ? words.post.open(formatDate(props.of.from))
      : words.post.days(formatDate(props.of.from), formatDate(props.of.until));
  return (
    <>
      {days()}
      <Show when={left() !== ""}>
        {" "}
        <span class="o-left">({left()})</span>
      </Show>
    </>
  );
}

/** What became of a holding since it was granted: extensions and an early end. */
export function History(props: { of: Holding }): JSX.Element {
  return (
    <>
      <For each={props.of.extended}>
        {(each) => <p class="w-note">{words.post.extendedBy(formatDate(each.until), each.decree, each.by)}</p>}
      </For>
      <Show when={props.of.ended}>
        {(ended) => <p class="w-note">{words.post.endedBy(ended().by, ended().reason)}</p>}
      </Show>
    </>
  );
}

export type HoldingActs = { onExtend: (of: Holding) => void; onEnd: (of: Holding) => void };

/** Extending and ending, for those who keep the mandate; whose own it is reads why not. */
export function HoldingButtons(props: HoldingActs & { of: Holding; may: boolean }): JSX.Element {
  const isOpen = () => ["now", "away", "upcoming"].includes(props.of.state);
  const reason = () => (props.of.mine ? undefined : props.may ? words.post.own : words.post.notOfficer);
  return (
    <Show when={isOpen() && (props.of.mine || props.may)}>
      <span class="o-acts">
        <Show when={props.of.holding !== "definitif"}>
          <Button size="small" disabledReason={reason()} onPress={() => props.onExtend(props.of)}>
            {words.post.extend}
          </Button>
        </Show>
        <Button size="small" disabledReason={reason()} onPress={() => props.onEnd(props.of)}>
          {props.of.state === "upcoming" ? words.post.cancel : words.post.end}
        </Button>
      </span>
    </Show>
  );
}

/** A person in a post: name, how, SK, days, state. */
export function HoldingLine(props: HoldingActs & { of: Holding; may: boolean }): JSX.Element {
  return (
    <li class="o-holding">
      <div class="o-holding-words">
        <strong>{props.of.name}</strong>{" "}
        <span>
          {words.post.holdings[props.of.holding]},{" "}
          {props.of.decree === null ? words.post.noDecree : words.post.decree(props.of.decree)}
        </span>
        <p class="w-note">
          <Days of={props.of} />
        </p>
        <History of={props.of} />
      </div>
      <HoldingBadge of={props.of} />
      <HoldingButtons {...props} />
    </li>
  );
}
