import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCloudUpload,
  IconFile,
  IconPaperclip,
  IconRefresh,
  IconTrash,
} from "../icons.ts";
import { words } from "../words.ts";
import { Button, IconButton } from "./button.tsx";
import { FieldError, FieldMark } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Progress } from "./waiting.tsx";

export type DroppedFile = {
  key: string;
  name: string;
  /** Formatted: "1,2 MB". */
  size?: string | undefined;
  state: "uploading" | "scanning" | "stored" | "failed";
  /** 0..100 while uploading. */
  progress?: number | undefined;
  /** What went wrong and what to do. */
  error?: string | undefined;
  href?: string | undefined;
};

export type FileDropProps = {
  label: string;
  /** Kinds and largest size: "PDF, JPG, PNG; paling besar 10 MB". */
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  /** As of the `accept` attribute. */
  accept?: string | undefined;
  multiple?: boolean | undefined;
  disabledReason?: string | undefined;
  files: readonly DroppedFile[];
  onFiles: (files: readonly File[]) => void;
  onRemove?: ((key: string) => void) | undefined;
  onRetry?: ((key: string) => void) | undefined;
};

/** Takes files by button or by dropping, and shows how far each one is. */
export function FileDrop(props: FileDropProps): JSX.Element {
  const id = `file-${createUniqueId()}`;
  const [over, setOver] = createSignal(false);
  let input: HTMLInputElement | undefined;
  const take = (files: FileList | null | undefined) => {
    if (props.disabledReason !== undefined || files === null || files === undefined || files.length === 0) return;
    props.onFiles([...files].slice(0, props.multiple === true ? undefined : 1));
  };
  return (
    <div class="s-field" role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint ${id}-error`}>
      <span class="s-label" id={`${id}-label`}>
        {props.label}
        <FieldMark required={props.required} />
      </span>
      <p class="s-hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      <div
        class="s-drop"
        classList={{ "s-drop-over": over() }}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(props.disabledReason === undefined);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files);
        }}
      >
        <span class="s-drop-icon">
          <Icon of={IconCloudUpload} size="1.75rem" />
        </span>
        <Button icon={IconPaperclip} disabledReason={props.disabledReason} onPress={() => input?.click()}>
          {words.chooseFile}
        </Button>
        <span class="s-drop-text">{words.dropHere}</span>
        <input
          ref={(element) => {
            input = element;
          }}
          hidden
          type="file"
          aria-label={props.label}
          accept={props.accept}
          multiple={props.multiple}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = "";
          }}
        />
      </div>
      <FieldError id={`${id}-error`} text={props.error} />
      <ul class="s-files" aria-live="polite">
        <For each={props.files}>
          {(file) => <FileLine file={file} onRemove={props.onRemove} onRetry={props.onRetry} />}
        </For>
      </ul>
    </div>
  );
}

type FileLineProps = { file: DroppedFile } & Pick<FileDropProps, "onRemove" | "onRetry">;

function FileLine(props: FileLineProps): JSX.Element {
  return (
    <li class="s-file" classList={{ "s-file-failed": props.file.state === "failed" }}>
      <span class="s-file-icon">
        <Icon of={IconFile} />
      </span>
      <div class="s-file-words">
        <span class="s-file-name">
          <Show when={props.file.href} fallback={props.file.name}>
            <a href={props.file.href}>{props.file.name}</a>
          </Show>
        </span>
        <FileState file={props.file} />
      </div>
      <Show when={props.file.state === "failed" && props.onRetry}>
        {(retry) => <IconButton icon={IconRefresh} label={words.retry} onPress={() => retry()(props.file.key)} />}
      </Show>
      <Show when={props.onRemove}>
        {(remove) => (
          <IconButton
            icon={IconTrash}
            label={words.removeFile(props.file.name)}
            onPress={() => remove()(props.file.key)}
          />
        )}
      </Show>
    </li>
  );
}

function FileState(props: { file: DroppedFile }): JSX.Element {
  return (
    <Show
      when={props.file.state === "uploading"}
      fallback={
        <span class={`s-file-state s-file-${props.file.state}`}>
          <Show when={props.file.state !== "scanning"} fallback={<span class="s-spinner" aria-hidden="true" />}>
            <Icon of={props.file.state === "stored" ? IconCircleCheck : IconAlertCircle} />
          </Show>
          <span>
            {
              {
                uploading: words.uploading,
                scanning: words.scanning,
                stored: words.uploaded,
                failed: props.file.error ?? words.uploadFailed,
              }[props.file.state]
            }
            {props.file.size === undefined ? "" : ` · ${props.file.size}`}
          </span>
        </span>
      }
    >
      <Progress label={words.uploading} value={props.file.progress} note={props.file.size} />
    </Show>
  );
}
