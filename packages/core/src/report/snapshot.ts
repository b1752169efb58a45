import type { CellRef, StepKind } from "../approval/schema.ts";
import type { Content, FormerLabels } from "./content.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import type { Seal } from "../signing/schema.ts";
import type { Deed } from "./schema.ts";

/** The signer as of the moment of signing: a later change of name, rank or post never reaches a snapshot. */
export type SnapshotSigner = Deed & {
  readonly nip: string | null;
  readonly rank: string | null;
  /** Title of the post without its prefix, such as "Kepala Dinas Kesehatan". */
  readonly post: string | null;
  readonly holding: "definitif" | "plt" | "plh" | "pj" | null;
  /** Number of the SK. */
  readonly decree: string | null;
  /** The recorded exception of the authority, when separation of duties was lifted for this signature. */
  readonly exception: string | null;
};

/** What stands below a name in a block of signatures; snapshots before November 2026 have it of the signer only. */
type Ranked = { readonly nip?: string | null; readonly rank?: string | null };

/** One step of the chain as it was decided in the round that was signed. */
export type SnapshotDecision = {
  readonly step: string;
  readonly label: string;
  readonly kind: StepKind;
  readonly how: "passed" | "skipped" | "kept";
  readonly by: readonly (Pick<Deed, "name" | "hat" | "at"> & Ranked)[];
  /** What the condition saw when it skipped the step. */
  readonly facts: Readonly<Record<string, string | null>> | null;
};

export type SnapshotFinding = {
  readonly text: string;
  readonly refs: readonly CellRef[];
  readonly response: string | null;
  readonly closed: boolean;
};

/** A file that supports the report, by its hash, as it was called when it was signed. */
export type SnapshotFile = {
  readonly hash: string;
  readonly name: string;
  /** The kind of evidence of the template that it is meant for; null = none in particular. */
  readonly requirement: string | null;
  /** The row that it belongs to; null = the whole report. */
  readonly row: string | null;
};

/**
 * What a signature covers, as one whole: canonical JSON of this is hashed, sealed and kept for ever. Everything that
 * will be printed stands in it, so that a document never depends on what was changed afterwards.
 */
export type Snapshot = {
  readonly format: 2;
  readonly report: string;
  readonly version: number;
  readonly tenant: {
    readonly name: string;
    readonly short: string;
    readonly area: "kabupaten" | "kota" | "provinsi";
    readonly capital: string;
    readonly contact: string;
    readonly zone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
    readonly demo: boolean;
  };
  readonly unitName: string;
  /** Name of the OPD above the unit, when the unit is not one itself (a Bagian under Setda). */
  readonly parentName: string | null;
  readonly period: string;
  readonly template: { readonly id: string; readonly name: string; readonly n: number; readonly hash: string };
  readonly chain: { readonly id: string; readonly n: number; readonly label: string };
  readonly content: Content;
  readonly contentHash: string;
  readonly submitted: (Deed & Ranked) | null;
  readonly acted: Readonly<Record<string, readonly string[]>>;
  readonly decisions: readonly SnapshotDecision[];
  readonly memo: (Deed & { readonly text: string; readonly findings: readonly SnapshotFinding[] }) | null;
  readonly signer: SnapshotSigner;
  /** Names of the files that the content names by hash. Absent in snapshots before November 2026. */
  readonly files?: readonly SnapshotFile[];
  readonly correction: { readonly of: number; readonly reason: string; readonly changed: number } | null;
};

/** What is printed of a report: its snapshot, or of a draft the same as far as it exists. */
export type Printed = Omit<Snapshot, "signer" | "contentHash" | "correction"> & {
  readonly signer: SnapshotSigner | null;
  readonly contentHash: string | null;
  /** `changed` is counted when it is signed. */
  readonly correction: { readonly of: number; readonly reason: string; readonly changed: number | null } | null;
};

/** What a writer of documents gets to print. */
export type DocumentContent = {
  readonly snapshot: Printed;
  /** The template version that the snapshot names. */
  readonly definition: TemplateDefinition;
  /** null for a draft. */
  readonly snapshotHash: string | null;
  /** Address and code of the verification page; null for a draft, which carries a watermark and no code. */
  readonly verification: { readonly url: string; readonly code: string } | null;
  readonly seal: Pick<Seal, "by" | "algorithm" | "keyId" | "at"> | null;
  readonly paper: "A4" | "F4";
  /** Bytes of the pictures that its texts show, by their hash; each stands in the snapshot among the evidence. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>;
  /** What fields of rows that are gone were called, by `formerKey`. */
  readonly former?: FormerLabels;
  /** Of a draft: when it was printed (ISO 8601) and for whom. */
  readonly printed?: { readonly at: string; readonly by: string };
  /** An example for those who design the layout: marked as such, with blocks as if it were signed, and no code. */
  readonly specimen?: boolean;
};
