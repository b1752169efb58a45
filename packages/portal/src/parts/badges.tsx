import type { JSX } from "solid-js";

type Kind = "on-time" | "late" | "unreported" | "published" | "superseded" | "withdrawn" | "correcting";

const looks = {
  "on-time": { tone: "positive", word: "Tepat waktu", path: "M4.8 8.2 7 10.4l4.2-4.6" },
  late: { tone: "warning", word: "Terlambat", path: "M8 4.5V8l2.4 1.6" },
  unreported: { tone: "neutral", word: "Belum lapor", path: "M4 12 12 4" },
  superseded: { tone: "warning", word: "Digantikan", path: "M5 6h6L9 4M11 10H5l2 2" },
  withdrawn: { tone: "danger", word: "Ditarik", path: "m5.5 5.5 5 5m0-5-5 5" },
  correcting: { tone: "info", word: "Koreksi sedang diproses", path: "M8 4.5v4M8 11v.2" },
  published: { tone: "positive", word: "Terbit", path: "M8 11.4V4.8M5 7.6l3-3 3 3" },
} as const satisfies Record<Kind, { tone: string; word: string; path: string }>;

/** A word with a shape and a colour of its own; drawn here so that the pages need no icon library. */
export function StateBadge(props: { readonly of: Kind; readonly word?: string | undefined }): JSX.Element {
  return (
    <span class={`s-badge s-tone-${looks[props.of].tone}`} classList={{ "s-badge-hatched": props.of === "unreported" }}>
      <svg class="p-badge-icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="7" />
        <path d={looks[props.of].path} />
      </svg>
      <span>{props.word ?? looks[props.of].word}</span>
    </span>
  );
}

/** Timeliness of a published report; null where no due date applied. */
export function TimelinessBadge(props: { readonly onTime: boolean | null }): JSX.Element {
  if (props.onTime === null) return <span class="p-none">tanpa tenggat</span>;
  return <StateBadge of={props.onTime ? "on-time" : "late"} />;
}
