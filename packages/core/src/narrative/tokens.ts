import type { Inline, Line, RichText } from "./schema.ts";

/** `{serapan}` and `{penerima/k.2.capaian}` as one types them. */
const TYPED = /\{((?:[a-z][a-z0-9-]{0,29}\/[A-Za-z0-9._-]{1,60}\.)?[a-z][a-z0-9_]{0,39})\}/g;

/** A line in which every name in braces has become a live figure. */
export const withTokens = (line: Line): Line =>
  line.flatMap((each): Inline[] => {
    if (each.k !== "t") return [each];
    const parts = each.text.split(TYPED);
    return parts.flatMap((part, index): Inline[] =>
      index % 2 === 1 ? [{ k: "token", name: part }] : part === "" ? [] : [{ ...each, text: part }],
    );
  });

/** The same for text without looks, whose blocks are paragraphs. */
export const withTypedTokens = ({ blocks }: RichText): RichText => ({
  rich: 1,
  blocks: blocks.map((block) => (block.k === "p" ? { k: "p", line: withTokens(block.line) } : block)),
});
