import type { Buckets } from "./buckets.ts";
import type { Callers } from "./callers.ts";
import type { Objects } from "./objects.ts";

/** What every route works with. */
export interface StoreContext {
  readonly buckets: Buckets;
  readonly objects: Objects;
  /** Whose signatures are accepted, and who may do what. */
  readonly callers: Callers;
  readonly region: string;
  /** The clock of signatures, policies and write times. */
  readonly now: () => Date;
}
