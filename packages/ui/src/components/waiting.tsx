import { children, For, type JSX, Show } from "solid-js";
import { IconCircleCheck, IconInbox } from "../icons.ts";
import { words } from "../words.ts";
import { Icon, type IconShape } from "./icon.tsx";

export type SkeletonProps = {
  /** What will stand here. */
  shape?: "text" | "heading" | "card" | "table" | undefined;
  /** Lines of text or rows of a table. */
  lines?: number | undefined;
};

/** Holds the place of content that is on its way. */
export function Skeleton(props: SkeletonProps): JSX.Element {
  const widths = ["100%", "92%", "97%", "68%"];
  return (
    <div class={`s-skeleton s-skeleton-${props.shape ?? "text"}`} role="status">
      <span class="s-hidden-text">{words.loading}</span>
      <For each={Array.from({ length: props.lines ?? (props.shape === "table" ? 5 : props.shape === "text" ? 3 : 1) })}>
        {(_, index) => (
          <span class="s-bone" style={{ width: props.shape === "text" ? (widths[index() % 4] ?? "100%") : "100%" }} />
        )}
      </For>
    </div>
  );
}

export type EmptyStateProps = {
  title: string;
  /** What to do next. */
  children?: JSX.Element | undefined;
  icon?: IconShape | undefined;
  action?: JSX.Element | undefined;
};

export function EmptyState(props: EmptyStateProps): JSX.Element {
  const content = children(() => props.children);
  const action = children(() => props.action);
  return (
    <div class="s-empty">
      <span class="s-empty-icon">
        <Icon of={props.icon ?? IconInbox} size="2rem" />
      </span>
      <p class="s-empty-title">{props.title}</p>
      <Show when={content.toArray().length > 0}>
        <div class="s-empty-text">{content()}</div>
      </Show>
      <Show when={action.toArray().length > 0}>
        <div class="s-empty-action">{action()}</div>
      </Show>
    </div>
  );
}

export type ProgressProps = {
  label: string;
  /** Undefined: under way, the end unknown. */
  value?: number | undefined;
  max?: number | undefined;
  /** Stands at the right of the label, e.g. "340 dari 5.000 baris". */
  note?: string | undefined;
};

/** The advance of long work. */
export function Progress(props: ProgressProps): JSX.Element {
  const share = () => (props.value === undefined ? undefined : Math.min(100, (props.value / (props.max ?? 100)) * 100));
  return (
    <div class="s-progress">
      <div class="s-progress-words">
        <span>{props.label}</span>
        <Show when={props.note}>
          <span class="s-progress-note s-figures">{props.note}</span>
        </Show>
      </div>
      <div
        class="s-bar"
        role="progressbar"
        aria-label={props.label}
        aria-valuemin="0"
        aria-valuemax={props.max ?? 100}
        aria-valuenow={props.value}
        aria-valuetext={props.note}
      >
        <span
          class="s-bar-fill"
          classList={{ "s-bar-unknown": share() === undefined }}
          style={{ width: share() === undefined ? "35%" : `${share()}%` }}
        />
      </div>
    </div>
  );
}

export type ReadyMeterProps = {
  label: string;
  done: number;
  total: number;
  /** What is counted: "isian". */
  what?: string | undefined;
  /** What is still missing; each may lead to its place. */
  missing?:
    | readonly { key: string; label: string; href?: string | undefined; onPress?: (() => void) | undefined }[]
    | undefined;
};

/** How far a report is from ready, and what is missing. */
export function ReadyMeter(props: ReadyMeterProps): JSX.Element {
  const ready = () => props.total > 0 && props.done >= props.total;
  return (
    <div class="s-ready" classList={{ "s-ready-whole": ready() }}>
      <Progress
        label={props.label}
        value={props.done}
        max={Math.max(1, props.total)}
        note={`${words.outOf(String(props.done), String(props.total))}${props.what === undefined ? "" : ` ${props.what}`}`}
      />
      <Show when={ready()}>
        <p class="s-ready-done">
          <Icon of={IconCircleCheck} /> Lengkap
        </p>
      </Show>
      <Show when={!ready() && (props.missing?.length ?? 0) > 0}>
        <ul class="s-ready-missing">
          <For each={props.missing}>
            {(one) => (
              <li>
                <Show when={one.href ?? one.onPress} fallback={one.label}>
                  <a
                    href={one.href ?? "#"}
                    onClick={(event) => {
                      if (one.onPress === undefined) return;
                      event.preventDefault();
                      one.onPress();
                    }}
                  >
                    {one.label}
                  </a>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
