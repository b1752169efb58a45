import { earlierVersions } from "../template/index.ts";
import { entrySections } from "../template/fields.ts";
import { type FormerLabels, formerKey } from "./content.ts";

type Kept = { readonly n: number };

/**
 * The labels of fields in rows that the present version does not have: such a row is kept with the names of its fields only.
 * Asks for nothing when there is no such row.
 */
export async function formerLabels(template: string, gone: readonly Kept[]): Promise<FormerLabels> {
  const wanted = new Set(gone.map(({ n }) => n));
  if (wanted.size === 0) return {};
  const versions = (await earlierVersions(template)).filter(({ version }) => wanted.has(version.n));
  return Object.fromEntries(
    versions.flatMap(({ version, definition }) =>
      entrySections(definition).flatMap((section) =>
        section.fields.map(({ id, label }) => [formerKey(version.n, `${section.id}/`, id), label] as const),
      ),
    ),
  );
}
