import type { Spent } from "../db/meter.ts";
import { systemContext, within } from "../kernel/context.ts";
import type { TenantId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { NO_USAGE, together, type Usage, type UsageDay, usageDay } from "./schema.ts";
import { addToDay } from "./store.ts";

/** One piece of work for a tenant: a request of an official, or what the product did by itself. */
export type Work = {
  readonly tenant: TenantId;
  readonly at: Date;
  readonly spent: Spent;
  /** 1 for a request of an official, 0 for jobs and projections. */
  readonly requests: 0 | 1;
  readonly refused: boolean;
};

type Waiting = {
  readonly tenant: TenantId;
  readonly at: UsageDay;
  usage: Usage;
  /** Pieces of work since the last write; what the write itself costs is none, or an idle tenant would never come to rest. */
  works: number;
  /** Milliseconds since 1970 of the oldest piece of work, or of the last failed write: the table is not asked at once again. */
  since: number;
};

/** What came of writing down; `failed` names tenants whose usage waits on. */
export type Flushed = {
  readonly written: number;
  readonly failed: readonly { readonly tenant: TenantId; readonly error: unknown }[];
};

const SECOND_MS = 1_000;

/**
 * What a warm function holds of its tenants' usage until it writes it down: one write per tenant for fifty pieces of work or
 * a minute. Never by a timer, because a function is frozen between requests. When a container dies, what it had not
 * written is lost: at most 49 pieces of work, or those of one minute, per tenant and container. Good enough to see who costs
 * what; not an invoice.
 */
export class Tally {
  readonly #waiting = new Map<string, Waiting>();
  readonly #patienceMs: number;

  constructor(patienceSeconds: number = LIMITS.usageFlushSeconds) {
    this.#patienceMs = patienceSeconds * SECOND_MS;
  }

  /** Takes note of a piece of work. A refused request added no evidence, whatever it looked at. */
  add({ tenant, at, spent, requests, refused }: Work): void {
    const { readUnits, writeUnits, evidenceBytes, archiveBytes, mails } = spent;
    const usage = { requests, refused: refused ? 1 : 0, readUnits, writeUnits, archiveBytes, mails };
    this.#take(tenant, at, { ...usage, evidenceBytes: refused ? 0 : evidenceBytes }, 1);
  }

  /** Takes note of what writing down itself cost; it goes with the next write. */
  addCost(tenant: TenantId, at: Date, { readUnits, writeUnits }: Spent): void {
    this.#take(tenant, at, { readUnits, writeUnits }, 0);
  }

  /** Tenants whose usage is due, the longest waiting first, as many as one request may write down. */
  due(now: Date): readonly TenantId[] {
    const ripe = [...this.#waiting.values()].filter((each) => this.#isDue(each, now.getTime()));
    ripe.sort((a, b) => a.since - b.since);
    return [...new Set(ripe.map(({ tenant }) => tenant))].slice(0, LIMITS.usageFlushTenants);
  }

  /**
   * Writes down what a tenant used, day by day, on the tenant's session. Never throws: usage that could not be written
   * is kept for the next time.
   */
  async write(tenant: TenantId, now: Date): Promise<Flushed> {
    const mine = [...this.#waiting].filter(([, each]) => each.tenant === tenant);
    // Taken out before the write, so that requests that end meanwhile neither write it again nor get lost.
    for (const [key] of mine) this.#waiting.delete(key);
    let written = 0;
    const failed: { tenant: TenantId; error: unknown }[] = [];
    for (const [key, each] of mine) {
      try {
        await within(systemContext(tenant, "pemakaian"), () => addToDay(each.at, each.usage));
        written += 1;
      } catch (error) {
        failed.push({ tenant, error });
        this.#putBack(key, each, now);
      }
    }
    return { written, failed };
  }

  #isDue({ works, since }: Waiting, now: number): boolean {
    return works >= LIMITS.usageFlushWorks || (works > 0 && now - since >= this.#patienceMs);
  }

  #take(tenant: TenantId, at: Date, usage: Partial<Usage>, works: number): void {
    const on = usageDay(at);
    const key = `${tenant} ${on.month}-${on.day}`;
    const known = this.#waiting.get(key) ?? { tenant, at: on, usage: NO_USAGE, works: 0, since: at.getTime() };
    if (known.works === 0) known.since = at.getTime();
    known.works += works;
    known.usage = together(known.usage, usage);
    this.#waiting.set(key, known);
  }

  #putBack(key: string, each: Waiting, now: Date): void {
    const later = this.#waiting.get(key);
    const usage = later ? together(each.usage, later.usage) : each.usage;
    this.#waiting.set(key, { ...each, usage, works: 1, since: now.getTime() });
  }
}
