import { describe, expect, it } from "vitest";
import { monogramOf } from "../src/components/monogram.ts";
import { type SortDirection, sortRows } from "../src/components/sort-rows.ts";

type Unit = { name: string; share: number | undefined };

const units: readonly Unit[] = [
  { name: "Bidang 10", share: undefined },
  { name: "Bidang 2", share: 40 },
  { name: "Bidang 1", share: 75.5 },
];

const columns = [
  { key: "name", sortBy: (unit: Unit) => unit.name },
  { key: "share", sortBy: (unit: Unit) => unit.share },
  { key: "note" },
];

const namesBy = (column: string, direction: SortDirection) =>
  sortRows(units, columns, { column, direction }).map((unit) => unit.name);

describe("sorting a table", () => {
  it("puts a unit that did not report last in either direction", () => {
    expect(namesBy("share", "ascending")).toEqual(["Bidang 2", "Bidang 1", "Bidang 10"]);
    expect(namesBy("share", "descending")).toEqual(["Bidang 1", "Bidang 2", "Bidang 10"]);
  });

  it("orders numbers within names as numbers", () => {
    expect(namesBy("name", "ascending")).toEqual(["Bidang 1", "Bidang 2", "Bidang 10"]);
  });

  it("leaves the rows as they came for a column that cannot be sorted or does not exist", () => {
    expect(sortRows(units, columns, { column: "note", direction: "ascending" })).toBe(units);
    expect(sortRows(units, columns, { column: "other", direction: "ascending" })).toBe(units);
    expect(sortRows(units, columns, undefined)).toBe(units);
  });

  it("does not change the rows it was given", () => {
    namesBy("share", "ascending");
    expect(units[0]?.name).toBe("Bidang 10");
  });
});

describe("the monogram of a region", () => {
  it.each([
    ["Kabupaten Kutai Kartanegara", "KK"],
    ["Kota Palembang", "PA"],
    ["Provinsi Sulawesi Tenggara", "ST"],
    ["nunukan", "NU"],
    ["Kabupaten", ""],
    ["", ""],
  ])("of %j is %j", (name, monogram) => {
    expect(monogramOf(name)).toBe(monogram);
  });
});
