import { describe, expect, it } from "vitest";
import type { Column } from "@selaras/core/template/draft-shape.ts";
import { guessColumns, pastedRows } from "./paste.ts";

const target: Column = { id: "target", label: "Target", type: "number" };
const at = { columns: [target], taken: ["1.01"] };

describe("rows pasted from a spreadsheet", () => {
  it("keep code, name, groups, part and numbers as Indonesians type them", () => {
    const text = "2.01\tPAUD\tPendidikan\tpendidikan\t1.250,5\r\n2.02\tSD\tPendidikan\tpendidikan\t\n\n";
    const { rows, problems } = pastedRows(text, ["code", "label", "group", "part", { column: "target" }], at);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        key: "2.01",
        code: "2.01",
        label: "PAUD",
        group: ["Pendidikan"],
        part: "pendidikan",
        context: { target: "1250.5" },
      },
      { key: "2.02", code: "2.02", label: "SD", group: ["Pendidikan"], part: "pendidikan", context: {} },
    ]);
  });

  it("names what cannot be read and leaves it out, never scaled or guessed", () => {
    const { rows, problems } = pastedRows("9\tUji\t2,475,300.25\n\t\t5", ["code", "label", { column: "target" }], at);
    expect(rows.map((row) => row.context)).toEqual([{}]);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain("2,475,300.25");
  });

  it("gives every row a key of its own, also when a code is there already or comes twice", () => {
    const { rows } = pastedRows("1.01\tA\n1.01\tB\n\tAir minum / sanitasi", ["code", "label"], at);
    expect(rows.map((row) => row.key)).toEqual(["1.01-2", "1.01-3", "Air-minum-sanitasi"]);
  });

  it("guesses code and name first, then the values of the section", () => {
    expect(guessColumns("1\tA\t5\tx", [target])).toEqual(["code", "label", { column: "target" }, "skip"]);
    expect(guessColumns("A", [target])).toEqual(["label"]);
  });
});
