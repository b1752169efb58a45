import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatDateTime, formatNumber } from "@selaras/core/kernel/format.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import type { Tone } from "@selaras/ui/components/badge.tsx";
import { PersonLine, Timeline, type TimelineEvent } from "@selaras/ui/components/trail.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { FailureNotice } from "../../frame/await.tsx";
import { useZone } from "../../session/me.tsx";
import { type HistoryLine, loadHistory } from "./report.data.ts";
import { chainWords } from "./chain-words.ts";
import { words } from "./words.ts";

const tones: Readonly<Record<string, Tone>> = {
  "report.submit": "info",
  "report.verify": "positive",
  "report.sign": "positive",
  "report.publish": "positive",
  "report.sendBack": "warning",
  "report.withdraw": "warning",
  "evidence.remove": "warning",
};

/** Saves of one person in a row are one line: a month of typing would bury the decisions. */
export function foldSaves(lines: readonly HistoryLine[]): readonly HistoryLine[] {
  const folded: HistoryLine[] = [];
  for (const line of lines) {
    const before = folded.at(-1);
    const joins =
      line.op === "report.save" && before?.op === "report.save" && before.by === line.by && before.hat === line.hat;
    if (joins) folded[folded.length - 1] = { ...before, cells: before.cells + line.cells };
    else folded.push(line);
  }
  return folded;
}

/** Who did what, in which hat, when; the newest last, as it happened. */
export function History(props: { id: string; round: number; state: string }): JSX.Element {
  const zone = useZone();
  const [earlier, setEarlier] = createSignal<readonly HistoryLine[]>([]);
  const [cursor, setCursor] = createSignal<string | null>(null);
  const [failure, setFailure] = createSignal<unknown>(null);
  const load = async (from: string | null) => {
    try {
      const page = await loadHistory(props.id, from);
      setEarlier((before) => (from === null ? page.entries : [...before, ...page.entries]));
      setCursor(page.cursor);
      setFailure(null);
    } catch (thrown) {
      setFailure(thrown);
    }
    return true;
  };
  const [loaded] = createResource(
    () => `${props.id} ${props.round} ${props.state}`,
    () => load(null),
  );
  const event = (line: HistoryLine): TimelineEvent => ({
    key: line.commandId,
    title: [
      words.ops[line.op] ?? line.op,
      line.step ?? "",
      line.cells > 0 ? words.history.cells(line.cells) : "",
      line.minutes === null ? "" : chainWords.minutes(formatNumber(decimal(String(line.minutes)))),
    ]
      .filter(Boolean)
      .join(", "),
    at: formatDateTime(line.at, zone),
    instant: line.at,
    by: line.system ? words.history.system : <PersonLine name={line.by} hat={line.hat ?? undefined} />,
    note: line.note ?? undefined,
    tone: tones[line.op] ?? "neutral",
  });
  return (
    <Show when={!loaded.loading} fallback={<Skeleton shape="text" lines={3} />}>
      <Show when={failure()}>
        {(thrown) => <FailureNotice failure={thrown()} onRetry={() => void load(cursor())} />}
      </Show>
      <Timeline label={words.review.history} events={[...foldSaves(earlier())].reverse().map(event)} />
      <Show when={cursor()}>
        {(next) => <Button onPress={() => void load(next())}>{words.review.moreHistory}</Button>}
      </Show>
    </Show>
  );
}
