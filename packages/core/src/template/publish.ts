import * as v from "valibot";
import { failure, type Failure } from "../kernel/failure.ts";
import { Period } from "../kernel/id.ts";
import { freeze } from "../db/frozen.ts";
import { writeOperation } from "../operation/operation.ts";
import { onlyProduct } from "../operation/policies.ts";
import { type Reuse, reusedIds } from "./changes.ts";
import { checkDefinition } from "./check.ts";
import { badDefinition, ChainPin, earlierVersions, type EarlierVersion, ensureChain, ensurePeriod } from "./index.ts";
import { TemplateDefinition, TemplateVersion } from "./schema.ts";
import { querySources } from "./sources.ts";
import { Catalogue, stored, Versions } from "./store.ts";
import type { JsonObject } from "./structure.ts";

export const versionExists = failure(
  "template.exists",
  "refused",
  () => "Versi templat ini sudah terbit. Versi yang terbit tidak pernah diubah; terbitkan versi berikutnya.",
);
export const idReused = failure<{ label: string; n: number; what: string; count: number }>(
  "template.id_reused",
  "refused",
  ({ label, n, what, count }) =>
    `${label} sudah dipakai pada versi ${n} dengan arti lain (${what})${count > 1 ? `, dan ${count - 1} lagi` : ""}. Nama tidak pernah dipakai ulang: beri isian itu nama baru.`,
);

/** Ids of a definition that stood for something else in an earlier version. */
export const reusedIn = (earlier: readonly EarlierVersion[], definition: JsonObject): readonly Reuse[] =>
  reusedIds(
    earlier.map((each) => ({ n: each.version.n, definition: each.definition })),
    definition,
  );

export const reuseFailure = (reused: readonly Reuse[]): Failure | null => {
  const [first] = reused;
  return first ? idReused({ label: first.label, n: first.n, what: first.what, count: reused.length }) : null;
};

export const publish = writeOperation({
  name: "template.publish",
  summary: "Menerbitkan satu versi templat tanpa konsep: jalan operator saat mendirikan daerah.",
  input: v.strictObject({
    definition: TemplateDefinition,
    n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)),
    effectiveFrom: Period,
    chain: ChainPin,
  }),
  output: TemplateVersion,
  subject: ({ definition }) => `template#${definition.id}`,
  load: async () => ({}),
  // An admin goes through a draft and a second person; see decision 0035.
  policy: onlyProduct(),
  run: async ({ input, unit }) => {
    const { definition } = input;
    const problem = checkDefinition(definition, await querySources(definition));
    if (problem) throw badDefinition(problem);
    ensurePeriod(definition, input.effectiveFrom);
    const reused = reuseFailure(reusedIn(await earlierVersions(definition.id), definition));
    if (reused) throw reused;
    await ensureChain(definition, input.chain);
    const frozen = freeze(definition);
    const { name, short, family } = definition;
    const version: TemplateVersion = {
      template: definition.id,
      n: input.n,
      status: "published",
      hash: frozen.hash,
      name,
      short,
      family,
      effectiveFrom: input.effectiveFrom,
      chain: input.chain,
    };
    unit.add(frozen.write);
    unit.add(Versions.create(stored(version)), () => versionExists({}));
    unit.add(Catalogue.put({ template: definition.id, name, short, family, periodType: definition.periodType }));
    unit.tell({
      changes: { n: input.n, hash: frozen.hash, effectiveFrom: input.effectiveFrom },
      events: [{ type: "TemplatePublished", stamp: input.n, template: definition.id }],
    });
    return version;
  },
});
