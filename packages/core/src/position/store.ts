import { tenantEntity } from "../db/entity.ts";
import type { Days, Ended, Extended, KindDefinition, Post } from "./schema.ts";

/** What the index by person carries: enough to know the post without a second read. */
type PostCard = Pick<Post, "unit" | "kind" | "title" | "holding" | "decree" | "from" | "until"> & {
  readonly away: readonly Days[];
};
/** What a record knows besides the post itself. */
export type Mandate = Post & {
  readonly decreeDate: string | null;
  /** Whose daily work a Plh does, where several hold the post; null = whoever holds this seat. */
  readonly standsFor: string | null;
  readonly extended: readonly Extended[];
  readonly ended: Ended | null;
  /** Days on which a Plh stands in for this holder: kept in step with the Plh by the very write that grants or ends it. */
  readonly away: readonly Days[];
  readonly rev: number;
};
export type StoredPost = Mandate & { readonly card: PostCard };

export const Posts = tenantEntity<StoredPost>({
  entity: "post",
  attributes: {
    unit: "string",
    kind: "string",
    person: "string",
    from: "string",
    until: "any",
    holding: "string",
    title: "string",
    decree: "any",
    grantedBy: "any",
    decreeDate: "any",
    standsFor: "any",
    extended: "any",
    ended: "any",
    away: "any",
    rev: "number",
    card: "any",
  },
  key: { pk: "${tenant}#post#${unit}", sk: "${kind}#${from}#${person}" },
  indexes: { who: { index: "gsi1", pk: "${tenant}#person#${person}", sk: "held#${from}#${unit}#${kind}" } },
});

export const stored = (post: Mandate): StoredPost => {
  const { unit, kind, title, holding, decree, from, until, away } = post;
  return { ...post, card: { unit, kind, title, holding, decree, from, until, away } };
};

/** A mandate as somebody records it for the first time. */
export const fresh = (post: Post, more: Partial<Mandate> = {}): Mandate => ({
  decreeDate: null,
  standsFor: null,
  extended: [],
  ended: null,
  away: [],
  rev: 1,
  ...more,
  ...post,
});

export const keyOf = ({ unit, kind, person, from }: Pick<Post, "unit" | "kind" | "person" | "from">) => ({
  unit,
  kind,
  person,
  from,
});

/**
 * In which units a post of a kind is or was held: how an office is found that serves the whole tenant. Its number is
 * raised by everything that changes who holds the post, so that two who decide at the same moment cannot both win.
 */
export const PostPlaces = tenantEntity<{ readonly kind: string; readonly unit: string; readonly rev: number }>({
  entity: "postplace",
  attributes: { kind: "string", unit: "string", rev: "number" },
  key: { pk: "${tenant}#people", sk: "place#${kind}#${unit}" },
});

/** The acting holders of all units by the day they begin: which records the list of mandates reads. */
export const Mandates = tenantEntity<Pick<Post, "unit" | "kind" | "person" | "from">>({
  entity: "mandate",
  attributes: { unit: "string", kind: "string", person: "string", from: "string" },
  key: { pk: "${tenant}#people", sk: "mandate#${from}#${unit}#${kind}#${person}" },
});

/** The catalogue of post kinds where a tenant changed it; absent = the default one. */
export const Catalogues = tenantEntity<{ readonly kinds: readonly KindDefinition[]; readonly rev: number }>({
  entity: "postkinds",
  attributes: { kinds: "any", rev: "number" },
  key: { pk: "${tenant}#people", sk: "kinds" },
});
