import { type Field, readDraft } from "@selaras/core/template/draft-shape.ts";
import { describe, expect, it } from "vitest";
import { idsIn, newField, ofType } from "./model.ts";

const number: Field = {
  id: "x",
  label: "X",
  type: "number",
  unit: "km",
  decimals: 2,
  negative: true,
  entry: "partial",
  timeAgg: "sum",
  orgAgg: "weighted",
  weight: "pagu",
  missing: "leave-out",
  given: "first-of-year",
  required: "submit",
  zeroNeedsReason: true,
  public: true,
};
const declared = (field: Field) => Object.fromEntries(Object.entries(field).filter(([, each]) => each !== undefined));

describe("a field whose type is changed in the designer", () => {
  it("keeps nothing that only numbers have when it becomes a date", () => {
    expect(declared(ofType(number, "date"))).toEqual({
      id: "x",
      label: "X",
      type: "date",
      entry: "text",
      timeAgg: "last",
      orgAgg: "none",
      required: "submit",
      zeroNeedsReason: false,
      public: true,
    });
  });

  it("is entered and added up as a number again when it becomes one", () => {
    expect(declared(ofType(ofType(number, "date"), "money"))).toMatchObject({
      type: "money",
      entry: "partial",
      timeAgg: "sum",
      orgAgg: "sum",
      decimals: 2,
    });
  });
});

describe("the name of a new field", () => {
  it("is none that rows of the budget or indicators of the tree carry already", () => {
    const named = (source: "budget" | "cascade" | "free", label: string) => {
      const [section] = readDraft({ sections: [{ id: "s", kind: "rows", source }] }).sections;
      return section && newField(label, idsIn(section), false).id;
    };
    expect([named("budget", "Pagu"), named("budget", "Target"), named("free", "Pagu")]).toEqual([
      "pagu_2",
      "target_2",
      "pagu",
    ]);
    expect(named("cascade", "Metode")).toBe("metode_2");
  });
});
