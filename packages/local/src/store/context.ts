import type { Buckets } from "./buckets.ts";
import type { Objects } from "./objects.ts";
import type { StoreCredentials } from "./signing.ts";

/** What every route works with. */
export interface StoreContext {
  readonly buckets: Buckets;
  readonly objects: Objects;
  readonly credentials: StoreCredentials;
  /** The clock of signatures, policies and write times. */
  readonly now: () => Date;
}
