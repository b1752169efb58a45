import { afterAll, beforeAll } from "vitest";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { actAs, type Engines, startEngines } from "@selaras/local/environment.ts";
import { type Injection, startChaosProxy, type ChaosProxy, type TableRequest } from "@selaras/local/table/chaos.ts";
import * as v from "valibot";
import type { FunctionName } from "../src/cloud/access.ts";
import { enroll } from "../src/account/index.ts";
import { publish as publishChain } from "../src/approval/index.ts";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import type { ChainVersion } from "../src/approval/schema.ts";
import { record as recordBudget } from "../src/budget/index.ts";
import type { BudgetLine } from "../src/budget/schema.ts";
import { plan } from "../src/calendar/index.ts";
import type { JournalRecord } from "../src/db/journal.ts";
import { useClock } from "../src/kernel/clock.ts";
import { type Actor, type Context, type HeldPost, newId, within } from "../src/kernel/context.ts";
import { Failure } from "../src/kernel/failure.ts";
import { CommandId, PersonId, PostKind, Subject, TenantId, UnitId } from "../src/kernel/id.ts";
import { record as recordUnits } from "../src/orgunit/index.ts";
import { appoint } from "../src/position/index.ts";
import { react } from "../src/projection/react.ts";
import { open } from "../src/report/open.ts";
import { save } from "../src/report/save.ts";
import { submit } from "../src/report/submit.ts";
import { view } from "../src/report/view.ts";
import { assign } from "../src/template/index.ts";
import { publish as publishTemplate } from "../src/template/publish.ts";
import { kinerja } from "../src/template/packs/kinerja.ts";
import { rfk } from "../src/template/packs/rfk.ts";
import { establish } from "../src/tenant/index.ts";
import { DEFAULT_SETTINGS, type RequestLimits, type TenantSettings } from "../src/tenant/schema.ts";

/** Tests build worlds, not rows: regencies with units, officials, budgets and periods, through the product's operations. */

/**
 * Every test file gets a table and a store of its own, in memory, in milliseconds. Nothing that the product asks for may
 * be refused by a policy, whatever the test is about; a file that tries what is forbidden says so.
 */
export function useEngines(about: { readonly forbidden?: boolean } = {}): void {
  let engines: Engines | undefined;
  beforeAll(async () => {
    delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
    delete process.env["AWS_ENDPOINT_URL_S3"];
    engines = await startEngines({ onDenial: () => undefined });
  });
  afterAll(async () => {
    useClock(null);
    const denied = engines?.denials() ?? [];
    await engines?.stop();
    if (!about.forbidden && denied.length > 0) throw new Error(`Refused by policy: ${JSON.stringify(denied, null, 1)}`);
  });
}

export type Disturbance = {
  /** What happens to the next requests; `null` lets everything pass. */
  inject: (rule: ((request: TableRequest) => Injection | undefined) | null) => void;
  /** Bodies of the transactions that were sent since the last `inject`, in their order. */
  readonly transactions: { readonly ClientRequestToken?: string }[];
};

/** The same engines behind a line that fails on demand: conflicts, lost answers. */
export function useDisturbedEngines(): Disturbance {
  let engines: Engines | undefined;
  let proxy: ChaosProxy | undefined;
  let rule: ((request: TableRequest) => Injection | undefined) | null = null;
  const transactions: { readonly ClientRequestToken?: string }[] = [];
  beforeAll(async () => {
    delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
    delete process.env["AWS_ENDPOINT_URL_S3"];
    engines = await startEngines();
    proxy = await startChaosProxy(process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "", (request) => {
      if (request.operation === "TransactWriteItems") transactions.push(request.body ?? {});
      return rule?.(request);
    });
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = proxy.endpoint;
  });
  afterAll(async () => {
    useClock(null);
    await proxy?.stop();
    await engines?.stop();
  });
  return {
    inject: (next) => {
      rule = next;
      if (next) transactions.length = 0;
    },
    transactions,
  };
}

/** 5 April 2026, 10.00 WITA: March may be entered until the 10th. */
export const MARCH_OPEN = "2026-04-05T02:00:00.000Z";

const LINE: BudgetLine = {
  code: "1.03.10.2.01.0033",
  name: "Rekonstruksi Jalan",
  urusan: { code: "1", name: "Urusan wajib pelayanan dasar" },
  bidang: { code: "1.03", name: "Pekerjaan Umum dan Penataan Ruang" },
  program: { code: "1.03.10", name: "PROGRAM PENYELENGGARAAN JALAN" },
  kegiatan: { code: "1.03.10.2.01", name: "Penyelenggaraan Jalan Kabupaten/Kota" },
  pagu: "1200000000.00",
  rak: Array.from({ length: 12 }, () => "100000000.00"),
  physical: ["8", "8", "8", "8", "8", "8", "8", "8", "8", "8", "10", "10"],
  indicator: "Panjang Jalan yang Direkonstruksi",
  unit: "KM",
  target: "12",
  source: "DAU",
};

/** Budget lines with codes of their own, all of one pagu. */
export const lines = (count: number): BudgetLine[] =>
  Array.from({ length: count }, (_, i) => ({
    ...LINE,
    code: `1.03.10.2.01.${String(i + 1).padStart(4, "0")}`,
    name: `Rekonstruksi Jalan ${i + 1}`,
  }));

export type Somebody = {
  readonly person: string;
  readonly subject: string;
  readonly name: string;
  readonly posts: readonly HeldPost[];
};
type Spec = {
  readonly units?: readonly string[];
  readonly lines?: number;
  readonly pptk?: number;
  readonly chain?: ChainVersion;
  /** Extra units inside a unit, such as a bidang: id to parent. */
  readonly inside?: Readonly<Record<string, string>>;
  /** Rate limits; wide enough for every test when absent, because the time of a world stands still. */
  readonly limits?: RequestLimits;
  /** What differs from the default settings. */
  readonly settings?: Partial<TenantSettings>;
  /** Days of every month's window, when the usual ones are in the way. */
  readonly days?: { readonly opensOn: string; readonly dueOn: string; readonly lockOn: string };
};

const NO_RUSH: RequestLimits = {
  requestsPerPersonBurst: 1_000_000,
  requestsPerPersonPerMinute: 1_000_000,
  requestsPerTenantBurst: 10_000_000,
  requestsPerTenantPerMinute: 10_000_000,
};

let instant = new Date(MARCH_OPEN);
useClock(() => instant);
/** Moves the time of the world. */
export function travel(iso: string): void {
  instant = new Date(iso);
}

const contextOf = (actor: Actor, command?: string): Context => {
  const id = command ? v.parse(CommandId, command) : newId(instant);
  return { actor, now: instant, command: id, requestId: id };
};

/** Runs an operation as the product itself. */
export const asProduct = <T>(tenant: string, work: () => Promise<T>, command?: string): Promise<T> =>
  actAs("operator", () =>
    within(contextOf({ kind: "system", tenant: v.parse(TenantId, tenant), job: "uji" }, command), work),
  );

/** Runs work as one of the product's other functions inside a tenant: a job, the projector. */
export const asProgram = <T>(name: FunctionName, tenant: string, work: () => Promise<T>): Promise<T> =>
  actAs(name, () => within(contextOf({ kind: "system", tenant: v.parse(TenantId, tenant), job: "uji" }), work));

/** Runs an operation as somebody, in all the posts given. */
export function asSomebody<T>(tenant: string, who: Somebody, work: () => Promise<T>, command?: string): Promise<T> {
  const actor: Actor = {
    kind: "official",
    tenant: v.parse(TenantId, tenant),
    subject: v.parse(Subject, who.subject),
    person: v.parse(PersonId, who.person),
    name: who.name,
    posts: who.posts,
  };
  return actAs("api", () => within(contextOf(actor, command), work));
}

/** Runs an operation as a visitor of the public site, or as somebody who has not chosen a tenant yet. */
export const asVisitor = <T>(tenant: string, work: () => Promise<T>): Promise<T> =>
  actAs("public", () => within(contextOf({ kind: "visitor", tenant: v.parse(TenantId, tenant) }), work));
export const asIdentity = <T>(subject: string, work: () => Promise<T>): Promise<T> =>
  actAs("api", () => within(contextOf({ kind: "identity", subject: v.parse(Subject, subject) }), work));

/** A new command id, in the order of the calls. */
export const command = (): string => newId(instant);

/** The code of the failure that some work ends in; "ok" when it does not fail. */
export async function failing(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ok";
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

export class Regency {
  readonly id: string;
  readonly units: readonly string[];
  readonly #people = new Map<string, Somebody>();
  #commands = 0;

  constructor(id: string, units: readonly string[]) {
    this.id = id;
    this.units = units;
  }

  /** Somebody who holds a post of a kind at a unit; made and appointed on first use. */
  who(kind: string, unit = this.units[0] ?? "", seat = 1): Somebody {
    const key = `${kind}-${unit}-${seat}`;
    const known = this.#people.get(key);
    if (known) return known;
    const post: HeldPost = {
      kind: v.parse(PostKind, kind),
      unit: v.parse(UnitId, unit),
      title: `${kind} ${unit}`,
      holding: "definitif",
      decree: null,
    };
    const made = { person: key, subject: `sub-${this.id}-${key}`, name: `Pejabat ${key}`, posts: [post] };
    this.#people.set(key, made);
    return made;
  }

  /** One person in several posts. */
  manyHats(name: string, ...posts: readonly Somebody[]): Somebody {
    const held = posts.flatMap((post) => post.posts);
    return { person: name, subject: `sub-${this.id}-${name}`, name: `Pejabat ${name}`, posts: held };
  }

  as<T>(who: Somebody, work: () => Promise<T>, command?: string): Promise<T> {
    return asSomebody(this.id, who, work, command);
  }

  async hire(...people: readonly Somebody[]): Promise<void> {
    const persons = people.map(({ person, subject, name }) => ({
      personId: person,
      subject,
      name,
      nip: "197801012005012001",
      rank: "Penata (III/c)",
      email: `${person}@contoh.id`,
      active: true,
    }));
    await asProduct(this.id, () => enroll({ persons }));
    const posts = people.flatMap(({ person, posts: held }) =>
      held.map(({ kind, unit, title, holding, decree }) => ({
        unit,
        kind,
        person,
        title,
        holding,
        decree,
        from: "2025-01-01",
        until: null,
        grantedBy: null,
      })),
    );
    for (let from = 0; from < posts.length; from += 45) {
      await asProduct(this.id, () => appoint({ posts: posts.slice(from, from + 45) }));
    }
  }

  /** Opens a report and gives its id. */
  async openReport(period = "2026-03", unit = this.units[0] ?? "", template = "rfk"): Promise<string> {
    const { id } = await asProduct(this.id, () => open({ template, period, unit }));
    return id;
  }

  cell(row: string, field: string, value: string, base = 0) {
    this.#commands += 1;
    return {
      id: `c${this.#commands}`,
      rowKey: row,
      field,
      base,
      input: { kind: "value" as const, value },
      at: instant.toISOString(),
    };
  }

  /** Fills every required cell of an RFK report. */
  async fill(id: string, count: number, who = this.who("pptk")): Promise<void> {
    for (let from = 1; from <= count; from += 50) {
      const rows = Array.from({ length: Math.min(50, count - from + 1) }, (_, i) => rowOf(from + i));
      const changes = rows.flatMap((row) => [
        this.cell(row, "keuangan", "90000000"),
        this.cell(row, "fisik", "7.5"),
        this.cell(row, "status", "Kontrak/Pelaksanaan"),
      ]);
      await this.as(who, () => save({ id, changes }));
    }
  }

  /** Sends a filled report; gives the content hash. */
  async send(id: string, who = this.who("pptk")): Promise<string> {
    const { stamp } = await this.as(who, () => view({ id }));
    const { hash } = await this.as(who, () => submit({ id, stamp }));
    return hash;
  }
}

/** Key of the n-th budget row of an RFK report. */
export const rowOf = (n: number): string => `rincian/1.03.10.2.01.${String(n).padStart(4, "0")}`;

/** A regency with an OPD (or several), the three tiers, tenant-wide offices, a budget and the calendar of 2026. */
export async function regency(id: string, spec: Spec = {}): Promise<Regency> {
  const units = spec.units ?? ["dinas-pu"];
  const made = new Regency(id, units);
  const tenant = {
    id,
    name: `Pemerintah Kabupaten ${id}`,
    short: id,
    area: "kabupaten" as const,
    zone: "Asia/Makassar" as const,
    brand: "#0b6e4f",
    province: "kaltim",
    capital: "Tenggarong",
    contact: "contoh",
    status: "active" as const,
    demo: true,
    settings: { ...DEFAULT_SETTINGS, limits: spec.limits ?? NO_RUSH, ...spec.settings },
    unitsRev: 1,
    rev: 1,
  };
  await asProduct(id, () => establish({ tenant }));
  const office = {
    kind: "dinas",
    code: null,
    parent: null,
    opd: true,
    from: "2021-01-01",
    until: null,
    successors: [],
  };
  const inside = Object.entries(spec.inside ?? {}).map(([unitId, parent]) => ({ unitId, parent, opd: false }));
  const all = [...[...units, "bappeda"].map((unitId) => ({ unitId })), ...inside];
  for (let from = 0; from < all.length; from += 80) {
    const recorded = all
      .slice(from, from + 80)
      .map((each) => ({ ...office, name: `Unit ${each.unitId}`, short: each.unitId, ...each }));
    await asProduct(id, () => recordUnits({ units: recorded }));
  }
  const seats = Array.from({ length: spec.pptk ?? 2 }, (_, i) => i + 1);
  const people = units.flatMap((unit) => [
    ...seats.map((seat) => made.who("pptk", unit, seat)),
    made.who("kabid", unit),
    made.who("kepala", unit),
  ]);
  for (let from = 0; from < people.length; from += 40) await made.hire(...people.slice(from, from + 40));
  await made.hire(made.who("bappeda", "bappeda"), made.who("admin", "bappeda"), made.who("inspektorat", "bappeda"));
  const chain = spec.chain ?? threeTiers;
  await asProduct(id, () => publishChain({ chain }));
  for (const definition of [rfk, kinerja]) {
    await asProduct(id, () =>
      publishTemplate({ definition, n: 1, effectiveFrom: "2026-01", chain: { id: chain.chain, n: chain.n } }),
    );
    const windows = Array.from({ length: 12 }, (_, i) => ({ ...windowOf(definition.id, i + 1), ...spec.days }));
    await asProduct(id, () => plan({ template: definition.id, year: "2026", windows }));
    const assignments = units.map((unit) => ({ template: definition.id, unit, from: "2026-01", until: null }));
    await asProduct(id, () => assign({ template: definition.id, assignments }));
  }
  for (const unit of units) {
    await asProduct(id, () =>
      recordBudget({
        year: "2026",
        unit,
        stage: "murni",
        n: 1,
        effectiveFrom: "2026-01",
        lines: lines(spec.lines ?? 3),
      }),
    );
  }
  return made;
}

/** Open from the 11th of the month to the 10th of the next; locked after the 20th. */
function windowOf(template: string, month: number) {
  const text = (n: number): string => String(n).padStart(2, "0");
  const after = month === 12 ? "2027-01" : `2026-${text(month + 1)}`;
  return {
    template,
    period: `2026-${text(month)}`,
    opensOn: `2026-${text(month)}-11`,
    dueOn: `${after}-10`,
    lockOn: `${after}-20`,
    rev: 1,
  };
}

/** Kinds of items that only count requests. */
const COUNTS = ["bucket", "usage", "collectedusage"];

/** Every record in the table, for proofs about the whole: all items but those that only count requests. */
export const everything = async (): Promise<Record<string, unknown>[]> =>
  (await everyItem()).filter((item) => !COUNTS.includes(String(item["__edb_e__"])));

/** Every item in the table. Tests only: the product never scans. */
export async function everyItem(): Promise<Record<string, unknown>[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: process.env["SELARAS_TABLE"] ?? "", ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  client.destroy();
  return items;
}

/** The items of one tenant: its own partitions and its public ones. */
export const itemsOf = (items: readonly Record<string, unknown>[], tenant: string): Record<string, unknown>[] =>
  items.filter((item) => [`${tenant}#`, `public#${tenant}#`].some((prefix) => String(item["pk"]).startsWith(prefix)));

/** The journal of a tenant in the order of its commands. */
export const journalOf = (items: readonly Record<string, unknown>[], tenant: string): JournalRecord[] => {
  const entries = itemsOf(items, tenant).filter((item) => item["__edb_e__"] === "journal");
  entries.sort((a, b) => (String(a["commandId"]) < String(b["commandId"]) ? -1 : 1));
  return entries as unknown as JournalRecord[];
};

/** Brings every projection of a tenant up to date, as the stream consumer would. */
export async function project(tenant: string): Promise<void> {
  for (const entry of journalOf(await everything(), tenant)) await asProgram("projector", tenant, () => react(entry));
}
