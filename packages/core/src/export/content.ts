import type { Agreement, AgreementContent } from "../cascade/agreement/schema.ts";
import type { Zone } from "../kernel/zone.ts";
import type { FormerLabels } from "../report/content.ts";
import type { DocumentContent } from "../report/snapshot.ts";
import type { ReportView } from "../report/schema.ts";
import type { BoardView, FiguresView, RegionView } from "../rollup/schema.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import type { PaperName } from "../tenant/schema.ts";
import type { KindName } from "./schema.ts";

/** Who asked for a file and when it was made: what every file says of itself. */
export type Made = {
  /** Number of the request. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Name of the person who asked, and the posts in whose reach the file was made. */
  readonly by: string;
  readonly hats: readonly string[];
  readonly tenant: { readonly name: string; readonly short: string; readonly zone: Zone; readonly demo: boolean };
};

/** The document of a signed report as it lies in the archive, byte by byte; before that a draft, to be printed. */
export type DocumentWanted =
  | { readonly stored: Uint8Array; readonly draft: null }
  | { readonly stored: null; readonly draft: DocumentContent };

/** A Perjanjian Kinerja with everything that stands on its paper. */
export type AgreementPrint = {
  readonly made: Made;
  readonly content: AgreementContent;
  readonly agreement: Agreement;
  /** Of what is printed: one version has one, whoever prints it. */
  readonly hash: string;
  /** On whose letterhead: the OPD of the official; null for the head of region. */
  readonly unitName: string | null;
  readonly contact: string;
  readonly paper: PaperName;
};

/** Everything that a file of each kind shows, read within the reach of whoever asked. */
export type Contents = {
  readonly report: {
    readonly made: Made;
    readonly report: ReportView;
    readonly definition: TemplateDefinition;
    /** What fields of rows that are gone were called. */
    readonly former: FormerLabels;
  };
  readonly document: DocumentWanted;
  readonly recap: {
    readonly made: Made;
    readonly names: { readonly template: string; readonly short: string };
    readonly figures: FiguresView;
    /** Null where no rows are put together over all units. */
    readonly region: RegionView | null;
  };
  readonly board: { readonly made: Made; readonly board: BoardView; readonly figures: FiguresView };
  readonly specimen: DocumentContent;
  readonly agreement: AgreementPrint;
};

/** Makes the bytes of one file. Writers are handed in, because their libraries are heavy and only the worker loads them. */
export type Writers = { readonly [K in KindName]: (content: Contents[K]) => Promise<Uint8Array> };
