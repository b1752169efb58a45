import type { DocumentContent } from "@selaras/core/report/snapshot.ts";
import { LINE, SOFT } from "../pdf/layout.ts";
import type { Paper } from "../pdf/paper.ts";
import { lineHeight, type Style } from "../pdf/typeset.ts";
import { words } from "./words.ts";

const ALGORITHMS: Readonly<Record<string, string>> = { ECDSA_SHA_256: "ECDSA P-256 dengan SHA-256" };
const INSET = 8;
const VALUE: Style = { size: 7.5, figures: true };
const LABEL: Style = { size: 7, colour: SOFT };

/** In groups of five, as people read a code out. */
const grouped = (code: string): string => code.match(/.{1,5}/g)?.join(" ") ?? code;

/** How the document can be proven. A sentence on BSrE stands only where BSrE has signed. */
function proof({
  seal,
  snapshot,
  snapshotHash,
  verification,
}: DocumentContent): readonly (readonly [string, string])[] {
  const { proof: word } = words;
  if (verification === null) return [];
  return [
    [word.check, verification.url],
    [word.code, grouped(verification.code)],
    ...(snapshot.contentHash === null ? [] : [[word.content, snapshot.contentHash] as const]),
    ...(snapshotHash === null ? [] : [[word.snapshot, snapshotHash] as const]),
    [
      word.seal,
      seal === null
        ? word.unsealed
        : seal.by === "bsre"
          ? word.bsre(seal.keyId)
          : word.internal(ALGORITHMS[seal.algorithm] ?? seal.algorithm, seal.keyId),
    ],
  ];
}

const linesOf = (paper: Paper, content: DocumentContent, width: number) =>
  proof(content).map(([name, value]) => ({ name, lines: paper.type.lines(value, width - 2 * INSET, VALUE) }));

/** Height of the box in so much width; 0 where there is nothing to prove. */
export function heightOfPanel(paper: Paper, content: DocumentContent, width: number): number {
  const pairs = linesOf(paper, content, width);
  if (pairs.length === 0) return 0;
  return 28 + pairs.reduce((sum, { lines }) => sum + lineHeight(LABEL) + lines.length * lineHeight(VALUE) + 2, 0);
}

/** The box that says how to prove the document. */
export function drawPanel(paper: Paper, content: DocumentContent, left: number, top: number, width: number): void {
  const height = heightOfPanel(paper, content, width);
  paper.ornament(() => {
    paper.doc.roundedRect(left, top, width, height, 3).lineWidth(0.6).strokeColor(LINE).stroke();
  });
  const x = left + INSET;
  const inner = width - 2 * INSET;
  let y = top + 7;
  const title: Style = { size: 8.5, face: "strong" };
  paper.element("P", () => void paper.type.set([words.proof.title], x, y, inner, title));
  y += lineHeight(title) + 3;
  for (const { name, lines } of linesOf(paper, content, width)) {
    const here = y;
    paper.element("P", () => {
      const next = paper.type.set([name], x, here, inner, LABEL);
      y = paper.type.set(lines, x, next, inner, VALUE) + 2;
    });
  }
}
