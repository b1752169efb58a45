import type { Shelf, Keys } from "../db/entity.ts";
import type { Write } from "../db/write.ts";

/**
 * One statement of a projection: what an item must say at one stamp. The consumer writes it, the rebuild compares it
 * with what stands. A later stamp wins, duplicates and old news fail quietly.
 */
export type Stated = {
  readonly kind: string;
  readonly key: string;
  readonly content: unknown;
  readonly write: Write;
  /** Puts a wrong statement right: also one that bears the same stamp, never one that bears a later stamp. */
  readonly overwrite: Write;
  /** What stands now, in the same shape as `content`; null when nothing does. */
  readonly standing: () => Promise<unknown>;
};

type Stamped = { readonly stamp: number };

/** A whole item as a statement. */
export function stated<R extends Stamped>(shelf: Shelf<R & object>, keys: Keys<R>, record: R & object): Stated {
  return {
    kind: shelf.spec.entity,
    key: Object.values(keys).join(" "),
    content: record,
    write: shelf.put(record, (a, o) => `${o.notExists(a["stamp"])} OR ${o.lt(a["stamp"], record.stamp)}`),
    overwrite: shelf.put(record, (a, o) => `${o.notExists(a["stamp"])} OR ${o.lte(a["stamp"], record.stamp)}`),
    standing: () => shelf.get(keys, { strong: true }),
  };
}

/** One attribute of an item as a statement with a stamp of its own: a month of a year's board. */
export function statedPart<R extends object, N extends keyof R & string>(
  shelf: Shelf<R>,
  keys: Keys<R>,
  name: N,
  part: NonNullable<R[N]> & Stamped,
): Stated {
  const set = { [name]: part } as unknown as Partial<R>;
  return {
    kind: shelf.spec.entity,
    key: `${Object.values(keys).join(" ")} ${name}`,
    content: part,
    write: shelf.upsert(keys, set, (a, o) => `${o.notExists(a[name])} OR ${o.lt(a[name]?.["stamp"], part.stamp)}`),
    overwrite: shelf.upsert(keys, set, (a, o) => `${o.notExists(a[name])} OR ${o.lte(a[name]?.["stamp"], part.stamp)}`),
    standing: async () => (await shelf.get(keys, { strong: true }))?.[name] ?? null,
  };
}
