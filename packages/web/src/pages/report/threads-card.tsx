import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { TextArea } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { PersonLine } from "@selaras/ui/components/trail.tsx";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api, asFailure, newCommandId } from "../../api/client.ts";
import { useZone } from "../../session/me.tsx";
import { chainWords } from "./chain-words.ts";

type Thread = Api["report.threads"]["reply"]["threads"][number];
const w = chainWords.threads;

/** Conversations about rows or the whole report, the open ones first. */
export function ThreadsCard(props: { report: ReportView }): JSX.Element {
  const [loaded, { refetch }] = createResource(
    () => props.report.id,
    (id) => api("report.threads", { id }).then((reply) => reply.threads),
  );
  const [about, setAbout] = createSignal("");
  const [failure, setFailure] = createSignal<string | null>(null);
  const sorted = () =>
    (loaded.latest ?? []).toSorted((a, b) => Number(a.resolved !== null) - Number(b.resolved !== null));
  const label = (thread: Thread): string =>
    props.report.rows.find((row) => row.rowKey === thread.ref.rowKey)?.label ?? w.whole;
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setFailure(null);
    try {
      await work();
      await refetch();
      return true;
    } catch (thrown) {
      setFailure(asFailure(thrown).message);
      return false;
    }
  };
  const write = (text: string) => {
    const ref = { rowKey: about() === "" ? null : about(), field: null };
    return attempt(() => api("report.comment", { id: props.report.id, ref, text }, { command: newCommandId() }));
  };
  return (
    <Card title={w.title}>
      <div class="r-form">
        <Show when={props.report.turn?.threadsBlock}>
          <p class="r-small">{w.blocks}</p>
        </Show>
        <Show when={failure()}>
          {(message) => (
            <Alert tone="danger" live title={w.failed}>
              {message()}
            </Alert>
          )}
        </Show>
        <Show when={sorted().length > 0} fallback={<p class="r-muted">{w.none}</p>}>
          <ul class="r-threads">
            <For each={sorted()}>
              {(thread) => (
                <Conversation
                  thread={thread}
                  about={label(thread)}
                  onAnswer={(text) =>
                    attempt(() =>
                      api(
                        "report.comment",
                        { id: props.report.id, thread: thread.threadId, text },
                        { command: newCommandId() },
                      ),
                    )
                  }
                  onResolve={() =>
                    void attempt(() =>
                      api(
                        "report.resolve",
                        { id: props.report.id, thread: thread.threadId },
                        { command: newCommandId() },
                      ),
                    )
                  }
                />
              )}
            </For>
          </ul>
        </Show>
        <Show when={["draft", "returned", "in_review", "signed"].includes(props.report.state)}>
          <Select
            label={w.about}
            placeholder={null}
            value={about()}
            options={[
              { value: "", label: w.whole },
              ...props.report.rows.map((row) => ({ value: row.rowKey as string, label: row.label })),
            ]}
            onChange={setAbout}
          />
          <Writer label={w.text} act={w.write} onWrite={write} />
        </Show>
      </div>
    </Card>
  );
}

function Conversation(props: {
  thread: Thread;
  about: string;
  onAnswer: (text: string) => Promise<boolean>;
  onResolve: () => void;
}): JSX.Element {
  const zone = useZone();
  const [answering, setAnswering] = createSignal(false);
  return (
    <li class="r-thread">
      <p class="r-small">{props.about}</p>
      <For each={props.thread.messages}>
        {(message) => (
          <div class="r-message">
            <PersonLine name={message.name} hat={message.hat ?? undefined} />
            <span class="r-small">{formatDateTime(message.at, zone)}</span>
            <p class="r-quote">{message.text}</p>
          </div>
        )}
      </For>
      <Show
        when={props.thread.resolved}
        fallback={
          <span class="r-bar-acts">
            <Button size="small" onPress={() => setAnswering(!answering())}>
              {w.answer}
            </Button>
            <Button size="small" onPress={() => props.onResolve()}>
              {w.resolve}
            </Button>
          </span>
        }
      >
        {(by) => <p class="r-small">{w.resolved(by().name)}</p>}
      </Show>
      <Show when={answering()}>
        <Writer
          label={w.answer}
          act={w.answer}
          onWrite={async (text) => {
            const done = await props.onAnswer(text);
            if (done) setAnswering(false);
            return done;
          }}
        />
      </Show>
    </li>
  );
}

/** A text and the button that sends it; what was typed stays until it is saved. */
export function Writer(props: {
  label: string;
  act: string;
  hint?: string | undefined;
  initial?: string | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  keep?: boolean | undefined;
  onWrite: (text: string) => Promise<boolean>;
}): JSX.Element {
  const [text, setText] = createSignal(props.initial ?? "");
  const [busy, setBusy] = createSignal(false);
  const short = () => text().trim().length < (props.minimum ?? 1);
  const send = async () => {
    setBusy(true);
    const done = await props.onWrite(text().trim());
    setBusy(false);
    if (done && props.keep !== true) setText("");
  };
  return (
    <div class="r-writer">
      <TextArea
        label={props.label}
        hint={props.hint}
        rows={3}
        maxLength={props.maximum ?? LIMITS.messageCharacters}
        value={text()}
        onInput={setText}
      />
      <Button busy={busy()} disabledReason={short() ? props.label : undefined} onPress={() => void send()}>
        {props.act}
      </Button>
    </div>
  );
}
