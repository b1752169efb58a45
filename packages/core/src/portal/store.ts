import { publicEntity } from "../db/entity.ts";
import type { ReportFigure } from "../template/schema.ts";
import type { Label, PublicCard, PublicProof, PublicTenant, Status } from "./schema.ts";

type Stamped = { readonly stamp: number };

/** The face of a tenant; its partition also lists units and templates: one query for everything but the figures. */
export const Faces = publicEntity<Omit<PublicTenant, "id"> & Stamped>({
  entity: "publicface",
  attributes: {
    name: "string",
    short: "string",
    area: "string",
    zone: "string",
    brand: "string",
    capital: "string",
    contact: "string",
    demo: "boolean",
    stamp: "number",
  },
  key: { pk: "public#${tenant}#home", sk: "a" },
});

export type PublicUnitRecord = Stamped & {
  readonly unit: string;
  readonly name: string;
  readonly short: string;
  readonly kind: string;
  readonly opd: boolean;
};
export const Units = publicEntity<PublicUnitRecord>({
  entity: "publicunit",
  attributes: { unit: "string", name: "string", short: "string", kind: "string", opd: "boolean", stamp: "number" },
  key: { pk: "public#${tenant}#home", sk: "unit#${unit}" },
});

/** A template with its public labels and the units expected to publish it, per year. */
export type PublicTemplateRecord = Stamped & {
  readonly template: string;
  readonly year: string;
  readonly name: string;
  readonly short: string;
  readonly labels: readonly Label[];
  /** Formulas of the figures, so that a total is always a ratio of sums. */
  readonly figures: readonly ReportFigure[];
  readonly assignments: readonly { readonly unit: string; readonly from: string; readonly until: string | null }[];
};
export const Templates = publicEntity<PublicTemplateRecord>({
  entity: "publictemplate",
  attributes: {
    template: "string",
    year: "string",
    name: "string",
    short: "string",
    labels: "any",
    figures: "any",
    assignments: "any",
    stamp: "number",
  },
  key: { pk: "public#${tenant}#home", sk: "template#${year}#${template}" },
});

/** `snapshot`: what the card was made of, so that a later month can be told when it counted an earlier version. */
export type PublicCardRecord = PublicCard & Stamped & { readonly year: string; readonly snapshot: string };
export const Cards = publicEntity<PublicCardRecord>({
  entity: "publiccard",
  attributes: {
    template: "string",
    year: "string",
    period: "string",
    unit: "string",
    unitName: "string",
    version: "number",
    status: "string",
    onTime: "any",
    publishedAt: "string",
    snapshot: "string",
    figures: "any",
    stamp: "number",
  },
  key: { pk: "public#${tenant}#year#${year}", sk: "${template}#${period}#${unit}" },
});

/** One published version, its face packed: up to 300 rows stay far below the limit of an item. */
export type PublicPageRecord = Stamped & {
  readonly template: string;
  readonly period: string;
  readonly unit: string;
  readonly version: number;
  readonly status: Status;
  readonly publishedAt: string;
  readonly correcting: boolean;
  readonly supersededBy: number | null;
  readonly withdrawn: string | null;
  readonly correction: { readonly of: number; readonly reason: string } | null;
  readonly code: string | null;
  readonly document: PublicProof["document"];
  readonly seal: PublicProof["seal"];
  readonly body: Uint8Array;
};
export const Pages = publicEntity<PublicPageRecord>({
  entity: "publicpage",
  attributes: {
    template: "string",
    period: "string",
    unit: "string",
    version: "number",
    status: "string",
    publishedAt: "string",
    correcting: "boolean",
    supersededBy: "any",
    withdrawn: "any",
    correction: "any",
    code: "any",
    document: "any",
    seal: "any",
    body: "any",
    stamp: "number",
  },
  key: { pk: "public#${tenant}#report#${template}.${period}.${unit}", sk: "v#${version}" },
});

/** From the SHA-256 of a code to the version that bears it. Written with publication: no other code is in here. */
export type PublicCodeRecord = Stamped &
  Pick<PublicPageRecord, "template" | "period" | "unit" | "version"> & { readonly codeHash: string };
export const Codes = publicEntity<PublicCodeRecord>({
  entity: "publicverify",
  attributes: {
    codeHash: "string",
    template: "string",
    period: "string",
    unit: "string",
    version: "number",
    stamp: "number",
  },
  key: { pk: "public#${tenant}#verify#${codeHash}", sk: "a" },
});
