import { tenantEntity } from "../db/entity.ts";
import { writeQuietly } from "../db/unit.ts";
import { LIMITS } from "../kernel/limits.ts";
import { type Allowance, type Draw, drawAt, expiresAt } from "./rules.ts";

/** Whose requests a bucket counts: `tenant`, or `person/<id>`; the stroke keeps a person called "tenant" apart. */
export type Owner = "tenant" | `person/${string}`;

type BucketRecord = {
  readonly owner: string;
  /** Milliseconds since 1970 at which the bucket is full again. */
  readonly fullAt: number;
  readonly expires: number;
};

/**
 * Not in the root list: a bucket is derived from its person, is the same as an absent one when it is full, and ends by
 * itself an hour later.
 */
const Buckets = tenantEntity<BucketRecord>({
  entity: "bucket",
  attributes: { owner: "string", fullAt: "number", expires: "number" },
  key: { pk: "${tenant}#bucket#${owner}", sk: "a" },
});

const RACED_WAIT_MS = 1_000;

/**
 * Takes one draw from a bucket of the acting tenant: half a read unit and one write unit, or the half unit alone when
 * the bucket is too empty. Draws add to one number, so that functions that draw at the same moment do not undo each
 * other; the condition holds the room that the draw was decided on. An old answer of the eventually consistent read
 * only ever shows more tokens than there are, and then the condition refuses.
 */
export async function draw(owner: Owner, allowance: Allowance, now: number): Promise<Draw> {
  for (let tries = 1; tries <= LIMITS.drawTries; tries += 1) {
    const standing = await Buckets.get({ owner }, { strong: tries > 1 });
    const drawn = drawAt(standing?.fullAt ?? null, allowance, now);
    if (drawn.kind === "refused") return drawn;
    const { fullAt, costMs, latest, fresh } = drawn;
    const expires = expiresAt(allowance, now);
    const write = fresh
      ? Buckets.upsert(
          { owner },
          { fullAt, expires },
          (a, o) => `${o.notExists(a["fullAt"])} OR ${o.lte(a["fullAt"], now)}`,
        )
      : Buckets.patch(
          { owner },
          { add: { fullAt: costMs }, set: { expires } },
          (a, o) => `${o.gt(a["fullAt"], now)} AND ${o.lte(a["fullAt"], latest)}`,
        );
    if ((await writeQuietly(write)) === "written") return drawn;
  }
  return { kind: "refused", waitMs: RACED_WAIT_MS };
}
