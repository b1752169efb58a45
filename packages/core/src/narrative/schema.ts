import * as v from "valibot";
import { Sha256 } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";

/**
 * A text with headings, lists, tables, pictures and live figures, as it lies in a cell: a tree of a few kinds, closed.
 * It is no HTML, so nothing in it can ever be run: every reader builds its own elements from it (decision 0038).
 */
export const MARKS = ["b", "i", "u"] as const;
export type Mark = (typeof MARKS)[number];

/** Only https, without a name or password before the host, and short enough to be read. */
export const Address = v.pipe(
  v.string(),
  v.maxLength(LIMITS.linkCharacters),
  v.regex(/^https:\/\/[\p{L}\p{N}.-]+(?::\d{1,5})?(?:[/?#][^\s<>"'`\\]*)?$/u),
);

/** Name of a figure of the report (`serapan`) or of a field of one row (`penerima/k.2.capaian`). */
export const TokenName = v.pipe(
  v.string(),
  v.regex(/^(?:[a-z][a-z0-9-]{0,29}\/[A-Za-z0-9._-]{1,60}\.)?[a-z][a-z0-9_]{0,39}$/),
);

const Text = v.strictObject({
  k: v.literal("t"),
  text: v.pipe(v.string(), v.minLength(1)),
  marks: v.exactOptional(v.pipe(v.array(v.picklist(MARKS)), v.minLength(1), v.maxLength(3))),
  href: v.exactOptional(Address),
});
const Token = v.strictObject({ k: v.literal("token"), name: TokenName });
const Break = v.strictObject({ k: v.literal("br") });
const Inline = v.variant("k", [Text, Token, Break]);
export type Inline = v.InferOutput<typeof Inline>;
const Line = v.array(Inline);
export type Line = readonly Inline[];

/** An entry of a list, with the list that hangs below it. */
export type Item = { readonly line: Line; readonly below?: List };
export type List = { readonly k: "ul" | "ol"; readonly items: readonly Item[] };
const listWith = <const E extends v.ObjectEntries>(below: E) =>
  v.strictObject({
    k: v.picklist(["ul", "ol"]),
    items: v.pipe(v.array(v.strictObject({ line: Line, ...below })), v.minLength(1)),
  });
/** Three levels, written out: nothing nests without end. */
const Third = listWith({});
const Second = listWith({ below: v.exactOptional(Third) });
const First = listWith({ below: v.exactOptional(Second) });
/** Levels that a list may have. */
export const LIST_LEVELS = 3;

/** A cell of a table: lines below each other. */
const TableCell = v.strictObject({
  head: v.exactOptional(v.literal(true)),
  lines: v.pipe(v.array(Line), v.minLength(1), v.maxLength(20)),
});
export type TableCell = { readonly head?: true; readonly lines: readonly Line[] };
const TableRow = v.pipe(v.array(TableCell), v.minLength(1), v.maxLength(LIMITS.richTableColumns));
const Table = v.pipe(
  v.strictObject({
    k: v.literal("table"),
    rows: v.pipe(v.array(TableRow), v.minLength(1), v.maxLength(LIMITS.richTableRows)),
  }),
  v.check(({ rows }) => rows.every((row) => row.length === rows[0]?.length)),
);
const Paragraph = v.strictObject({ k: v.picklist(["p", "h1", "h2"]), line: Line });
type Paragraph = { readonly k: "p" | "h1" | "h2"; readonly line: Line };
/** A picture among the report's own evidence files, by the hash of the file; never an address. */
const Picture = v.strictObject({
  k: v.literal("img"),
  hash: Sha256,
  alt: v.pipe(v.string(), v.maxLength(LIMITS.pictureTextCharacters)),
});

export const RichDocument = v.strictObject({
  rich: v.literal(1),
  blocks: v.pipe(v.array(v.union([Paragraph, First, Table, Picture])), v.maxLength(LIMITS.richBlocks)),
});
export type Table = { readonly k: "table"; readonly rows: readonly (readonly TableCell[])[] };
export type Block = Paragraph | List | Table | v.InferOutput<typeof Picture>;
export type RichText = { readonly rich: 1; readonly blocks: readonly Block[] };
