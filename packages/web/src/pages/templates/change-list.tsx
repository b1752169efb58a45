import type { Change } from "@selaras/core/template/changes.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { IconAlertTriangle, IconArrowRight, IconBan, IconCircleCheck, IconPencil } from "@selaras/ui/icons.ts";
import { type JSX, Show } from "solid-js";
import { words } from "./words.ts";

const LOOKS = {
  safe: { tone: "positive", icon: IconCircleCheck },
  "needs-input": { tone: "info", icon: IconPencil },
  "needs-decision": { tone: "warning", icon: IconAlertTriangle },
  breaking: { tone: "danger", icon: IconBan },
} as const;

/** What a change means for those who fill, in a word. */
export function ClassBadge(props: { of: Change["class"] }): JSX.Element {
  return (
    <Badge tone={LOOKS[props.of].tone} icon={LOOKS[props.of].icon}>
      {words.classes[props.of]}
    </Badge>
  );
}

const attributeWord = (attribute: string): string => {
  const known: Readonly<Record<string, string>> = words.attributes;
  return known[attribute] ?? attribute;
};

/** One difference between two definitions: where, what it was, what it is. */
export function ChangeLine(props: { change: Change; plain?: boolean }): JSX.Element {
  return (
    <li class="tp-change">
      <p>
        <Show when={props.plain !== true}>
          <ClassBadge of={props.change.class} />{" "}
        </Show>
        <span class="tp-chip">{words.changeKinds[props.change.kind]}</span>{" "}
        <strong>{props.change.label || words.outline.places.umum}</strong>
        <Show when={props.change.attribute}>{(attribute) => <> · {attributeWord(attribute())}</>}</Show>
      </p>
      <Show when={props.change.before !== null || props.change.after !== null}>
        <p class="tp-before-after">
          <s>{props.change.before ?? words.none}</s> <Icon of={IconArrowRight} />{" "}
          <span>{props.change.after ?? words.none}</span>
        </p>
      </Show>
    </li>
  );
}
