import { tenantEntity } from "../db/entity.ts";
import type { Progress } from "./rules.ts";
import type { ExportId, Wanted } from "./schema.ts";

/** A request for a file. The person stands in the key: nobody else's request can even be asked for. */
export type ExportRecord = Progress & {
  readonly person: string;
  readonly exportId: ExportId;
  readonly wanted: Wanted;
  readonly title: string;
  /** Posts in which the person asked, as `<kind>@<unit>`: the file never shows more than they reach. */
  readonly reach: readonly string[];
  /** Deliveries that began to make the file. */
  readonly attempts: number;
  readonly madeAt: string | null;
  readonly bytes: number | null;
  /** Seconds since 1970, for the table's own deletion. */
  readonly expires: number;
};

export const Exports = tenantEntity<ExportRecord>({
  entity: "export",
  attributes: {
    person: "string",
    exportId: "string",
    wanted: "any",
    title: "string",
    reach: "any",
    state: "string",
    problem: "any",
    attempts: "number",
    askedAt: "string",
    madeAt: "any",
    bytes: "any",
    expires: "number",
  },
  key: { pk: "${tenant}#jobs", sk: "export#${person}#${exportId}" },
});
