import { readRich, writeRich } from "@selaras/core/narrative/reading.ts";
import type { RichText } from "@selaras/core/narrative/schema.ts";
import type { Node } from "prosemirror-model";
import { type Command, type EditorState, TextSelection } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import * as act from "./commands.ts";
import { fromEditor, storedFrom, toEditor } from "./editor-model.ts";
import { editorSchema } from "./editor-schema.ts";
import { found } from "./find-figure.ts";
import { writingState } from "./writing.ts";

const { nodes, marks } = editorSchema;
const hash = "c".repeat(64);
const RICH: RichText = {
  rich: 1,
  blocks: [
    { k: "h1", line: [{ k: "t", text: "Capaian" }] },
    { k: "h2", line: [{ k: "t", text: "Keuangan" }] },
    {
      k: "p",
      line: [
        { k: "t", text: "Serapan " },
        { k: "token", name: "serapan" },
        { k: "br" },
        { k: "t", text: "tebal miring", marks: ["b", "i", "u"] },
        { k: "t", text: "laman", href: "https://kukar.go.id/" },
      ],
    },
    {
      k: "ul",
      items: [
        {
          line: [{ k: "t", text: "satu" }],
          below: {
            k: "ol",
            items: [
              { line: [{ k: "t", text: "dua" }], below: { k: "ul", items: [{ line: [{ k: "t", text: "tiga" }] }] } },
            ],
          },
        },
      ],
    },
    {
      k: "table",
      rows: [[{ head: true, lines: [[{ k: "t", text: "A" }]] }, { lines: [[], [{ k: "token", name: "a/b.c" }]] }]],
    },
    { k: "img", hash: hash as never, alt: "Jembatan" },
  ],
};
const text = (words: string): Node => nodes.paragraph.create(null, editorSchema.text(words));
const docOf = (...blocks: readonly Node[]): Node => nodes.doc.create(null, [...blocks]);

/** A state with a selection; runs a command on it. */
const selecting = (doc: Node, from: number, to = from): EditorState => {
  const state = writingState(doc);
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
};
const after = (state: EditorState, command: Command): EditorState => {
  let made = state;
  command(state, (transaction) => {
    made = state.apply(transaction);
  });
  return made;
};

describe("the editor", () => {
  it("gives back exactly what it was given", () => {
    const doc = toEditor(RICH);
    doc.check();
    expect(storedFrom(doc)).toBe(writeRich(RICH));
    expect(toEditor(readRich(storedFrom(doc))).eq(doc)).toBe(true);
  });

  it("stores nothing when nothing is written, and no empty lines at the end", () => {
    expect(storedFrom(toEditor({ rich: 1, blocks: [] }))).toBe("");
    expect(storedFrom(docOf(nodes.paragraph.create(), text("  ")))).toBe("");
    expect(fromEditor(docOf(text("a"), nodes.paragraph.create(), nodes.paragraph.create())).blocks).toHaveLength(1);
  });

  it("never stores an address, a figure or a picture that would not be read back", () => {
    const bad = marks.link.create({ href: "javascript:alert(1)" });
    const doc = docOf(
      nodes.paragraph.create(null, [editorSchema.text("x", [bad]), nodes.token.create({ name: "<b>" })]),
      nodes.picture.create({ hash: "https://jahat.example/x.png", alt: "" }),
    );
    expect(fromEditor(doc).blocks).toEqual([{ k: "p", line: [{ k: "t", text: "x" }] }]);
  });

  it("brings what hangs deeper than three levels up to the third, and loses no word", () => {
    let list = nodes.bullet_list.create(null, nodes.list_item.create(null, text("lima")));
    for (const word of ["empat", "tiga", "dua", "satu"]) {
      list = nodes.bullet_list.create(null, nodes.list_item.create(null, [text(word), list]));
    }
    const stored = storedFrom(docOf(list));
    expect(readRich(stored).blocks[0]).toEqual({
      k: "ul",
      items: [
        {
          line: [{ k: "t", text: "satu" }],
          below: {
            k: "ul",
            items: [
              {
                line: [{ k: "t", text: "dua" }],
                below: {
                  k: "ul",
                  items: ["tiga", "empat", "lima"].map((word) => ({ line: [{ k: "t", text: word }] })),
                },
              },
            ],
          },
        },
      ],
    });
  });

  it("keeps a pasted table with spans in rows of one length", () => {
    const cell = (word: string, attrs = {}) => nodes.table_cell.create(attrs, text(word));
    const wide = nodes.table_row.create(null, [cell("lebar", { colspan: 2 })]);
    const table = nodes.table.create(null, [wide, nodes.table_row.create(null, [cell("a"), cell("b")])]);
    const [block] = fromEditor(docOf(table)).blocks;
    expect(block?.k === "table" && block.rows.map((row) => row.length)).toEqual([2, 2]);
  });
});

describe("the tools", () => {
  it("make headings, marks and lists, and take them away again", () => {
    const whole = selecting(docOf(text("Capaian")), 1, 8);
    const heading = after(whole, act.setStyle("h2"));
    expect([act.styleOf(whole), act.styleOf(heading)]).toEqual(["p", "h2"]);
    const bold = after(whole, act.toggle("bold"));
    expect([act.hasMark(bold, "bold"), act.hasMark(after(bold, act.toggle("bold")), "bold")]).toEqual([true, false]);
    const list = after(whole, act.toggleList("ul"));
    expect([act.listOf(list), act.listOf(after(list, act.toggleList("ol")))]).toEqual(["ul", "ol"]);
    expect(act.listOf(after(list, act.toggleList("ul")))).toBeNull();
    expect(after(list, act.undo).doc.eq(whole.doc)).toBe(true);
  });

  it("put a link on selected words only", () => {
    expect(act.setLink("https://kukar.go.id/")(selecting(docOf(text("laman")), 3))).toBe(false);
    const linked = after(selecting(docOf(text("laman")), 1, 6), act.setLink("https://kukar.go.id/"));
    expect(fromEditor(linked.doc).blocks).toEqual([
      { k: "p", line: [{ k: "t", text: "laman", href: "https://kukar.go.id/" }] },
    ]);
    expect(act.hasMark(after(linked, act.setLink(null)), "link")).toBe(false);
  });

  it("insert figures where the cursor is, and tables and pictures below its block", () => {
    const state = selecting(docOf(text("Serapan "), text("Akhir")), 9);
    expect(fromEditor(after(state, act.insertToken("serapan")).doc).blocks[0]).toEqual({
      k: "p",
      line: [
        { k: "t", text: "Serapan " },
        { k: "token", name: "serapan" },
      ],
    });
    const kinds = (next: EditorState) => fromEditor(next.doc).blocks.map((block) => block.k);
    expect(kinds(after(state, act.insertBlock(act.emptyTable())))).toEqual(["p", "table", "p"]);
    expect(kinds(after(state, act.insertPicture(hash, "Jembatan")))).toEqual(["p", "img", "p"]);
  });

  it("add and drop rows and columns of a table", () => {
    const state = selecting(docOf(act.emptyTable()), 4);
    const sizes = (next: EditorState) => {
      const [block] = fromEditor(next.doc).blocks;
      return block?.k === "table" ? [block.rows.length, block.rows[0]?.length] : [];
    };
    expect(sizes(state)).toEqual([3, 3]);
    expect(sizes(after(state, act.tableActs.rowBelow))).toEqual([4, 3]);
    expect(sizes(after(state, act.tableActs.columnAfter))).toEqual([3, 4]);
    expect(sizes(after(state, act.tableActs.dropColumn))).toEqual([3, 2]);
    expect(sizes(after(state, act.tableActs.dropTable))).toEqual([]);
  });

  it("find a figure by any words of its name and place", () => {
    const figure = (name: string, label: string, place: string) => ({ name, label, place, shown: "1" });
    const all = [figure("serapan", "Serapan", ""), figure("p/k.2.capaian", "Capaian", "Penerima: Ibu hamil")];
    expect(found(all, "hamil capai").map((each) => each.name)).toEqual(["p/k.2.capaian"]);
    expect(found(all, "")).toHaveLength(2);
  });
});
