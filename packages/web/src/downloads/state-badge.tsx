import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { Badge, type Tone } from "@selaras/ui/components/badge.tsx";
import type { IconShape } from "@selaras/ui/components/icon.tsx";
import { IconAlertCircle, IconCircleCheck, IconClock, IconSettings } from "@selaras/ui/icons.ts";
import type { JSX } from "solid-js";
import type { Download } from "./downloads.ts";
import { words } from "./words.ts";

const LOOKS: Readonly<Record<Download["state"], { readonly tone: Tone; readonly icon: IconShape }>> = {
  waiting: { tone: "neutral", icon: IconClock },
  making: { tone: "info", icon: IconSettings },
  ready: { tone: "positive", icon: IconCircleCheck },
  failed: { tone: "danger", icon: IconAlertCircle },
};

/** How far a file is, in a word. */
export function StateBadge(props: { state: Download["state"] }): JSX.Element {
  return (
    <Badge tone={LOOKS[props.state].tone} icon={LOOKS[props.state].icon}>
      {words.state[props.state]}
    </Badge>
  );
}

const BYTES = 1024;

/** The size of a file for people, rounded up: "12 KB". */
export const sizeText = (bytes: number): string => words.size(formatNumber(decimal(BigInt(Math.ceil(bytes / BYTES)))));
