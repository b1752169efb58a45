import { Entity } from "electrodb";
import { publicTenantId, tenantId } from "../kernel/context.ts";
import { badCursor } from "../kernel/failure.ts";
import { documents, houseDocuments, tableName } from "./client.ts";
import { openCursor, sealCursor } from "./cursor.ts";
import type { IndexName } from "./table.ts";
import type { Condition, Edit, Item, LooseEntity, Write } from "./write.ts";

type AttributeType = "string" | "number" | "boolean" | "any";
type KeyTemplates = { readonly pk: string; readonly sk: string };
export type EntitySpec<R extends object> = {
  readonly entity: string;
  /** Every attribute of the record once, so that the type and the table cannot drift apart. */
  readonly attributes: { readonly [K in keyof Required<R>]: AttributeType };
  readonly key: KeyTemplates;
  readonly indexes?: Readonly<Record<string, KeyTemplates & { readonly index: IndexName }>>;
  /** Creating one of these begins a partition; the unit of work adds it to the tenant's root list by itself. */
  readonly opens?: boolean;
  /** Key attributes that may hold `#` because they are partitions themselves. */
  readonly composed?: readonly string[];
};

/** Key attributes by name; ids arrive here parsed or as plain text and are checked before they enter a key. */
export type Keys<R> = { readonly [K in keyof R]?: unknown };
export type Page<R> = { readonly items: readonly R[]; readonly cursor: string | null };
export type ListOptions<R> = {
  readonly index?: string;
  readonly begins?: Keys<R>;
  readonly between?: readonly [Keys<R>, Keys<R>];
  readonly before?: Keys<R>;
  readonly order?: "asc" | "desc";
  readonly limit?: number;
  readonly cursor?: string | null | undefined;
  readonly strong?: boolean;
};

const KEY_TEXT = /^[A-Za-z0-9@._~/:+-]{0,200}$/;
const COMPOSED_TEXT = /^[A-Za-z0-9@._~/:+#-]{0,400}$/;
/** What the whole-house tests need of an entity. */
export type KnownEntity = Pick<EntitySpec<object>, "entity" | "key" | "indexes" | "opens" | "composed">;
const registered = new Map<string, KnownEntity>();

/** Every entity with its key templates: for the key snapshot, the root-list test and the access gate. */
export const registeredEntities = (): ReadonlyMap<string, KnownEntity> => registered;

const names = (template: string): string[] => [...template.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? "");
const side = (field: string, template: string) => ({
  field,
  template,
  composite: names(template),
  casing: "none" as const,
});

function modelOf<R extends object>(spec: EntitySpec<R>, prefix: string) {
  const indexes = Object.entries({ primary: { ...spec.key, index: undefined }, ...spec.indexes });
  for (const [name, templates] of indexes) {
    if (!templates.pk.startsWith(prefix)) throw new Error(`${spec.entity}.${name}: the key must begin with ${prefix}`);
  }
  return {
    model: { service: "selaras", entity: spec.entity, version: "1" },
    attributes: {
      tenant: { type: "string", required: true },
      ...Object.fromEntries(Object.entries<AttributeType>(spec.attributes).map(([name, type]) => [name, { type }])),
    },
    indexes: Object.fromEntries(
      indexes.map(([name, { pk, sk, index }]) => [
        name,
        { ...(index ? { index } : {}), pk: side(`${index ?? ""}pk`, pk), sk: side(`${index ?? ""}sk`, sk) },
      ]),
    ),
  };
}

/**
 * A kind of record inside one tenant. The tenant is put in from the context and comes first in the table key and in
 * every index key; nobody passes it. Keys are checked here because electrodb validates values on create only.
 */
export class Shelf<R extends object> {
  readonly spec: EntitySpec<R>;
  readonly #model: () => LooseEntity;
  readonly #owner: () => string;
  #made: LooseEntity | null = null;

  constructor(spec: EntitySpec<R>, prefix: string, owner: () => string, client = documents) {
    this.spec = spec;
    this.#owner = owner;
    registered.set(spec.entity, spec);
    const model = modelOf(spec, prefix);
    // electrodb's types follow literal schemas; ours is built from a record type, so its surface is narrowed here.
    this.#model = () => new Entity(model as never, { client }) as unknown as LooseEntity;
  }

  /** Made when it is first asked: there are some sixty kinds, and a request needs a handful of them. */
  get #entity(): LooseEntity {
    this.#made ??= this.#model();
    return this.#made;
  }

  #keys(keys: Keys<R>): Item {
    return this.#checked({ tenant: this.#owner(), ...keys });
  }

  #checked(full: Item): Item {
    for (const [name, value] of Object.entries(full)) {
      const pattern = this.spec.composed?.includes(name) ? COMPOSED_TEXT : KEY_TEXT;
      if (typeof value === "string" && !pattern.test(value)) {
        throw new Error(`${this.spec.entity}.${name} cannot enter a key`);
      }
    }
    return full;
  }

  #item(record: R): Item {
    const owned: Item = { ...record, tenant: this.#owner() };
    const used = [this.spec.key, ...Object.values(this.spec.indexes ?? {})].flatMap(({ pk, sk }) => names(pk + sk));
    const keys: Item = Object.fromEntries(used.map((name) => [name, owned[name]]));
    this.#checked(keys);
    return owned;
  }

  #target() {
    return { table: tableName() };
  }

  async get(keys: Keys<R>, options: { strong?: boolean } = {}): Promise<R | null> {
    const found = await this.#entity
      .get(this.#keys(keys))
      .go({ ...this.#target(), consistent: options.strong ?? false });
    return found.data === null ? null : this.#record(found.data);
  }

  /** Up to a hundred records by key; the absent ones are left out. */
  async getMany(keys: readonly Keys<R>[], options: { strong?: boolean } = {}): Promise<readonly R[]> {
    if (keys.length === 0) return [];
    const found = await this.#entity
      .get(keys.map((each) => this.#keys(each)))
      .go({ ...this.#target(), consistent: options.strong ?? false, concurrency: 2 });
    if (found.unprocessed.length > 0) throw new Error(`${this.spec.entity}: ${found.unprocessed.length} keys unread`);
    return found.data.map((item) => this.#record(item));
  }

  /** One page of a partition or an index partition. Reads of an index give only what the index carries. */
  async list(keys: Keys<R>, options: ListOptions<R> = {}): Promise<Page<R>> {
    const tenant = this.#owner();
    const asked = [this.spec.entity, options.index ?? "primary", keys, options.begins, options.between, options.order];
    const access = this.#entity.query[options.index ?? "primary"];
    if (!access) throw new Error(`${this.spec.entity} has no index ${options.index}`);
    let query = access(this.#keys(keys));
    if (options.begins) query = query.begins(this.#checked({ ...options.begins }));
    else if (options.between)
      query = query.between(this.#checked({ ...options.between[0] }), this.#checked({ ...options.between[1] }));
    else if (options.before) query = query.lt(this.#checked({ ...options.before }));
    const page = await answered(options.cursor, () =>
      query.go({
        ...this.#target(),
        cursor: openCursor(options.cursor, tenant, asked),
        consistent: options.strong ?? false,
        order: options.order ?? "asc",
        hydrate: false,
        ...(options.limit === undefined ? { pages: "all" } : { limit: options.limit }),
      }),
    );
    return {
      items: page.data.map((item) => this.#record(item)),
      cursor: sealCursor(page.cursor, tenant, asked),
    };
  }

  /** A write that refuses when the record stands already. */
  create(record: R): Write {
    const params = this.#entity.create(this.#item(record)).params(this.#target());
    return { kind: "Put", params, partition: this.#partition(record), opens: this.spec.opens ?? false };
  }

  /** A write that replaces whatever stands. */
  put(record: R, where?: Condition): Write {
    const chain = this.#entity.put(this.#item(record));
    return { kind: "Put", params: bracketed(chain, where).params(this.#target()), partition: "", opens: false };
  }

  /** Changes a record that must stand; `where` repeats inside the write what the rules decided on. */
  patch(keys: Keys<R>, edit: Edit<R>, where?: Condition): Write {
    let chain = this.#entity.patch(this.#keys(keys));
    if (edit.set) chain = chain.set(edit.set);
    if (edit.add) chain = chain.add(edit.add);
    if (edit.remove) chain = chain.remove(edit.remove);
    if (edit.within) chain = chain.data(edit.within);
    return { kind: "Update", params: bracketed(chain, where).params(this.#target()), partition: "", opens: false };
  }

  /** Sets attributes of a record whether it stands or not: for statements that grow one item, such as a year's months. */
  upsert(keys: Keys<R>, set: Partial<R>, where?: Condition): Write {
    const chain = this.#entity.update(this.#keys(keys)).set(set);
    return { kind: "Update", params: bracketed(chain, where).params(this.#target()), partition: "", opens: false };
  }

  /** Adds to numbers of a record whether it stands or not: for counts that nobody decides on. Twice is twice. */
  increase(keys: Keys<R>, add: { readonly [K in keyof R]?: number }): Write {
    const chain = this.#entity.update(this.#keys(keys)).add(add);
    return { kind: "Update", params: chain.params(this.#target()), partition: "", opens: false };
  }

  /** Deletes a record that must stand. */
  remove(keys: Keys<R>, where?: Condition): Write {
    const chain = this.#entity.remove(this.#keys(keys));
    return { kind: "Delete", params: bracketed(chain, where).params(this.#target()), partition: "", opens: false };
  }

  /** The partition of a record without its tenant, as the root list keeps it. */
  #partition(record: R): string {
    const item: Item = { ...record, tenant: this.#owner() };
    const full = this.spec.key.pk.replace(/\$\{(\w+)\}/g, (_, name: string) => String(item[name]));
    return full.slice(full.indexOf("#") + 1);
  }

  #record(item: Item): R {
    const { tenant: _tenant, ...record } = item;
    return record as R;
  }
}

/** Names and messages of an error and of what it wraps. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message} ${wordsOf(error.cause)}` : "";
}

/** A position that the table itself refuses was not given by it: the cursor is at fault, not the table. */
async function answered<T>(cursor: string | null | undefined, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (cursor && /ValidationException|start(ing)? key|cursor/i.test(wordsOf(error))) throw badCursor({});
    throw error;
  }
}

/**
 * electrodb joins conditions with AND and does not bracket an OR: the whole condition gets brackets here, once. (The
 * table refuses redundant ones, so a condition brings none of its own.)
 */
const bracketed = (chain: ReturnType<LooseEntity["patch"]>, where?: Condition) =>
  where ? chain.where((a, o) => `(${where(a, o)})`) : chain;

/** A kind of record of the acting tenant. */
export const tenantEntity = <R extends object>(spec: EntitySpec<R>): Shelf<R> =>
  new Shelf(spec, "${tenant}#", tenantId);

/** A public projection: partitions of their own, so that the public function can read nothing else. */
export const publicEntity = <R extends object>(spec: EntitySpec<R>): Shelf<R> =>
  new Shelf(spec, "public#${tenant}#", publicTenantId);

/**
 * The two documented exceptions to tenant-first keys: the registry of tenants (`platform#`) and the account by identity
 * subject (`identity#`), which are read before a tenant is known.
 */
export const houseEntity = <R extends object>(spec: EntitySpec<R>, house: "platform" | "identity"): Shelf<R> =>
  new Shelf(spec, `${house}#`, () => house, houseDocuments);
