import { tenantEntity } from "../db/entity.ts";
import type { Post } from "./schema.ts";

/** What the index by person carries: enough to know the post without a second read. */
type PostCard = Pick<Post, "unit" | "kind" | "title" | "holding" | "decree" | "from" | "until">;
export type StoredPost = Post & { readonly card: PostCard };

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
    card: "any",
  },
  key: { pk: "${tenant}#post#${unit}", sk: "${kind}#${from}#${person}" },
  indexes: { who: { index: "gsi1", pk: "${tenant}#person#${person}", sk: "held#${from}#${unit}#${kind}" } },
});

export const stored = (post: Post): StoredPost => {
  const { person: _person, grantedBy: _grantedBy, ...card } = post;
  return { ...post, card };
};

/** In which units a post of a kind is or was held: how an office is found that serves the whole tenant. */
export const PostPlaces = tenantEntity<{ readonly kind: string; readonly unit: string }>({
  entity: "postplace",
  attributes: { kind: "string", unit: "string" },
  key: { pk: "${tenant}#people", sk: "place#${kind}#${unit}" },
});
