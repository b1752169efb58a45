import type { Problem } from "@selaras/core/template/program.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { For, type JSX, Show } from "solid-js";
import { PrintForm } from "./print-form.tsx";
import { PrintPreview } from "./print-preview.tsx";
import { PrintSections } from "./print-sections.tsx";
import type { Work } from "./work.ts";
import { words } from "./words.ts";

const w = words.print;
const isLayout = ({ path }: Problem): boolean => path[1] === "print";

/** How the draft is printed: the whole, its sections, and beside them the PDF that comes of it. */
export function PrintView(props: { work: Work; problems: readonly Problem[] }): JSX.Element {
  const { past } = props.work;
  const draft = past.draft;
  const change = (next: ReturnType<typeof draft>, tag?: string) => past.change(next, tag ? `print ${tag}` : null);
  const faults = () => props.problems.filter(isLayout);
  const blocked = () => {
    if (props.work.clashes().length > 0) return w.clashFirst;
    return props.problems.length > 0 ? w.mendFirst : undefined;
  };
  return (
    <div class="tp-editor">
      <p>{w.about}</p>
      <Show when={faults().length > 0}>
        <Alert tone="warning" title={w.problems}>
          <ul class="tp-lines-plain">
            <For each={faults()}>
              {({ place, problem }) => (
                <li>
                  {place}: {problem}
                </li>
              )}
            </For>
          </ul>
        </Alert>
      </Show>
      <div class="tp-print">
        <div class="tp-editor">
          <Card title={w.whole}>
            <PrintForm draft={draft()} change={change} />
          </Card>
          <Card title={w.sections}>
            <PrintSections draft={draft()} change={change} />
          </Card>
        </div>
        <div class="tp-print-side">
          <Card title={w.preview}>
            <PrintPreview work={props.work} blocked={blocked()} />
          </Card>
        </div>
      </div>
    </div>
  );
}
