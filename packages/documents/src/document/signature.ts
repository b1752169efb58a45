import { formatDate, formatNip } from "@selaras/core/kernel/format.ts";
import { localDate } from "@selaras/core/kernel/zone.ts";
import { HOLDING_PREFIX } from "@selaras/core/position/schema.ts";
import type { DocumentContent, SnapshotSigner } from "@selaras/core/report/snapshot.ts";
import { encode } from "uqr";
import { INK, LINE, SOFT } from "../pdf/layout.ts";
import type { Paper } from "../pdf/paper.ts";
import { lineHeight, type Style } from "../pdf/typeset.ts";
import { upper } from "./letterhead.ts";
import { words } from "./words.ts";

/** About 27 mm: a phone reads it from paper at arm's length. */
const QR = 76;
/** White around the code, which a reader needs to find it. */
const QUIET = 9;
const ABOVE = 12;
/** Room for a signature by hand on a draft. */
const BY_HAND = 52;

type Line = { readonly text: string; readonly style: Style; readonly below?: number; readonly underlined?: boolean };

const PLAIN: Style = { size: 9.5 };
const FINE: Style = { size: 8, colour: SOFT };

/** "Plh. KEPALA DINAS KESEHATAN,": capitals but for the way in which the post is held. */
export function postOf({ holding, post, hat }: SnapshotSigner): string {
  const bare = (post ?? hat ?? "").replace(/^(?:plt|plh|pj)\.\s*/i, "");
  return `${HOLDING_PREFIX[holding ?? "definitif"]}${upper(bare)},`;
}

function above({ snapshot, verification }: DocumentContent): readonly Line[] {
  const { signer, tenant } = snapshot;
  const place = words.signature;
  const isSigned = verification !== null && signer !== null;
  const date = isSigned ? formatDate(localDate(signer.at, tenant.zone)) : place.open;
  return [
    { text: place.place(tenant.capital, date), style: PLAIN },
    { text: isSigned ? postOf(signer) : place.signer, style: { ...PLAIN, face: "strong" } },
  ];
}

function below({ snapshot, verification }: DocumentContent): readonly Line[] {
  const { signer } = snapshot;
  const word = words.signature;
  if (verification === null || signer === null) return [{ text: word.unsigned, style: { ...PLAIN, colour: SOFT } }];
  const { name, rank, nip, decree, holding, exception } = signer;
  const standsIn = holding !== null && holding !== "definitif";
  return [
    { text: name, style: { size: 10, face: "bold" }, below: 2, underlined: true },
    ...(rank === null ? [] : [{ text: rank, style: PLAIN }]),
    ...(nip === null ? [] : [{ text: word.nip(formatNip(nip)), style: { ...PLAIN, figures: true } }]),
    ...(standsIn && decree !== null ? [{ text: word.decree(decree), style: { ...PLAIN, size: 8.5 } }] : []),
    ...(exception === null ? [] : [{ text: word.exception(exception), style: FINE }]),
  ];
}

const ALGORITHMS: Readonly<Record<string, string>> = { ECDSA_SHA_256: "ECDSA P-256 dengan SHA-256" };

/** In groups of five, as people read a code out. */
export const grouped = (code: string): string => code.match(/.{1,5}/g)?.join(" ") ?? code;

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

function qr(paper: Paper, text: string, x: number, y: number): void {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const dot = QR / size;
  const draw = (): void => {
    for (const [row, line] of data.entries()) {
      // Neighbours are drawn as one, so that no hair of white runs between them.
      let from = -1;
      for (const [column, dark] of [...line, false].entries()) {
        if (dark && from < 0) from = column;
        if (!dark && from >= 0) {
          paper.doc.rect(x + from * dot, y + row * dot, (column - from) * dot, dot * 1.02);
          from = -1;
        }
      }
    }
    paper.doc.fillColor("#000000").fill();
  };
  paper.element("Figure", draw, undefined, { alt: words.signature.qr(text) });
}

/** Where the parts of the block stand, and how high it is. */
function measured(paper: Paper, content: DocumentContent) {
  const half = paper.width / 2;
  const x = paper.left + half;
  const lines = (list: readonly Line[]) =>
    list.map((line) => ({ ...line, lines: paper.type.lines(line.text, half, line.style) }));
  const [upside, underside] = [lines(above(content)), lines(below(content))];
  const heightOf = (list: ReturnType<typeof lines>): number =>
    list.reduce((sum, { lines: own, style, below: gap = 0 }) => sum + own.length * lineHeight(style) + gap, 0);
  const space = content.verification === null ? BY_HAND : QR + 2 * QUIET;
  const signed = heightOf(upside) + space + heightOf(underside);
  const panelWidth = half - 22;
  const style: Style = { size: 7.5, figures: true };
  const label: Style = { size: 7, colour: SOFT };
  const pairs = proof(content).map(([name, value]) => ({
    name,
    lines: paper.type.lines(value, panelWidth - 16, style),
  }));
  const panel =
    pairs.length === 0
      ? 0
      : 28 + pairs.reduce((sum, pair) => sum + lineHeight(label) + pair.lines.length * lineHeight(style) + 2, 0);
  return { half, x, upside, underside, space, pairs, panelWidth, panel, style, label, signed };
}

/** Height that the block needs on one page, with the room above it. */
export function heightOfSignature(paper: Paper, content: DocumentContent): number {
  const { signed, panel } = measured(paper, content);
  return ABOVE + Math.max(signed, panel) + 8;
}

/** The block of the signature on the right half of the page, and how to prove the document on the left. */
export function signature(paper: Paper, content: DocumentContent): void {
  const at = measured(paper, content);
  const { verification, seal } = content;
  const top = paper.y + ABOVE;
  const set = (list: typeof at.upside, from: number): number => {
    let y = from;
    for (const { lines, style, below: gap = 0, underlined } of list) {
      const here = y;
      paper.element("P", () => {
        y = paper.type.set(lines, at.x, here, at.half, style) + gap;
      });
      if (underlined === true) underline(paper, lines, at.x, here, style);
    }
    return y;
  };
  const y = set(at.upside, top);
  if (verification !== null) {
    qr(paper, verification.url, at.x, y + QUIET);
    const made = seal?.by === "bsre" ? words.signature.bsreMade : words.signature.made;
    const beside = at.x + QR + QUIET + 3;
    const width = at.half - QR - QUIET - 3;
    const lines = paper.type.lines(made, Math.min(width, 96), FINE);
    const middle = y + QUIET + QR / 2 - (lines.length * lineHeight(FINE)) / 2;
    paper.element("P", () => void paper.type.set(lines, beside, middle, width, FINE));
  }
  set(at.underside, y + at.space);
  if (at.panel > 0) panel(paper, at, top);
  paper.y = top + Math.max(at.signed, at.panel) + 8;
}

function underline(paper: Paper, lines: readonly string[], x: number, y: number, style: Style): void {
  paper.ornament(() => {
    for (const [index, line] of lines.entries()) {
      const base = y + index * lineHeight(style) + style.size * 1.17;
      paper.doc.moveTo(x, base).lineTo(x + paper.type.natural(line, style), base);
      paper.doc.lineWidth(0.7).strokeColor(INK).stroke();
    }
  });
}

function panel(paper: Paper, at: ReturnType<typeof measured>, top: number): void {
  paper.ornament(() => {
    paper.doc.roundedRect(paper.left, top, at.panelWidth, at.panel, 3).lineWidth(0.6).strokeColor(LINE).stroke();
  });
  const x = paper.left + 8;
  const width = at.panelWidth - 16;
  let y = top + 7;
  const title: Style = { size: 8.5, face: "strong" };
  paper.element("P", () => void paper.type.set([words.proof.title], x, y, width, title));
  y += lineHeight(title) + 3;
  for (const { name, lines } of at.pairs) {
    const here = y;
    paper.element("P", () => {
      const next = paper.type.set([name], x, here, width, at.label);
      y = paper.type.set(lines, x, next, width, at.style) + 2;
    });
  }
}
