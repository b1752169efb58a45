import type { ReportView } from "@selaras/core/report/schema.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { type Api, api } from "../../api/client.ts";

export type Loaded = { readonly report: ReportView; readonly definition: TemplateDefinition };
export type Differences = Api["report.differences"]["reply"];
export type HistoryPage = Api["report.history"]["reply"];
export type HistoryLine = HistoryPage["entries"][number];

const definitions = new Map<string, TemplateDefinition>();

/** The definition of a hash: it never changes, so one object serves every report that pins it. */
async function definitionOf(hash: string): Promise<TemplateDefinition> {
  const known = definitions.get(hash);
  if (known) return known;
  const definition = await api("template.definition", { hash });
  definitions.set(hash, definition);
  return definition;
}

/** A report with the definition it is pinned to. */
export async function loadReport(id: string): Promise<Loaded> {
  const report = await api("report.view", { id });
  return { report, definition: await definitionOf(report.template.hash) };
}

/** What became of a report since an earlier content: the one before, or the base of that key. */
export const loadDifferences = (id: string, since?: string): Promise<Differences> =>
  api("report.differences", { id, ...(since === undefined ? {} : { since }) });
export const loadHistory = (id: string, cursor: string | null = null): Promise<HistoryPage> =>
  api("report.history", { id, cursor });
