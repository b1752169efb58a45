import { tokenChoices } from "@selaras/core/report/telling.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { entrySections } from "@selaras/core/template/fields.ts";
import type { EntryField, TemplateDefinition } from "@selaras/core/template/schema.ts";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { createMemo, ErrorBoundary, type JSX, lazy, Show, Suspense } from "solid-js";
import { useDesk } from "../desk.tsx";
import { RichReading } from "./reading.tsx";
import { words } from "./words.ts";

// Loaded when a report has such a field and it can be written: its readers never carry the editor.
const RichEditor = lazy(() => import("./editor.tsx").then((m) => ({ default: m.RichEditor })));

/**
 * Fetches the editor while there is a line: a text in the panel of a row may be opened only when the network is gone. A
 * failure is told where the editor is opened.
 */
export function bringEditor(definition: Pick<TemplateDefinition, "sections">): void {
  const rich = entrySections(definition).some(({ fields }) => fields.some((field) => field.rich));
  if (rich) RichEditor.preload().catch(() => undefined);
}

/** A rich text where it is entered; locked, it is read. */
export function RichCell(props: {
  id: string;
  field: EntryField;
  error: string | undefined;
  value: string;
  locked: boolean;
  onInput: (stored: string) => void;
}): JSX.Element {
  const desk = useDesk();
  const figures = createMemo(() =>
    tokenChoices(desk.definition, desk.live.rows(), desk.live.computed(), props.field.public),
  );
  const common = () => ({ report: desk.report(), figures: figures() });
  return (
    <Show
      when={!props.locked}
      fallback={
        <div class="s-field">
          <span class="s-label">{props.field.label}</span>
          <RichReading stored={props.value} {...common()} />
        </div>
      }
    >
      <ErrorBoundary
        fallback={
          <>
            <Alert tone="warning">{words.failed}</Alert>
            <RichReading stored={props.value} {...common()} />
          </>
        }
      >
        <Suspense fallback={<Skeleton shape="text" lines={5} />}>
          <RichEditor
            id={props.id}
            label={props.field.label}
            hint={props.field.help}
            error={props.error}
            required={props.field.required === "submit"}
            most={props.field.length ?? LIMITS.richCharacters}
            value={props.value}
            report={desk.report()}
            figures={figures}
            onInput={props.onInput}
          />
        </Suspense>
      </ErrorBoundary>
    </Show>
  );
}
