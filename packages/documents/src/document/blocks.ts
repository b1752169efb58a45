import { formatDate, formatDateTime, formatNip } from "@selaras/core/kernel/format.ts";
import { localDate } from "@selaras/core/kernel/zone.ts";
import { HOLDING_PREFIX } from "@selaras/core/position/schema.ts";
import type { DocumentContent, Printed, SnapshotSigner } from "@selaras/core/report/snapshot.ts";
import { DEFAULT_SIGNERS, type PrintLayout, SIDES, type SignerBlock } from "@selaras/core/template/print.ts";
import { SOFT } from "../pdf/layout.ts";
import type { Style } from "../pdf/typeset.ts";
import { upper } from "./letterhead.ts";
import { words } from "./words.ts";

export type Line = {
  readonly text: string;
  readonly style: Style;
  readonly below?: number;
  readonly underlined?: boolean;
};

/** A block of signatures: what stands above the room for the signature, in it, and below it. */
export type Block = {
  readonly side: SignerBlock["side"];
  readonly above: readonly Line[];
  /** The code of the verification page, when the deed was done, or room to sign by hand. */
  readonly room: { readonly kind: "code" | "hand" } | { readonly kind: "deed"; readonly text: string };
  readonly below: readonly Line[];
  readonly isSigner: boolean;
};

/** Blocks of those who decided in the steps of a kind that stand in one column; of more both columns are taken. */
const COLUMN = 3;
export const PLAIN: Style = { size: 9.5 };
export const FINE: Style = { size: 8, colour: SOFT };
export const POST: Style = { ...PLAIN, face: "strong" };
const NAME: Style = { size: 10, face: "bold" };

const HELD = /^(?:plt|plh|pj)\.\s*/i;
const bareOf = (post: string): string => post.replace(HELD, "");
const heldIn = (hat: string): string => HELD.exec(hat)?.[0] ?? "";
/**
 * "Plh. KEPALA DINAS KESEHATAN,": capitals but for the way in which the post is held. A post that the layout names takes the
 * place of the title and never of that way: a Plh does not sign as if the post were held definitively.
 */
function postOf({ holding, post, hat }: SnapshotSigner, named?: string): string {
  const held = holding === null ? heldIn(hat ?? "") : HOLDING_PREFIX[holding];
  return `${held}${upper(bareOf(named ?? post ?? hat ?? ""))},`;
}
/** The same of a hat, which says itself how the post is held. */
export const hatOf = (hat: string): string => `${heldIn(hat)}${upper(bareOf(hat))},`;
/** The same of whoever decided in a hat, in a block for which the layout names a post. */
const namedHatOf = (named: string | undefined, hat: string | null): string =>
  hatOf(named === undefined ? (hat ?? "") : hat === null ? named : heldIn(hat) + bareOf(named));

function placeLines({ capital }: { readonly capital: string }, date: string, how: PrintLayout["place"]): Line[] {
  const { place, statedIn, statedOn } = words.signature;
  const lines = how === "stated" ? [statedIn(capital), statedOn(date)] : [place(capital, date)];
  return lines.map((text) => ({ text, style: PLAIN }));
}

export type Named = { readonly name: string; readonly nip?: string | null; readonly rank?: string | null };
/** Name, rank and NIP as they stand below a signature. */
export const nameLines = ({ name, rank, nip }: Named): readonly Line[] => [
  { text: name, style: NAME, below: 2, underlined: true },
  ...(rank ? [{ text: rank, style: PLAIN }] : []),
  ...(nip ? [{ text: words.signature.nip(formatNip(nip)), style: { ...PLAIN, figures: true } }] : []),
];

const aboveLine = ({ above }: SignerBlock): readonly Line[] => (above ? [{ text: above, style: PLAIN }] : []);
export const unsigned = (text: string): readonly Line[] => [{ text, style: { ...PLAIN, colour: SOFT } }];

/** Whether the block of the signer names somebody: a draft never does. */
const isSigned = ({ verification, specimen }: DocumentContent): boolean => verification !== null || specimen === true;

function signerBlock(content: DocumentContent, asked: SignerBlock): Block {
  const { signer, tenant } = content.snapshot;
  const { signature: word } = words;
  const layout = content.definition.print;
  const given = isSigned(content) ? signer : null;
  const date = given ? formatDate(localDate(given.at, tenant.zone)) : word.open;
  const post = given ? postOf(given, asked.post) : asked.post ? hatOf(asked.post) : word.signer;
  const above = [...placeLines(tenant, date, layout?.place), ...aboveLine(asked), { text: post, style: POST }];
  const kept = { side: asked.side, above, isSigner: true } as const;
  if (!given) return { ...kept, room: { kind: "hand" }, below: unsigned(word.unsigned) };
  const { decree, holding, exception } = given;
  const standsIn = holding !== null && holding !== "definitif";
  const below = [
    ...nameLines(given),
    ...(standsIn && decree !== null ? [{ text: word.decree(decree), style: { ...PLAIN, size: 8.5 } }] : []),
    ...(exception === null ? [] : [{ text: word.exception(exception), style: FINE }]),
  ];
  return { ...kept, room: { kind: "code" }, below };
}

type Deeds = readonly (Named & { readonly hat: string | null; readonly at: string })[];

function deedsOf({ submitted, decisions }: Printed, who: SignerBlock["who"]): Deeds {
  if (who === "author") return submitted ? [submitted] : [];
  return decisions.filter(({ kind }) => kind === who).flatMap(({ by }) => by);
}

/** The blocks of those who wrote or decided before the signature. Where nobody did in a signed report there is none. */
function deedBlocks(content: DocumentContent, asked: SignerBlock): readonly Block[] {
  const { side, who, post } = asked;
  const { signature: word } = words;
  const deeds = deedsOf(content.snapshot, who);
  const kept = { side, isSigner: false } as const;
  if (deeds.length === 0) {
    if (isSigned(content) || who === "signer" || who === "by-hand") return [];
    const above = [...aboveLine(asked), { text: post ? hatOf(post) : word.roles[who], style: POST }];
    return [{ ...kept, above, room: { kind: "hand" }, below: unsigned(word.undecided) }];
  }
  return deeds.map(({ hat, at, ...named }, index) => {
    const when = formatDateTime(at, content.snapshot.tenant.zone);
    const above = [...aboveLine(asked), { text: namedHatOf(post, hat), style: POST }];
    const text = who === "author" ? word.sent(when) : word.agreed(when);
    const place = deeds.length <= COLUMN ? side : (SIDES[index % SIDES.length] ?? side);
    return { side: place, isSigner: false, above, room: { kind: "deed", text }, below: nameLines(named) };
  });
}

function handBlock(asked: SignerBlock): Block {
  const above = [...aboveLine(asked), { text: hatOf(asked.post ?? ""), style: POST }];
  const below = [{ text: words.signature.open, style: PLAIN }];
  return { side: asked.side, above, room: { kind: "hand" }, below, isSigner: false };
}

/**
 * The blocks of a document in the order of its layout, in sets that stand below each other. Within a set the blocks of a side
 * stand below each other; a team that takes both sides is a set of its own.
 */
export function blocksOf(content: DocumentContent): readonly (readonly Block[])[] {
  const sets: (readonly Block[])[] = [];
  let open: Block[] = [];
  for (const asked of content.definition.print?.signers ?? DEFAULT_SIGNERS) {
    const blocks = blocksFor(content, asked);
    if (blocks.length <= COLUMN) open.push(...blocks);
    else {
      sets.push(open, blocks);
      open = [];
    }
  }
  return [...sets, open];
}

function blocksFor(content: DocumentContent, asked: SignerBlock): readonly Block[] {
  if (asked.who === "signer") return [signerBlock(content, asked)];
  return asked.who === "by-hand" ? [handBlock(asked)] : deedBlocks(content, asked);
}
