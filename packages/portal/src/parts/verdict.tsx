import type { JSX } from "solid-js";

type Tone = "good" | "bad" | "hint";

const looks = {
  good: "M4.8 8.2 7 10.4l4.2-4.6",
  bad: "m5.5 5.5 5 5m0-5-5 5",
  hint: "M8 4.5v4M8 11v.2",
} as const satisfies Record<Tone, string>;

/** A finding with a mark of its own, in words first: colour only repeats them. */
export function Verdict(props: {
  readonly tone: Tone;
  readonly title: JSX.Element;
  /** Hidden until the script of the page finds that this is the case. */
  readonly when?: string | undefined;
  readonly children?: JSX.Element;
}): JSX.Element {
  return (
    <div class={`p-verdict p-verdict-${props.tone}`} data-verdict={props.when} hidden={props.when !== undefined}>
      <svg class="p-badge-icon" width="24" height="24" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="7" />
        <path d={looks[props.tone]} />
      </svg>
      <div>
        <p class="p-verdict-title">{props.title}</p>
        {props.children}
      </div>
    </div>
  );
}

/**
 * Where a document is chosen or dropped. The script unhides it: the fingerprint is computed in the browser, and the file
 * goes nowhere. Its findings stand in `children`, one of which is unhidden.
 */
export function FileCheck(props: {
  /** SHA-256 of the document and code of this page; absent where any document may be shown. */
  readonly hash?: string | undefined;
  readonly code?: string | undefined;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <div class="p-check" data-check={props.code ?? ""} data-hash={props.hash ?? ""} hidden>
      <label class="p-drop">
        <span class="p-drop-title">Pilih berkas PDF</span>
        <span class="p-muted">atau seret ke sini</span>
        <input type="file" accept="application/pdf,.pdf" />
      </label>
      <p class="p-muted">Berkas tidak dikirim ke mana pun. Pemeriksaan berlangsung di dalam perangkat Anda sendiri.</p>
      <div class="p-verdicts" role="status">
        <p class="p-muted" data-file hidden />
        {props.children}
        <Verdict tone="hint" when="unread" title="Berkas ini tidak dapat dibaca.">
          <p>Pilih berkasnya sekali lagi, atau simpan dahulu di perangkat Anda.</p>
        </Verdict>
      </div>
    </div>
  );
}
