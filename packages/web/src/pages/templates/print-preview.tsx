import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { PAPERS } from "@selaras/core/tenant/schema.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { RadioGroup } from "@selaras/ui/components/choice.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { IconDownload, IconFileText, IconRefresh } from "@selaras/ui/icons.ts";
import { createEffect, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import { asFailure } from "../../api/client.ts";
import {
  fetchDownload,
  isUnmade,
  loadDownloads,
  newestFor,
  readDownload,
  requestDownload,
  type Wanted,
  watchDownloads,
} from "../../downloads/downloads.ts";
import { useZone } from "../../session/me.tsx";
import type { Work } from "./work.ts";
import { words } from "./words.ts";

const w = words.print;
type Paper = (typeof PAPERS)[number];

/** The true PDF of the draft with an example in it: made by the worker like every document, from what is saved. */
export function PrintPreview(props: { work: Work; blocked: string | undefined }): JSX.Element {
  watchDownloads();
  const zone = useZone();
  const { work } = props;
  const [chosen, setChosen] = createSignal<Paper>(PAPERS[0]);
  const [busy, setBusy] = createSignal(false);
  const fixed = () => work.past.draft().frame.print?.paper;
  const paper = (): Paper => fixed() ?? chosen();
  const wanted = (): Wanted => ({ kind: "specimen", template: work.template, paper: paper() });
  const newest = () => newestFor(wanted());
  const isOld = () => {
    const now = newest();
    return now !== undefined && (now.askedAt < work.head().by.at || work.changed().length > 0);
  };
  const make = async () => {
    setBusy(true);
    try {
      if (work.changed().length > 0 && !(await work.save())) return;
      await requestDownload(wanted());
    } catch (thrown) {
      toast({ tone: "danger", text: asFailure(thrown).message });
    } finally {
      setBusy(false);
    }
  };
  // What was asked for in an earlier visit is shown again.
  void loadDownloads().catch(() => undefined);
  const told = () => {
    const now = newest();
    if (!now) return w.none;
    if (now.state === "failed") return now.problem ?? "";
    if (now.state !== "ready") return w[now.state];
    const at = formatDateTime(now.madeAt ?? now.askedAt, zone);
    return isOld() ? w.stale(at) : w.ready(at);
  };
  const waits = () => {
    const now = newest();
    return now !== undefined && isUnmade(now);
  };
  const ready = () => {
    const now = newest();
    return now?.state === "ready" ? now.id : undefined;
  };
  return (
    <div class="tp-editor">
      <p class="tp-quiet">{w.previewText}</p>
      <Show when={!fixed()} fallback={<p>{w.paperFixed(paper())}</p>}>
        <RadioGroup
          label={w.previewPaper}
          inline
          options={PAPERS.map((value): { value: Paper; label: string } => ({ value, label: value }))}
          value={chosen()}
          onChange={setChosen}
        />
      </Show>
      <div class="tp-acts">
        <Button icon={IconRefresh} busy={busy() || waits()} disabledReason={props.blocked} onPress={() => void make()}>
          {work.changed().length > 0 ? w.saveAndMake : w.make}
        </Button>
        <span class="tp-quiet" role="status">
          {told()}
        </span>
      </div>
      <Show when={ready()} keyed>
        {(id) => <Sheet id={id} />}
      </Show>
    </div>
  );
}

/** A made file in its frame, and a way to it where a browser shows no PDF in a page. */
function Sheet(props: { id: Parameters<typeof readDownload>[0]["id"] }): JSX.Element {
  const [address, setAddress] = createSignal<string>();
  const drop = () => {
    const known = address();
    if (known) URL.revokeObjectURL(known);
  };
  createEffect(
    on(
      () => props.id,
      (id) => {
        readDownload({ id })
          .then((file) => setAddress(URL.createObjectURL(file)))
          .catch((thrown: unknown) => toast({ tone: "danger", text: asFailure(thrown).message }));
      },
    ),
  );
  onCleanup(drop);
  const save = () => {
    fetchDownload({ id: props.id }).catch((thrown: unknown) => {
      toast({ tone: "danger", text: asFailure(thrown).message });
    });
  };
  return (
    <Show when={address()}>
      {(url) => (
        <>
          <div class="tp-acts">
            <Button kind="tertiary" icon={IconFileText} onPress={() => globalThis.open(url(), "_blank")}>
              {w.open}
            </Button>
            <Button kind="tertiary" icon={IconDownload} onPress={save}>
              {w.save}
            </Button>
          </div>
          <iframe class="tp-sheet" title={w.frame} src={url()} />
        </>
      )}
    </Show>
  );
}
