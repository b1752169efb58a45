import { allow, type Decision, refuse } from "../../kernel/decision.ts";
import type { Hole } from "../holes.ts";
import { isSasaran } from "../rules.ts";
import { promisesOf } from "./content.ts";
import {
  indicatorWithoutTarget,
  nothingOwned,
  sameParties,
  sasaranWithoutIndicator,
  superiorMissing,
  wrongState,
} from "./failures.ts";
import type { AgreementContent, AgreementState } from "./schema.ts";

export const STATE_WORDS: Readonly<Record<AgreementState, string>> = {
  draft: "disusun",
  offered: "menunggu tanda tangan atasan",
  signed: "sudah ditandatangani kedua pihak",
  superseded: "digantikan perjanjian kinerja perubahan",
};

/** What keeps an agreement from being signed, each with the place in the tree where it is mended. */
export function gapsOf({ scope }: Pick<AgreementContent, "scope">): readonly Hole[] {
  const bare = scope
    .filter(({ level, indicators }) => isSasaran(level) && indicators.length === 0)
    .map(({ level, ref, text }): Hole => ({ kind: "no-indicator", level, node: ref, indicator: null, text }));
  const aimless = promisesOf(scope)
    .filter(({ target }) => target === null)
    .flatMap(({ ref, text }): Hole[] => {
      const node = scope.find(({ indicators }) => indicators.some((each) => each.ref === ref));
      return node ? [{ kind: "no-target", level: node.level, node: node.ref, indicator: idOf(ref), text }] : [];
    });
  return [...bare, ...aimless];
}

const idOf = (ref: string): string => ref.slice(ref.indexOf("/") + 1);

/**
 * Whether an agreement is fit to be signed: it promises something, every sasaran in it has an indicator, and every
 * indicator a target of the year.
 */
export function fit(content: Pick<AgreementContent, "scope" | "year" | "first">): Decision {
  if (content.scope.length === 0) return refuse(nothingOwned({ title: content.first.title }));
  const gaps = gapsOf(content);
  const bare = gaps.filter(({ kind }) => kind === "no-indicator");
  const [first] = bare;
  if (first) return refuse(sasaranWithoutIndicator({ node: first.node, text: first.text, more: bare.length - 1 }));
  const [aimless] = gaps;
  if (!aimless) return allow;
  const { indicator, text } = aimless;
  return refuse(indicatorWithoutTarget({ indicator: indicator ?? "", text, year: content.year }));
}

/** Posts that promise to the public, with nobody above them. */
const HEADS_OF_REGION: readonly string[] = ["pimpinan"];

/** Whether the parties can make an agreement: with a superior who is somebody else; the head of region alone. */
export function parties(
  { post, person }: { readonly post: string; readonly person: string },
  superior: { readonly person: string } | null,
): Decision {
  if (superior === null) return HEADS_OF_REGION.includes(post) ? allow : refuse(superiorMissing({}));
  return superior.person === person ? refuse(sameParties({})) : allow;
}

/** Whether an act is possible in a state. */
export const inState = (state: AgreementState, ...wanted: readonly AgreementState[]): Decision =>
  wanted.includes(state) ? allow : refuse(wrongState({ state: STATE_WORDS[state] }));
