import * as v from "valibot";
import { PostKind } from "../kernel/id.ts";
import { readOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { kindsKnown } from "../position/index.ts";
import { figuresFor, sectionsFor } from "./bindings.ts";
import { ChainId } from "./schema.ts";

const Figure = v.strictObject({ name: v.string(), label: v.string(), unit: v.nullable(v.string()) });

export const vocabulary = readOperation({
  name: "approval.vocabulary",
  summary: "Yang dapat disebut sebuah rantai: jabatan yang ada, angka dan bagian templat yang memakainya.",
  input: v.strictObject({ chain: ChainId }),
  output: v.strictObject({
    /** Kinds of posts of the catalogue, and in how many units each is or was held. */
    posts: v.array(v.strictObject({ kind: PostKind, label: v.string(), units: v.number() })),
    figures: v.array(Figure),
    sections: v.array(v.strictObject({ id: v.string(), label: v.string() })),
  }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async ({ input: { chain } }) => {
    const [posts, figures, sections] = await Promise.all([kindsKnown(), figuresFor(chain), sectionsFor(chain)]);
    return {
      posts: [...posts],
      figures: Object.entries(figures).map(([name, { label, unit }]) => ({ name, label, unit: unit ?? null })),
      sections: [...sections],
    };
  },
});
