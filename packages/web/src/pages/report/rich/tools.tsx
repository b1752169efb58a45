import type { ReportView } from "@selaras/core/report/schema.ts";
import type { TokenChoice } from "@selaras/core/report/telling.ts";
import { Icon, type IconShape } from "@selaras/ui/components/icon.tsx";
import { Menu } from "@selaras/ui/components/menu.tsx";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconIndentDecrease,
  IconIndentIncrease,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconTable,
  IconUnderline,
  IconVariable,
} from "@selaras/ui/icons.ts";
import type { Command, EditorState } from "prosemirror-state";
import { type Accessor, createSignal, For, type JSX, Show } from "solid-js";
import {
  emptyTable,
  hasMark,
  indent,
  insertBlock,
  insertPicture,
  insertToken,
  isInTable,
  listOf,
  outdent,
  redo,
  setLink,
  setStyle,
  type Style,
  styleOf,
  tableActs,
  toggle,
  toggleList,
  undo,
} from "./commands.ts";
import { FigureDialog } from "./figure-dialog.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { PictureDialog } from "./picture-dialog.tsx";
import { words } from "./words.ts";

type ToolsProps = {
  label: string;
  state: EditorState;
  report: ReportView;
  figures: Accessor<readonly TokenChoice[]>;
  run: (command: Command) => void;
};

type Tool = {
  readonly key: string;
  readonly label: string;
  readonly icon: IconShape;
  readonly press: () => void;
  readonly pressed?: boolean;
  readonly can?: boolean;
  /** A word beside the icon. */
  readonly word?: string;
};

const STYLES: readonly Style[] = ["p", "h1", "h2"];
const TABLE_ACTS = ["rowBelow", "columnAfter", "headRow", "dropRow", "dropColumn", "dropTable"] as const;

/** Left and right move between the tools, so that the whole bar is one stop for Tab. */
function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0 || (event.target instanceof HTMLSelectElement && event.altKey)) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("select, button:not([role^=menuitem])")];
  const at = all.findIndex((each) => each === document.activeElement);
  const next = all[(at + step + all.length) % all.length];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

/** The tools above a rich text. */
export function Tools(props: ToolsProps): JSX.Element {
  const [dialog, setDialog] = createSignal<"link" | "figure" | "picture" | null>(null);
  const can = (command: Command): boolean => command(props.state);
  const tool = (key: string, label: string, icon: IconShape, command: Command, more: Partial<Tool> = {}): Tool => ({
    key,
    label,
    icon,
    press: () => props.run(command),
    can: can(command),
    ...more,
  });
  const opens = (key: string, label: string, icon: IconShape, which: "link" | "figure" | "picture"): Tool => ({
    key,
    label,
    icon,
    press: () => setDialog(which),
  });
  const tools = (): readonly Tool[] => [
    tool("bold", words.bold, IconBold, toggle("bold"), { pressed: hasMark(props.state, "bold") }),
    tool("italic", words.italic, IconItalic, toggle("italic"), { pressed: hasMark(props.state, "italic") }),
    tool("underline", words.underline, IconUnderline, toggle("underline"), {
      pressed: hasMark(props.state, "underline"),
    }),
    tool("ul", words.bullets, IconList, toggleList("ul"), { pressed: listOf(props.state) === "ul" }),
    tool("ol", words.numbers, IconListNumbers, toggleList("ol"), { pressed: listOf(props.state) === "ol" }),
    ...(listOf(props.state) === null
      ? []
      : [
          tool("indent", words.indent, IconIndentIncrease, indent),
          tool("outdent", words.outdent, IconIndentDecrease, outdent),
        ]),
    { ...opens("link", words.link, IconLink, "link"), pressed: hasMark(props.state, "link") },
    { ...opens("picture", words.picture, IconPhoto, "picture"), can: !isInTable(props.state) },
    tool("undo", words.undo, IconArrowBackUp, undo),
    tool("redo", words.redo, IconArrowForwardUp, redo),
  ];
  const tableEntries = () =>
    isInTable(props.state)
      ? TABLE_ACTS.map((key) => ({
          key,
          label: words[key],
          danger: key === "dropTable",
          separated: key === "dropRow",
          onSelect: () => props.run(tableActs[key]),
        }))
      : [{ key: "insert", label: words.inTable, onSelect: () => props.run(insertBlock(emptyTable())) }];
  const selected = () => !props.state.selection.empty;

  return (
    <div class="rt-tools" role="toolbar" aria-label={words.tools(props.label)} onKeyDown={walk}>
      <select
        class="rt-style"
        aria-label={words.style}
        tabindex="0"
        onChange={(event) => props.run(setStyle(STYLES.find((style) => style === event.currentTarget.value) ?? "p"))}
      >
        <For each={STYLES}>
          {(style) => (
            <option value={style} selected={styleOf(props.state) === style}>
              {style === "p" ? words.paragraph : style === "h1" ? words.heading : words.subheading}
            </option>
          )}
        </For>
      </select>
      <For each={tools()}>{(each) => <ToolButton tool={each} />}</For>
      <span class="rt-menu">
        <Menu label={words.table} icon={IconTable} iconOnly kind="tertiary" entries={tableEntries()} />
      </span>
      <ToolButton tool={{ ...opens("figure", words.figure, IconVariable, "figure"), word: words.figureShort }} />
      <LinkDialog
        open={dialog() === "link"}
        selected={selected()}
        linked={hasMark(props.state, "link")}
        onClose={() => setDialog(null)}
        onChoose={(href) => {
          setDialog(null);
          props.run(setLink(href));
        }}
      />
      <FigureDialog
        open={dialog() === "figure"}
        figures={props.figures}
        onClose={() => setDialog(null)}
        onChoose={(name) => {
          setDialog(null);
          props.run(insertToken(name));
        }}
      />
      <PictureDialog
        open={dialog() === "picture"}
        report={props.report}
        onClose={() => setDialog(null)}
        onChoose={(hash, alt) => {
          setDialog(null);
          props.run(insertPicture(hash, alt));
        }}
      />
    </div>
  );
}

function ToolButton(props: { tool: Tool }): JSX.Element {
  return (
    <button
      type="button"
      class="rt-tool"
      classList={{ "rt-tool-worded": props.tool.word !== undefined }}
      tabindex="-1"
      title={props.tool.label}
      aria-label={props.tool.label}
      aria-pressed={props.tool.pressed}
      aria-disabled={props.tool.can === false ? "true" : undefined}
      // The selection stays where it is while a tool is pressed.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => props.tool.can !== false && props.tool.press()}
    >
      <Icon of={props.tool.icon} />
      <Show when={props.tool.word}>{(word) => <span>{word()}</span>}</Show>
    </button>
  );
}
