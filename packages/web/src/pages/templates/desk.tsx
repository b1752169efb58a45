import type { Problem } from "@selaras/core/template/program.ts";
import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconTrash } from "@selaras/ui/icons.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { useSearchParams } from "@solidjs/router";
import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { toast } from "@selaras/ui/components/notice.tsx";
import { useZone } from "../../session/me.tsx";
import type { Around } from "./draft.page.tsx";
import { FiguresEditor, FrameEditor } from "./frame-editor.tsx";
import { JudgesEditor } from "./judges-editor.tsx";
import { figuresOn, FRAME, moved, newSection, withoutSection } from "./model.ts";
import { Outline, PLACES } from "./outline.tsx";
import { SectionEditor } from "./section-editor.tsx";
import type { Frame, Section } from "@selaras/core/template/draft-shape.ts";
import type { Work } from "./work.ts";
import { withSection } from "./rename.ts";
import { words } from "./words.ts";

type Place = (typeof PLACES)[number];
const LISTED_MOST = 12;

/** Which part of the outline a problem of the definition lies in. */
function partOf({ path }: Problem): string {
  const [part, list] = path;
  if (part !== FRAME && part !== undefined) return part;
  if (list === "figures") return "angka";
  return list === "methods" || list === "scales" ? "metode" : "umum";
}

/** The draft as it is worked on: its parts at the side, the chosen one open, and what is not right yet above. */
export function Desk(props: { work: Work; around: Around; problems: readonly Problem[] }): JSX.Element {
  const [query, setQuery] = useSearchParams<{ bagian?: string; daftar?: string; isi?: string; lihat?: string }>();
  const { past } = props.work;
  const draft = past.draft;
  const section = () => draft().sections.find((each) => each.id === query.bagian);
  const place = (): Place => PLACES.find((each) => each === query.bagian) ?? "umum";
  const selected = () => section()?.id ?? place();
  const open = (part: string, list?: string, member?: string) => {
    setQuery({ bagian: part, daftar: list, isi: member });
    if (matchMedia("(max-width: 1023px)").matches) {
      queueMicrotask(() => document.querySelector(".tp-work")?.scrollIntoView({ block: "start" }));
    }
  };
  const changeFrame = (part: Partial<Frame>, tag?: string) =>
    past.change({ ...draft(), frame: { ...draft().frame, ...part } }, tag ?? null);
  const add = (kind: Section["kind"]) => {
    if (draft().sections.length >= LIMITS.sectionsPerTemplate) {
      toast({ tone: "danger", text: words.outline.full(LIMITS.sectionsPerTemplate) });
      return;
    }
    const taken = [...draft().sections, ...props.work.stored().draft.sections].map((each) => each.id);
    const added = newSection(kind, words.kinds[kind], taken);
    past.change({ ...draft(), sections: [...draft().sections, added] });
    open(added.id);
  };
  const faults = (part: string, list: string, id: string): readonly string[] =>
    props.problems
      .filter(({ path }) => path[0] === part && path[1] === list && path[2] === id)
      .map(({ problem }) => problem);
  return (
    <>
      <ProblemList
        problems={props.problems}
        onOpen={({ path }, part) => (path[1] === "print" ? setQuery({ lihat: "cetak" }) : open(part, path[1], path[2]))}
      />
      <div class="tp-desk">
        <Outline
          sections={draft().sections}
          selected={selected()}
          problems={(part) => props.problems.filter((problem) => partOf(problem) === part).length}
          changed={(part) =>
            props.work.changed().includes(part) || (part === "umum" && props.work.changed().includes(FRAME))
          }
          onSelect={(part) => open(part)}
          onMove={(from, to) => past.change({ ...draft(), sections: moved(draft().sections, from, to) })}
          onAdd={add}
        />
        <div class="tp-work">
          <Show
            when={section()?.id}
            keyed
            fallback={
              <Card title={words.outline.places[place()]}>
                <Switch>
                  <Match when={place() === "umum"}>
                    <FrameEditor
                      draft={draft()}
                      saved={props.work.stored().draft.frame}
                      posts={props.around.posts}
                      change={changeFrame}
                    />
                  </Match>
                  <Match when={place() === "angka"}>
                    <FiguresEditor
                      draft={draft()}
                      saved={props.work.stored().draft.frame}
                      asked={query.daftar === "figures" ? query.isi : undefined}
                      faults={(id) => faults(FRAME, "figures", id)}
                      change={changeFrame}
                    />
                  </Match>
                  <Match when={place() === "metode"}>
                    <JudgesEditor draft={draft()} catalogue={props.around.catalogue} change={changeFrame} />
                  </Match>
                </Switch>
              </Card>
            }
          >
            {(id) => (
              <Show when={section()}>
                {(open_) => (
                  <SectionCard work={props.work} section={open_()} onGone={() => open("umum")}>
                    <SectionEditor
                      draft={draft()}
                      section={open_()}
                      saved={props.work.stored().draft.sections.find((each) => each.id === id)}
                      posts={props.around.posts}
                      asked={{ list: query.daftar, member: query.isi }}
                      faults={(list, member) => faults(id, list, member)}
                      onChange={(next, tag) => past.change(withSection(draft(), id, next), tag ?? null)}
                    />
                  </SectionCard>
                )}
              </Show>
            )}
          </Show>
        </div>
      </div>
    </>
  );
}

function ProblemList(props: {
  problems: readonly Problem[];
  onOpen: (problem: Problem, part: string) => void;
}): JSX.Element {
  return (
    <Show when={props.problems.length > 0}>
      <details class="tp-problems" open={props.problems.length <= 3}>
        <summary>{words.problems.title(props.problems.length)}</summary>
        <ul>
          <For each={props.problems.slice(0, LISTED_MOST)}>
            {(problem) => (
              <li>
                <LinkButton
                  label={words.problems.open(problem.place)}
                  onPress={() => props.onOpen(problem, partOf(problem))}
                >
                  {problem.place || words.outline.places.umum}
                </LinkButton>
                : {problem.problem}
              </li>
            )}
          </For>
        </ul>
        <Show when={props.problems.length > LISTED_MOST}>
          <p class="tp-quiet">{words.problems.more(props.problems.length - LISTED_MOST)}</p>
        </Show>
      </details>
    </Show>
  );
}

/** A section with who saved it last, and the way to take it out. */
function SectionCard(props: { work: Work; section: Section; onGone: () => void; children: JSX.Element }): JSX.Element {
  const zone = useZone();
  const [removing, setRemoving] = createSignal(false);
  const { past } = props.work;
  const mark = () => props.work.stored().marks[props.section.id];
  const figures = () => figuresOn(past.draft(), props.section.id);
  return (
    <Card
      title={props.section.label || words.members.unnamed}
      description={
        mark() ? words.work.savedBy(mark()?.name ?? "", formatDateTime(mark()?.at ?? "", zone)) : words.work.newPart
      }
      actions={
        <Button kind="tertiary" size="small" icon={IconTrash} onPress={() => setRemoving(true)}>
          {words.section.remove}
        </Button>
      }
    >
      {props.children}
      <ConfirmDialog
        open={removing()}
        title={words.section.removeTitle(props.section.label)}
        description={words.section.removeText}
        confirm={words.section.remove}
        onClose={() => setRemoving(false)}
        onConfirm={() => {
          setRemoving(false);
          past.change(withoutSection(past.draft(), props.section.id));
          props.onGone();
        }}
      >
        <Show when={figures().length > 0}>
          <Alert tone="warning">
            {words.section.removeFigures(
              figures()
                .map((figure) => figure.label)
                .join(", "),
            )}
          </Alert>
        </Show>
      </ConfirmDialog>
    </Card>
  );
}
