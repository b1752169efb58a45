/** The part of electrodb's surface that the shelves use, typed by hand in this one place. */
export type Item = Record<string, unknown>;
export type AttributePath = { readonly [name: string]: AttributePath };
export type Operations = {
  eq(path: AttributePath | undefined, value: unknown): string;
  ne(path: AttributePath | undefined, value: unknown): string;
  lt(path: AttributePath | undefined, value: unknown): string;
  lte(path: AttributePath | undefined, value: unknown): string;
  gt(path: AttributePath | undefined, value: unknown): string;
  exists(path: AttributePath | undefined): string;
  notExists(path: AttributePath | undefined): string;
};
export type Edits = {
  set(path: AttributePath | undefined, value: unknown): unknown;
  add(path: AttributePath | undefined, value: unknown): unknown;
  remove(path: AttributePath | undefined): unknown;
};
export type Condition = (attributes: AttributePath, operations: Operations) => string;
export type Edit<R> = {
  readonly set?: Partial<R>;
  readonly add?: { readonly [K in keyof R]?: number };
  readonly remove?: readonly (keyof R)[];
  /** Changes below an attribute whose names are known only at run time, such as the cells of a row. */
  readonly within?: (attributes: AttributePath, edits: Edits) => void;
};

type Options = Record<string, unknown>;
type Chain = {
  set(values: object): Chain;
  add(values: object): Chain;
  remove(names: readonly PropertyKey[]): Chain;
  data(edit: (attributes: AttributePath, edits: Edits) => void): Chain;
  where(condition: Condition): Chain;
  params(options: Options): Item;
};
type Query = {
  begins(keys: object): Query;
  between(from: object, to: object): Query;
  lt(keys: object): Query;
  go(options: Options): Promise<{ data: Item[]; cursor: string | null }>;
};
export type LooseEntity = {
  get(keys: Item): { go(options: Options): Promise<{ data: Item | null }> };
  get(keys: readonly Item[]): { go(options: Options): Promise<{ data: Item[]; unprocessed: unknown[] }> };
  put(item: Item): Chain;
  create(item: Item): Chain;
  patch(keys: Item): Chain;
  update(keys: Item): Chain;
  remove(keys: Item): Chain;
  query: Readonly<Record<string, (keys: Item) => Query>>;
};

/** One write of a transaction, ready for the table. */
export type Write = {
  readonly kind: "Put" | "Update" | "Delete";
  readonly params: Item;
  /** The partition it begins, when it is the first item of one. */
  readonly partition: string;
  readonly opens: boolean;
};
