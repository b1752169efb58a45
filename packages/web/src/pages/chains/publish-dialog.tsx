import { Button } from "@selaras/ui/components/button.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { IconArrowRight } from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import type { ApiFailure } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import type { Names } from "./describe.ts";
import { type Difference, differencesOf } from "./difference.ts";
import type { Content } from "./model.ts";
import { words } from "./words.ts";

export type PublishDialogProps = {
  content: Content;
  n: number;
  names: Names;
  /** The newest version before this one; undefined = there is none. */
  before: Content | undefined;
  /** Reports that run on earlier versions. */
  running: number;
  busy: boolean;
  failure: ApiFailure | undefined;
  onPublish: () => void;
  onClose: () => void;
};

/** Says what publication means before it happens: what differs, and what stays with the reports that run. */
export function PublishDialog(props: PublishDialogProps): JSX.Element {
  const found = () => (props.before ? differencesOf(props.before, props.content, props.names) : []);
  return (
    <Dialog
      open
      size="large"
      title={words.publish.title(props.content.label, props.n)}
      description={words.publish.about}
      dismissable={!props.busy}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{words.stay}</Button>
          <Button kind="primary" busy={props.busy} onPress={() => props.onPublish()}>
            {words.publish.act}
          </Button>
        </>
      }
    >
      <div class="c-editor">
        <Show when={props.failure}>{(failed) => <FailureNotice failure={failed()} />}</Show>
        <p>
          <strong>{words.publish.steps}</strong>: {words.stepsLine(props.content.steps.map((step) => step.label))}
        </p>
        <Show when={props.running > 0}>
          <Alert tone="info">{words.publish.running(props.running)}</Alert>
        </Show>
        <Show when={props.before} fallback={<p>{words.publish.first}</p>}>
          <h3 class="c-subtitle">{words.publish.differences(props.n - 1)}</h3>
          <Show when={found().length > 0} fallback={<p>{words.publish.same}</p>}>
            <ul class="c-differences">
              <For each={found()}>{(difference) => <DifferenceLine difference={difference} />}</For>
            </ul>
          </Show>
        </Show>
      </div>
    </Dialog>
  );
}

function DifferenceLine(props: { difference: Difference }): JSX.Element {
  return (
    <li class={`c-difference c-difference-${props.difference.how}`}>
      <p>
        <span class="c-chip">{words.publish[props.difference.how]}</span>{" "}
        <strong>{props.difference.step === null ? words.publish.chainPart : props.difference.label}</strong>
      </p>
      <For each={props.difference.changes}>
        {(change) => (
          <p class="c-change">
            <span class="c-quiet">{change.term}:</span> <s>{change.before || words.publish.none}</s>{" "}
            <Icon of={IconArrowRight} /> {change.after || words.publish.none}
          </p>
        )}
      </For>
    </li>
  );
}
