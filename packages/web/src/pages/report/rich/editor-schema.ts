import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

/**
 * What the editor can hold: the closed tree of `core/narrative`, no more. Whatever is pasted goes through these rules,
 * in a document of its own in which nothing runs and nothing is fetched; what they do not name is words or nothing.
 */
const tables = tableNodes({ tableGroup: "block", cellContent: "paragraph+", cellAttributes: {} });

export const editorSchema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { group: "block", content: "inline*", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    heading: {
      group: "block",
      content: "inline*",
      defining: true,
      attrs: { level: { default: 1 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: n === 1 ? 1 : 2 } })),
      // The page has its own first and second headings.
      toDOM: (node) => [node.attrs["level"] === 1 ? "h3" : "h4", 0],
    },
    bullet_list: { group: "block", content: "list_item+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    ordered_list: { group: "block", content: "list_item+", parseDOM: [{ tag: "ol" }], toDOM: () => ["ol", 0] },
    list_item: {
      content: "paragraph (bullet_list | ordered_list)*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    ...tables,
    picture: {
      group: "block",
      atom: true,
      draggable: true,
      attrs: { hash: { default: "" }, alt: { default: "" } },
      parseDOM: [
        {
          tag: "figure[data-hash]",
          getAttrs: (element) => ({
            hash: element.getAttribute("data-hash") ?? "",
            alt: element.getAttribute("data-alt") ?? "",
          }),
        },
      ],
      toDOM: ({ attrs }) => ["figure", { "data-hash": String(attrs["hash"]), "data-alt": String(attrs["alt"]) }],
    },
    token: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { name: { default: "" } },
      parseDOM: [
        { tag: "span[data-token]", getAttrs: (element) => ({ name: element.getAttribute("data-token") ?? "" }) },
      ],
      toDOM: ({ attrs }) => ["span", { "data-token": String(attrs["name"]) }, `{${String(attrs["name"])}}`],
      leafText: ({ attrs }) => `{${String(attrs["name"])}}`,
    },
    hard_break: {
      group: "inline",
      inline: true,
      selectable: false,
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
      leafText: () => "\n",
    },
    text: { group: "inline" },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href^='https://']", getAttrs: (element) => ({ href: element.getAttribute("href") ?? "" }) }],
      toDOM: ({ attrs }) => ["a", { href: String(attrs["href"]), rel: "noopener noreferrer" }, 0],
    },
    bold: {
      parseDOM: [{ tag: "strong" }, { tag: "b" }],
      toDOM: () => ["strong", 0],
    },
    italic: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em", 0] },
    underline: { parseDOM: [{ tag: "u" }], toDOM: () => ["u", 0] },
  },
});
