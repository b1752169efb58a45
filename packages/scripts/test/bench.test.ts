import { describe, expect, it } from "vitest";
import { itemBytes, writeUnits } from "../src/bench/item-size.ts";
import { measured, median, tableOf } from "../src/bench/measurement.ts";
import { busyTime } from "../src/bench/watch.ts";
import { lazyImports, namedByPage, staticImports } from "../src/bench/weights.ts";

describe("the size of an item", () => {
  it("counts names and texts in UTF-8 bytes", () => {
    // pk 2 + kukar 5 + é 2 + ab 2
    expect(itemBytes({ pk: { S: "kukar" }, é: { S: "ab" } })).toBe(11);
  });

  it("counts two digits per byte, without outer zeros, and a minus sign", () => {
    // name 1 each: 0 is 1; 1200 has two digits left: 2; -12345 has five: 3 + 1 + 1; 0.005 has one: 2
    expect(["0", "1200", "-12345", "0.005"].map((N) => itemBytes({ n: { N } }))).toEqual([2, 3, 6, 3]);
  });

  it("adds three bytes per list or map and one per element", () => {
    // a 1 + (3 + (b 1 + true 1 + 1) + (c 1 + (3 + (x 1 + 1) + (null 1 + 1)) + 1))
    expect(itemBytes({ a: { M: { b: { BOOL: true }, c: { L: [{ S: "x" }, { NULL: true }] } } } })).toBe(16);
  });

  it("counts the bytes of a binary, not its base64 text", () => {
    expect(itemBytes({ b: { B: Buffer.from("12345").toString("base64") } })).toBe(6);
  });

  it("refuses a kind of value that it cannot count", () => {
    expect(() => itemBytes({ a: {} })).toThrow(/No size/);
  });
});

it("charges every started KB, doubly in a transaction, and 1 KB for a deleted item", () => {
  expect([0, 1, 1024, 1025, 2048].map((bytes) => writeUnits(bytes, false))).toEqual([1, 1, 1, 2, 2]);
  expect([0, 1024, 1025].map((bytes) => writeUnits(bytes, true))).toEqual([2, 2, 4]);
});

it("counts calls that overlap once and the pause between them not at all", () => {
  // 0-10 with 2-4 inside, 8-12 over its end, then 20-25: 12 + 5
  expect(
    busyTime([
      [20, 25],
      [8, 12],
      [0, 10],
      [2, 4],
    ]),
  ).toBe(17);
  expect(busyTime([])).toBe(0);
});

it("takes the middle value, or the mean of the two in the middle", () => {
  expect([median([9, 1, 5]), median([4, 1, 2, 9]), median([])]).toEqual([5, 3, null]);
});

describe("a measurement", () => {
  const fact = { name: "a", unit: "x", basis: "b" };

  it("is judged by the figure that is shown", () => {
    expect(measured({ ...fact, value: 1.5004, goal: 1.5 })).toEqual({ ...fact, value: 1.5, goal: 1.5, ok: true });
    expect(measured({ ...fact, value: 1.5006, goal: 1.5 })).toMatchObject({ value: 1.501, ok: false });
  });

  it("has no verdict without a goal or without a figure", () => {
    expect(measured({ ...fact, value: 7 })).toEqual({ ...fact, value: 7, goal: null, ok: null });
    expect(measured({ ...fact, value: null, goal: 1 })).toEqual({ ...fact, value: null, goal: 1, ok: null });
  });

  it("says in the table when a goal was missed, and tells each basis once", () => {
    const table = tableOf([
      measured({ ...fact, name: "baik", value: 1, goal: 2 }),
      measured({ ...fact, name: "kurang", value: 3, goal: 2 }),
      measured({ ...fact, name: "tanpa", value: null }),
    ]);
    expect(table).toMatch(/^kurang +3 +x +≤ 2 +TIDAK TERCAPAI +\[1\]$/m);
    expect(table).toMatch(/^tanpa +- +x +\[1\]$/m);
    expect(table).toMatch(/^1 sasaran tercapai, 1 tidak tercapai$/m);
    expect(table.match(/^\[1\] b$/gm)).toHaveLength(1);
  });
});

describe("what a built page loads", () => {
  it("finds entry script, preloads and style sheets, and no icon", () => {
    const html = `<link rel="icon" href="/a.svg" /><script type="module" crossorigin src="/assets/m-1.js"></script>
      <link rel="modulepreload" crossorigin href="/assets/n-2.js"><link rel="stylesheet" href="/assets/m-3.css">`;
    expect(namedByPage(html)).toEqual(["assets/m-1.js", "assets/n-2.js", "assets/m-3.css"]);
  });

  it("tells static imports from lazy ones, and what the loader fetches along", () => {
    const script =
      'const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/p-1.js","assets/p-2.css"])))=>i.map(i=>d[i]);' +
      'import{a as b}from"./s-3.js";import"./t-4.js";export{c}from"./u-5.js";' +
      "x([O(()=>import(`./q-6.js`),[]),O(()=>import(`./p-1.js`).then(e=>({default:e.P})),__vite__mapDeps([0,1]))]);";
    expect(staticImports(script)).toEqual(["s-3.js", "t-4.js", "u-5.js"]);
    expect(lazyImports(script)).toEqual([
      { file: "q-6.js", along: [] },
      { file: "p-1.js", along: ["assets/p-1.js", "assets/p-2.css"] },
    ]);
  });
});
