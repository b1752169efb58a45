import { createMemo, For, type JSX, Match, Show, Switch } from "solid-js";
import { words } from "../words.ts";

/* A text with headings, lists, tables and pictures, drawn from its tree: nothing in it is ever read as markup. */

type Text = { readonly k: "t"; readonly text: string; readonly marks?: readonly string[]; readonly href?: string };
type Token = { readonly k: "token"; readonly name: string };
type Inline = Text | Token | { readonly k: "br" };
type Line = readonly Inline[];
type List = {
  readonly k: "ul" | "ol";
  readonly items: readonly { readonly line: Line; readonly below?: List }[];
};
type Cell = { readonly head?: true; readonly lines: readonly Line[] };
type Table = { readonly k: "table"; readonly rows: readonly (readonly Cell[])[] };
type Picture = { readonly k: "img"; readonly hash: string; readonly alt: string };
export type RichBlock = { readonly k: "p" | "h1" | "h2"; readonly line: Line } | List | Table | Picture;

export type RichTextProps = {
  blocks: readonly RichBlock[];
  /** What a live figure says, by its name; undefined = its name in braces, marked as unknown. */
  telling?: ((name: string) => string | undefined) | undefined;
  /** How a picture is drawn; absent = its words. */
  picture?: ((picture: Picture) => JSX.Element) | undefined;
  /** Links open beside the page. */
  beside?: boolean | undefined;
};

export function RichText(props: RichTextProps): JSX.Element {
  return (
    <div class="s-rich">
      <For each={props.blocks}>{(block) => <Block block={block} {...rest(props)} />}</For>
    </div>
  );
}

type Rest = Omit<RichTextProps, "blocks">;
const rest = (props: Rest): Rest => ({
  get telling() {
    return props.telling;
  },
  get picture() {
    return props.picture;
  },
  get beside() {
    return props.beside;
  },
});

function Block(props: { block: RichBlock } & Rest): JSX.Element {
  const is = <K extends RichBlock["k"]>(...kinds: readonly K[]) =>
    (kinds as readonly string[]).includes(props.block.k) ? (props.block as Extract<RichBlock, { k: K }>) : undefined;
  const inner = rest(props);
  return (
    <Switch>
      <Match when={is("p", "h1", "h2")}>
        {(own) => (
          <Show
            when={own().k !== "p"}
            fallback={
              <p>
                <Words line={own().line} {...inner} />
              </p>
            }
          >
            <Show
              when={own().k === "h1"}
              fallback={
                <h4>
                  <Words line={own().line} {...inner} />
                </h4>
              }
            >
              <h3>
                <Words line={own().line} {...inner} />
              </h3>
            </Show>
          </Show>
        )}
      </Match>
      <Match when={is("ul", "ol")}>{(list) => <Entries list={list()} {...inner} />}</Match>
      <Match when={is("table")}>{(table) => <Rows table={table()} {...inner} />}</Match>
      <Match when={is("img")}>
        {(picture) => (
          <figure>
            <Show when={props.picture} fallback={<p class="s-rich-absent">{words.picture(picture().alt)}</p>}>
              {(draw) => draw()(picture())}
            </Show>
            <Show when={props.picture && picture().alt !== ""}>
              <figcaption>{picture().alt}</figcaption>
            </Show>
          </figure>
        )}
      </Match>
    </Switch>
  );
}

function Entries(props: { list: List } & Rest): JSX.Element {
  const items = () => (
    <For each={props.list.items}>
      {(item) => (
        <li>
          <Words line={item.line} {...rest(props)} />
          <Show when={item.below}>{(below) => <Entries list={below()} {...rest(props)} />}</Show>
        </li>
      )}
    </For>
  );
  return (
    <Show when={props.list.k === "ol"} fallback={<ul>{items()}</ul>}>
      <ol>{items()}</ol>
    </Show>
  );
}

/** A wide table scrolls within its own frame, which can be reached by keyboard. */
function Rows(props: { table: Table } & Rest): JSX.Element {
  const lines = (cell: Cell) => (
    <For each={cell.lines}>
      {(line) => (
        <p>
          <Words line={line} {...rest(props)} />
        </p>
      )}
    </For>
  );
  return (
    <div class="s-rich-table" role="region" aria-label={words.table} tabindex="0">
      <table>
        <tbody>
          <For each={props.table.rows}>
            {(row) => (
              <tr>
                <For each={row}>
                  {(cell) => (
                    <Show when={cell.head} fallback={<td>{lines(cell)}</td>}>
                      <th>{lines(cell)}</th>
                    </Show>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

function Words(props: { line: Line } & Rest): JSX.Element {
  return (
    <For each={props.line}>
      {(part) => {
        if (part.k === "br") return <br />;
        if (part.k === "t") return <Marked part={part} beside={props.beside} />;
        const said = createMemo(() => props.telling?.(part.name));
        return (
          <span class="s-rich-figure" classList={{ "s-rich-unknown": said() === undefined }}>
            {said() ?? `{${part.name}}`}
          </span>
        );
      }}
    </For>
  );
}

function Marked(props: { part: Text; beside: boolean | undefined }): JSX.Element {
  const has = (mark: string) => props.part.marks?.includes(mark) === true;
  let drawn: JSX.Element = props.part.text;
  if (has("u")) drawn = <u>{drawn}</u>;
  if (has("i")) drawn = <em>{drawn}</em>;
  if (has("b")) drawn = <strong>{drawn}</strong>;
  const { href } = props.part;
  // The tree has no other addresses; asked once more where it becomes a link.
  if (href === undefined || !href.startsWith("https://")) return drawn;
  return (
    <a href={href} rel="noopener noreferrer nofollow" target={props.beside === true ? "_blank" : undefined}>
      {drawn}
    </a>
  );
}
