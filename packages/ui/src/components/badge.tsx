import { type JSX, Show } from "solid-js";
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  IconClock,
  IconClockExclamation,
  IconHistory,
  IconLock,
  IconPencil,
  IconSignature,
  IconWorldUpload,
} from "../icons.ts";
import { Icon, type IconShape } from "./icon.tsx";

/** The meaning a colour carries; always together with a word and an icon. */
export type Tone = "positive" | "warning" | "danger" | "neutral" | "info";

type Look = Readonly<{ tone: Tone; icon: IconShape; label: string }>;

/** A word with icon and colour. */
export function Badge(props: { tone: Tone; icon: IconShape; children: JSX.Element }): JSX.Element {
  return (
    <span class={`s-badge s-tone-${props.tone}`}>
      <Icon of={props.icon} />
      <span>{props.children}</span>
    </span>
  );
}

/** The states of a report on its way to publication. */
export const reportStates = {
  "not-opened": { tone: "neutral", icon: IconCircleDashed, label: "Belum dibuka" },
  draft: { tone: "neutral", icon: IconPencil, label: "Draf" },
  returned: { tone: "warning", icon: IconArrowBackUp, label: "Dikembalikan" },
  withdrawn: { tone: "neutral", icon: IconHistory, label: "Ditarik kembali" },
  "waiting-verification": { tone: "info", icon: IconClock, label: "Menunggu verifikasi" },
  "waiting-signature": { tone: "info", icon: IconSignature, label: "Menunggu tanda tangan" },
  signed: { tone: "positive", icon: IconSignature, label: "Ditandatangani" },
  published: { tone: "positive", icon: IconWorldUpload, label: "Terbit" },
  superseded: { tone: "neutral", icon: IconHistory, label: "Digantikan" },
  voided: { tone: "danger", icon: IconCircleX, label: "Ditarik" },
  correction: { tone: "warning", icon: IconPencil, label: "Koreksi" },
  late: { tone: "danger", icon: IconClockExclamation, label: "Terlambat" },
  locked: { tone: "neutral", icon: IconLock, label: "Dikunci" },
  nil: { tone: "neutral", icon: IconCircleMinus, label: "Nihil" },
  rejected: { tone: "danger", icon: IconCircleX, label: "Ditolak" },
} as const satisfies Record<string, Look>;

export type ReportState = keyof typeof reportStates;

export type StatusBadgeProps = {
  state: ReportState;
  /** Replaces the word, never the icon or the colour. */
  label?: string | undefined;
};

export function StatusBadge(props: StatusBadgeProps): JSX.Element {
  return (
    <Badge tone={reportStates[props.state].tone} icon={reportStates[props.state].icon}>
      {props.label ?? reportStates[props.state].label}
    </Badge>
  );
}

/** The five states of a figure. Incomplete data is `missing`: grey with a pattern, never green. */
export const figureStates = {
  green: { tone: "positive", icon: IconCircleCheck, label: "Hijau" },
  yellow: { tone: "warning", icon: IconAlertTriangle, label: "Kuning" },
  red: { tone: "danger", icon: IconAlertCircle, label: "Merah" },
  missing: { tone: "neutral", icon: IconCircle, label: "Belum lapor" },
  "not-applicable": { tone: "neutral", icon: IconBan, label: "Tidak berlaku" },
} as const satisfies Record<string, Look>;

export type FigureState = keyof typeof figureStates;

export type FigureBadgeProps = {
  state: FigureState;
  /** Replaces the word, for scales with names of their own ("Sangat tinggi"). */
  label?: string | undefined;
};

export function FigureBadge(props: FigureBadgeProps): JSX.Element {
  return (
    <span
      class={`s-badge s-tone-${figureStates[props.state].tone}`}
      classList={{ "s-badge-hatched": props.state === "missing", "s-badge-outlined": props.state === "not-applicable" }}
    >
      <Show when={props.state !== "missing"} fallback={<span class="s-hatch-dot" aria-hidden="true" />}>
        <Icon of={figureStates[props.state].icon} />
      </Show>
      <span>{props.label ?? figureStates[props.state].label}</span>
    </span>
  );
}
