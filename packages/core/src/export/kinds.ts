import { agreementStale } from "../cascade/agreement/failures.ts";
import { knows, placed } from "../cascade/agreement/load.ts";
import { context } from "../kernel/context.ts";
import { notFound } from "../kernel/failure.ts";
import { formatPeriod } from "../kernel/format.ts";
import { MONTHS_IN, periodType, type PeriodType } from "../kernel/period.ts";
import type { Placed } from "../report/access.ts";
import { formerLabels } from "../report/former.ts";
import { load as loadReport } from "../report/load.ts";
import { view } from "../report/view.ts";
import { board, figures, period, region } from "../rollup/index.ts";
import { draftOf, mayDraft } from "../template/drafts.ts";
import { badDefinition, definitionOf, templateNames } from "../template/index.ts";
import { inspect } from "../template/problems.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { agreementOf } from "./agreement.ts";
import type { Contents, Made } from "./content.ts";
import { documentOf } from "./document.ts";
import type { Asked } from "./policy.ts";
import type { KindName, Wanted, WantedOf } from "./schema.ts";
import { specimenOf } from "./specimen.ts";

/** Forms of files, by their extension. */
const FORMATS = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

type Kind<K extends KindName> = {
  readonly format: keyof typeof FORMATS;
  /**
   * What the policy decides on and the line under which the request is listed; null when there is no such thing. Only who is
   * `asking` needs the thing as it stands now: a file that was made is fetched by whoever may still know of it.
   */
  readonly load: (wanted: WantedOf<K>, asking: boolean) => Promise<Asked | null>;
  /** Reads everything the file shows, as the official in whose context it runs: by the operations of the screen. */
  readonly gather: (wanted: WantedOf<K>, made: Made) => Promise<Contents[K]>;
};

/** The draft of a template as it is checked; null for whoever may not know of drafts, and where there is none. */
async function printableDraft(template: string): Promise<TemplateDefinition | null> {
  if (!mayDraft(context().actor)) return null;
  const draft = await draftOf(template);
  if (!draft) return null;
  const inspected = inspect(draft.definition);
  if (inspected.ok) return inspected.definition;
  throw badDefinition(inspected.problems[0] ?? { place: "templat", problem: "Isinya belum benar." });
}

function titleOf({ head, definition, units }: Placed): string {
  const unit = units.find((each) => each.unitId === head.unit)?.name ?? head.unit;
  const version = head.version > 1 ? `, versi ${head.version}` : "";
  return `${definition.short} ${formatPeriod(head.period)}, ${unit}${version}`;
}

/** Whether reports of a kind of period fill a period exactly: of its own kind, or so many of them. */
const fitsInto = (own: PeriodType, wanted: string): boolean => MONTHS_IN[periodType(wanted)] % MONTHS_IN[own] === 0;

/** Every kind of file: how it is found, and what it shows. */
export const KINDS: { readonly [K in KindName]: Kind<K> } = {
  report: {
    format: "xlsx",
    load: async ({ report: id }) => {
      const placed = await loadReport({ id });
      return placed && { ...placed, title: titleOf(placed) };
    },
    gather: async ({ report: id }, made) => {
      const report = await view({ id });
      const definition = await definitionOf(report.template.hash);
      if (!definition) throw notFound({});
      const former = await formerLabels(definition.id, report.gone ?? []);
      return { made, report, definition, former };
    },
  },
  document: {
    format: "pdf",
    load: async ({ report: id, draft }) => {
      const placed = await loadReport({ id });
      return placed && { ...placed, title: `${titleOf(placed)}${draft ? ", konsep" : ""}` };
    },
    gather: ({ report: id, draft }, made) => documentOf(id, draft, made),
  },
  specimen: {
    format: "pdf",
    load: async ({ template, paper }, asking) => {
      if (!asking) return mayDraft(context().actor) ? { head: null, title: template } : null;
      const definition = await printableDraft(template);
      return (
        definition && { head: null, title: `Contoh cetak ${definition.short}, ${definition.print?.paper ?? paper}` }
      );
    },
    gather: async ({ template, paper }, made) => {
      const definition = await printableDraft(template);
      if (!definition) throw notFound({});
      return specimenOf(definition, paper, made);
    },
  },
  agreement: {
    format: "pdf",
    load: async (wanted, asking) => {
      const found = await placed(wanted);
      const version = found.versions.find((each) => String(each.version) === wanted.version);
      if (!version || !knows(context().actor, found)) return null;
      if (asking && version.rev !== wanted.rev) throw agreementStale({});
      const change = version.version > 1 ? " Perubahan" : "";
      return { head: null, title: `Perjanjian Kinerja${change} ${wanted.year}, ${version.name}, ${wanted.paper}` };
    },
    gather: agreementOf,
  },
  board: {
    format: "xlsx",
    load: async ({ template, period }) => {
      const { templateShort, periods } = await board({ template, year: period.slice(0, 4) });
      if (!periods.some((each) => each.period === period)) return null;
      return { head: null, title: `${templateShort} ${formatPeriod(period)}, semua OPD` };
    },
    gather: async ({ template, period }, made) => ({
      made,
      board: await board({ template, year: period.slice(0, 4) }),
      figures: await figures({ template, period }),
    }),
  },
  recap: {
    format: "xlsx",
    load: async ({ template, period: wanted }) => {
      const name = (await templateNames()).find((each) => each.template === template);
      if (!name || !fitsInto(name.periodType, wanted)) return null;
      return { head: null, title: `Rekap ${name.short} ${formatPeriod(wanted)}` };
    },
    gather: async ({ template, period: wanted }, made) => {
      const name = (await templateNames()).find((each) => each.template === template);
      if (!name) throw notFound({});
      const figuresOf = periodType(wanted) === name.periodType ? figures : period;
      const found = await figuresOf({ template, period: wanted });
      return {
        made,
        names: { template: name.name, short: name.short },
        figures: found,
        region: found.regional ? await region({ template, period: wanted }) : null,
      };
    },
  },
};

/** What the policy of a wanted file decides on, while it is asked for or later when it is fetched. */
export function askedFor<K extends KindName>(
  wanted: WantedOf<K> & { kind: K },
  asking: boolean,
): Promise<Asked | null> {
  const kind: Kind<K> = KINDS[wanted.kind];
  return kind.load(wanted, asking);
}

/** Extension and media type of a wanted file. */
export function formatOf({ kind }: Wanted): { readonly extension: string; readonly type: string } {
  const { format } = KINDS[kind];
  return { extension: format, type: FORMATS[format] };
}
