import type { PeriodType } from "../kernel/period.ts";
import { tenantEntity } from "../db/entity.ts";
import type { Assignment, TemplateVersion } from "./schema.ts";

/** What becomes of drafts of reports on an older version: whether authors may move their own, and whether they may decline. */
export type DraftOffer = { readonly authors: boolean; readonly decline: boolean };
/** Who released a version and when; absent for what the operator published. */
type Release = { readonly at: string; readonly person: string; readonly name: string };

export type StoredVersion = TemplateVersion & {
  readonly number: string;
  readonly released?: Release;
  readonly offer?: DraftOffer;
};

export const Versions = tenantEntity<StoredVersion>({
  entity: "template",
  attributes: {
    template: "string",
    number: "string",
    n: "number",
    status: "string",
    hash: "string",
    name: "string",
    short: "string",
    family: "string",
    effectiveFrom: "string",
    chain: "any",
    released: "any",
    offer: "any",
  },
  key: { pk: "${tenant}#template#${template}", sk: "version#${number}" },
  opens: true,
});

export const versionNumber = (n: number): string => String(n).padStart(4, "0");
export const stored = (version: TemplateVersion): StoredVersion => ({ ...version, number: versionNumber(version.n) });

export const Assignments = tenantEntity<Assignment>({
  entity: "assignment",
  attributes: { template: "string", unit: "string", from: "string", until: "any", parts: "any" },
  key: { pk: "${tenant}#template#${template}", sk: "assign#${unit}#${from}" },
});

/** The templates of a tenant by name: a short list, asked for on many pages. */
export const Catalogue = tenantEntity<{
  readonly template: string;
  readonly name: string;
  readonly short: string;
  readonly family: string;
  readonly periodType: PeriodType;
}>({
  entity: "templatename",
  attributes: { template: "string", name: "string", short: "string", family: "string", periodType: "string" },
  key: { pk: "${tenant}#templates", sk: "${template}" },
});

export type DraftSaver = { readonly at: string; readonly person: string; readonly name: string };
/** A part of a draft as its head knows it: revision, who saved it, how much it holds. `gone` = a section that was taken out. */
export type PartMark = DraftSaver & {
  readonly rev: number;
  readonly label: string;
  readonly rows: number;
  readonly fields: number;
  readonly bytes: number;
  readonly gone?: true;
};
export type TrialMark = DraftSaver & {
  readonly testers: readonly string[];
  /** Revision and hash of the draft that is tried out. */
  readonly rev: number;
  readonly hash: string;
};
/** What is being worked on, one per template, apart from the versions, so that what reads those cannot meet it. */
export type DraftHead = {
  readonly template: string;
  readonly rev: number;
  readonly name: string;
  /** Who saved last, whatever part. */
  readonly by: DraftSaver;
  readonly parts: Readonly<Record<string, PartMark>>;
  /** Sections in their order. */
  readonly order: readonly string[];
  readonly trial: TrialMark | null;
};
export const Drafts = tenantEntity<DraftHead>({
  entity: "templatedraft",
  attributes: {
    template: "string",
    rev: "number",
    name: "string",
    by: "any",
    parts: "any",
    order: "any",
    trial: "any",
  },
  key: { pk: "${tenant}#templatedrafts", sk: "${template}" },
});

/** The content of a part (gzip). A whole definition of the largest size would not leave room in one item while it is worked on. */
export const DraftParts = tenantEntity<{
  readonly template: string;
  readonly part: string;
  readonly rev: number;
  readonly body: Uint8Array;
}>({
  entity: "templatepart",
  attributes: { template: "string", part: "string", rev: "number", body: "any" },
  key: { pk: "${tenant}#templatedraft#${template}", sk: "part#${part}" },
  opens: true,
});

/** A draft as its testers see it: it stays as it was while the draft goes on. */
export const Trials = tenantEntity<{
  readonly template: string;
  readonly testers: readonly string[];
  readonly hash: string;
  readonly body: Uint8Array;
}>({
  entity: "templatetrial",
  attributes: { template: "string", testers: "any", hash: "string", body: "any" },
  key: { pk: "${tenant}#templatedraft#${template}", sk: "trial" },
  opens: true,
});
