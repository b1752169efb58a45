import type { EvidenceRequirement, TemplateDefinition } from "../template/schema.ts";

/* Which kinds of evidence a template wants, what is there of them, and what keeps a report from being sent. */

type Filed = { readonly requirement?: string };
type Sections = Pick<TemplateDefinition, "sections">;

/** A kind of evidence with the files that name it. */
export type WantedEvidence = EvidenceRequirement & { readonly found: number; readonly met: boolean };

/** What one section of evidence has of what it wants. */
export type EvidenceShare = {
  readonly section: string;
  readonly wanted: readonly WantedEvidence[];
  /** Weight of the kinds that are met, of all weight, in whole percent rounded down: 79,9 is not yet 80. */
  readonly percent: number;
  /** The share that is asked for, when it is not reached. */
  readonly below: { readonly least: number; readonly severity: "block" | "warn" } | null;
};

/** One thing that keeps a report from being sent. */
export type EvidenceLack =
  | { readonly kind: "files"; readonly minimum: number }
  | { readonly kind: "mandatory"; readonly missing: readonly WantedEvidence[] }
  | {
      readonly kind: "share";
      readonly percent: number;
      readonly least: number;
      readonly missing: readonly WantedEvidence[];
    };

/** Kinds without any weight count the same: who leaves all weights at zero has not said that nothing counts. */
function percentOf(wanted: readonly WantedEvidence[]): number {
  const weighty = wanted.some(({ weight }) => weight > 0);
  const weigh = (some: readonly WantedEvidence[]) => some.reduce((n, { weight }) => n + (weighty ? weight : 1), 0);
  return Math.floor((weigh(wanted.filter(({ met }) => met)) * 100) / weigh(wanted));
}

/**
 * The sections of evidence that want kinds, each with what is there. A kind counts when it has its minimum of files, not
 * by parts; a file that names no kind, or one that the template has no more, counts for none.
 */
export const evidenceShares = ({ sections }: Sections, files: readonly Filed[]): readonly EvidenceShare[] =>
  sections.flatMap((section) => {
    if (section.kind !== "evidence" || !section.requirements?.length) return [];
    const wanted = section.requirements.map((each) => {
      const found = files.filter(({ requirement }) => requirement === each.id).length;
      return { ...each, found, met: found >= each.minimum };
    });
    const percent = percentOf(wanted);
    const { completeness } = section;
    const below = completeness && percent < completeness.least ? completeness : null;
    return [{ section: section.id, wanted, percent, below }];
  });

/** What keeps a report from being sent, in the order in which it is told; empty when its evidence is enough. */
export function evidenceLacks(definition: Sections, files: readonly Filed[]): readonly EvidenceLack[] {
  const minimum = definition.sections.reduce(
    (most, section) => (section.kind === "evidence" ? Math.max(most, section.minimum) : most),
    0,
  );
  const shares = evidenceShares(definition, files);
  const missing = shares.flatMap(({ wanted }) => wanted.filter(({ mandatory, met }) => mandatory && !met));
  const short = shares.flatMap(({ wanted, percent, below }) =>
    below?.severity === "block"
      ? [{ kind: "share" as const, percent, least: below.least, missing: wanted.filter(({ met }) => !met) }]
      : [],
  );
  return [
    ...(files.length < minimum ? [{ kind: "files" as const, minimum }] : []),
    ...(missing.length > 0 ? [{ kind: "mandatory" as const, missing }] : []),
    ...short,
  ];
}

/** Whether a template wants evidence of this kind. */
export const wantsEvidence = ({ sections }: Sections, requirement: string): boolean =>
  sections.some(
    (section) => section.kind === "evidence" && section.requirements?.some(({ id }) => id === requirement) === true,
  );
