import * as fc from "fast-check";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const nested = (depth: number): Json =>
  depth === 0 ? "dasar" : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) };

/** Texts that have broken programs before. */
export const NASTY_TEXTS = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\n",
  "\r\nx-injected: 1",
  ".",
  "..",
  "../../etc",
  "%",
  "%00",
  "%zz",
  "%2e%2e%2f",
  "%C3%28",
  "a/b",
  "a\\b",
  "kukar#tenant",
  "kukar#report#x",
  "*",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "-0",
  "0x10",
  "1e999",
  "1e300",
  "9".repeat(400),
  "a".repeat(300),
  "rfk.2026-03.dinas-pu.1" + "0".repeat(300),
  "-".repeat(6_000),
  "\ud800",
  "\udfff!",
  "\u202erahasia",
  "\ufeff",
  "🇮🇩🇮🇩",
  "é".repeat(90),
  "<script>alert(1)</script>",
  "' OR '1'='1",
  "{{7*7}}",
  "${tenant}",
  "2026-02-31",
  "2026-13",
  "20२6-03",
] as const;

export const nastyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9.-]{0,260}$/) },
);

const polluted: Json = JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') as Json;

export const nastyValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: nastyText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Json[]>(
      null,
      true,
      0,
      -1,
      0.5,
      1e300,
      -1e300,
      Number.MAX_SAFE_INTEGER,
      2 ** 53,
      5e-324,
      [],
      {},
      [[]],
      [null],
      polluted,
      nested(60),
      nested(1_500),
      Array.from({ length: 400 }, () => "x"),
      { length: 3, 0: "a" },
      { kind: "value", value: "1", extra: true },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json> },
);

const isTree = (x: unknown): x is Record<string, unknown> => typeof x === "object" && x !== null;

/** All places in a value, as paths of keys. */
function placesOf(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (!isTree(value)) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...at, key]))];
}

type Edit = {
  readonly kind: "replace" | "drop" | "add";
  readonly place: number;
  readonly name: string;
  readonly value: Json;
};

function edited(value: unknown, path: readonly string[], edit: Edit): unknown {
  const [key, ...rest] = path;
  if (key !== undefined && isTree(value)) {
    const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
      if (name !== key) return [[name, inner]];
      return rest.length === 0 && edit.kind === "drop" ? [] : [[name, edited(inner, rest, edit)]];
    });
    return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  }
  if (edit.kind === "add" && isTree(value) && !Array.isArray(value)) {
    return Object.fromEntries([...Object.entries(value), [edit.name, edit.value]]);
  }
  return edit.value;
}

const edit = fc.record<Edit>({
  kind: fc.constantFrom("replace", "replace", "drop", "add"),
  place: fc.nat(),
  name: fc.oneof(fc.constantFrom("__proto__", "constructor", "tenant", "posts", "actor", "rev"), nastyText),
  value: nastyValue,
});

/** A good input with one to three things broken in it; the whole is never replaced. */
export const broken = (good: Readonly<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> =>
  fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) =>
    edits.reduce<Record<string, unknown>>(
      (input, each) => {
        const places = placesOf(input).filter((place) => place.length > 0 || each.kind === "add");
        const place = places[each.place % Math.max(1, places.length)] ?? [];
        const next = edited(input, place, place.length === 0 ? { ...each, kind: "add" } : each);
        return isTree(next) && !Array.isArray(next) ? next : input;
      },
      { ...good },
    ),
  );

/** Bodies that are no proper JSON object. */
export const rawBody = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.json(),
  fc.constantFrom(
    "[".repeat(100_000),
    '{"a":'.repeat(50_000),
    "[".repeat(50_000) + "]".repeat(50_000),
    `{"id":"${"x".repeat(600_000)}"}`,
    '{"id":1e999}',
    '{"id":"a","id":"b"}',
    '\ufeff{"id":"a"}',
    "NaN",
    "undefined",
    '{"id":"\\ud800"}',
    "id=1&tenant=nunukan",
    "<xml/>",
  ),
);
