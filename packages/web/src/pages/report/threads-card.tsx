import { formatDateTime } from "@selaras/core/kernel/format.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { PersonLine } from "@selaras/ui/components/trail.tsx";
import { createSignal, For, type JSX, Show } from "solid-js";
import { useZone } from "../../session/me.tsx";
import { chainWords } from "./chain-words.ts";
import { fieldsOfRow, nameOfRef } from "./flags.ts";
import { useNotes } from "./notes.tsx";
import type { Loaded } from "./report.data.ts";
import type { Thread, Threads } from "./threads.ts";
import { Writer } from "./writer.tsx";

const w = chainWords.threads;

/** Every conversation about a report, its rows and cells; the open ones first. */
export function ThreadsCard(props: { loaded: Loaded; threads: Threads }): JSX.Element {
  const report = () => props.loaded.report;
  return (
    <Card title={w.title}>
      <div class="r-form">
        <Show when={report().turn?.threadsBlock}>
          <p class="r-small">{w.blocks}</p>
        </Show>
        <Conversations {...props} shown={props.threads.all()} />
        <MayWrite report={report()}>
          <NewThread {...props} row={null} field={null} />
        </MayWrite>
      </div>
    </Card>
  );
}

/** What one may write, or the rule's reason why one may not. */
function MayWrite(props: { report: ReportView; children: JSX.Element }): JSX.Element {
  return (
    <Show
      when={props.report.comment.allowed}
      fallback={<Show when={props.report.comment.reason}>{(why) => <p class="r-small">{why()}</p>}</Show>}
    >
      {props.children}
    </Show>
  );
}

type TalkProps = { loaded: Loaded; threads: Threads };

/** Some conversations, and why the last thing said in them was not saved. */
function Conversations(props: TalkProps & { shown: readonly Thread[] }): JSX.Element {
  return (
    <>
      <Show when={props.threads.failure()}>
        {(message) => (
          <Alert tone="danger" live title={w.failed}>
            {message()}
          </Alert>
        )}
      </Show>
      <Show when={props.shown.length > 0} fallback={<p class="r-muted">{w.none}</p>}>
        <ul class="r-threads">
          <For each={props.shown}>{(thread) => <Conversation {...props} thread={thread} />}</For>
        </ul>
      </Show>
    </>
  );
}

/** What is said about one row and its cells, with a field to say more. */
export function RowTalk(props: TalkProps & { rowKey: string; field: string | null }): JSX.Element {
  return (
    <div class="r-form">
      <Conversations {...props} shown={props.threads.ofRow(props.rowKey)} />
      <MayWrite report={props.loaded.report}>
        <NewThread {...props} row={props.rowKey} field={props.field} />
      </MayWrite>
    </div>
  );
}

/** A new conversation: about the report, a row, or one cell of it. */
function NewThread(props: TalkProps & { row: string | null; field: string | null }): JSX.Element {
  const rows = () => props.loaded.report.rows;
  const [row, setRow] = createSignal(props.row ?? "");
  const [field, setField] = createSignal(props.field ?? "");
  const fields = () => (row() === "" ? [] : fieldsOfRow(props.loaded.definition, row()));
  const ref = () => ({ rowKey: row() === "" ? null : row(), field: field() === "" ? null : field() });
  return (
    <>
      <Show when={props.row === null}>
        <Select
          label={w.about}
          placeholder={null}
          value={row()}
          options={[
            { value: "", label: w.whole },
            ...rows().map((each) => ({ value: each.rowKey as string, label: each.label })),
          ]}
          onChange={(chosen) => {
            setRow(chosen);
            setField("");
          }}
        />
      </Show>
      <Show when={fields().length > 1}>
        <Select
          label={w.aboutField}
          placeholder={null}
          value={field()}
          options={[
            { value: "", label: w.wholeRow },
            ...fields().map((each) => ({ value: each.id as string, label: each.label })),
          ]}
          onChange={setField}
        />
      </Show>
      <Writer label={w.text} act={w.write} onWrite={(text) => props.threads.write(ref(), text)} />
    </>
  );
}

function Conversation(props: TalkProps & { thread: Thread }): JSX.Element {
  const zone = useZone();
  const notes = useNotes();
  const [answering, setAnswering] = createSignal(false);
  const about = () => nameOfRef(props.loaded.definition, props.loaded.report.rows, props.thread.ref);
  return (
    <li class="r-thread">
      <Show when={notes && props.thread.ref.rowKey} fallback={<p class="r-small">{about()}</p>}>
        {(rowKey) => (
          <p>
            <LinkButton
              label={`${w.show}: ${about()}`}
              onPress={() => notes?.open({ rowKey: rowKey(), field: props.thread.ref.field })}
            >
              {about()}
            </LinkButton>
          </p>
        )}
      </Show>
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
          <Show when={props.loaded.report.comment.allowed}>
            <span class="r-bar-acts">
              <Button size="small" onPress={() => setAnswering(!answering())}>
                {w.answer}
              </Button>
              <Button size="small" onPress={() => void props.threads.resolve(props.thread.threadId)}>
                {w.resolve}
              </Button>
            </span>
          </Show>
        }
      >
        {(by) => <p class="r-small">{w.resolved(by().name)}</p>}
      </Show>
      <Show when={answering()}>
        <Writer
          label={w.answer}
          act={w.answer}
          onWrite={async (text) => {
            const done = await props.threads.answer(props.thread.threadId, text);
            if (done) setAnswering(false);
            return done;
          }}
        />
      </Show>
    </li>
  );
}
