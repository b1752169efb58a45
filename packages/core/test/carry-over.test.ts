import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { computeSent } from "../src/report/compute.ts";
import { view } from "../src/report/view.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { told } from "./filled.ts";
import { fileReport, introduce } from "./filings.ts";
import { layanan } from "./lists-world.ts";
import { regency, travel, useEngines } from "./world.ts";

useEngines();

describe("the period before the first one of a year", () => {
  const before = {
    id: "terlayani_lalu",
    label: "Terlayani triwulan lalu",
    type: "number",
    decimals: 0,
    section: "penerima",
    expression: "jumlah(periode_lalu(terlayani))",
    public: true,
  };
  // Nothing but a figure looks back.
  const definition = v.parse(TemplateDefinition, { ...layanan, id: "lalu-uji", figures: [before] });

  it("is there for a figure over rows, not only for a column", async () => {
    travel("2026-04-05T02:00:00.000Z");
    const made = await regency("kukar", { units: ["dinkes"] });
    await introduce(made, definition, { dinkes: ["kesehatan"] }, ["2025-TW4", "2026-TW1"]);
    const earlier = await made.openReport("2025-TW4", "dinkes", "lalu-uji");
    const cells = (row: string, served: string) =>
      [
        [`penerima/${row}`, "sasaran", "100"],
        [`penerima/${row}`, "terlayani", served],
      ] as const;
    await fileReport(made, "dinkes", earlier, [...cells("k.2", "30"), ...cells("k.10", "12")]);
    const id = await made.openReport("2026-TW1", "dinkes", "lalu-uji");
    const report = await made.as(made.who("pptk", "dinkes"), () => view({ id }));
    // 30 + 12 of the quarter before; the running total of the new year begins with nothing.
    expect(told(computeSent(definition, report.rows, report.carry, null).figures["terlayani_lalu"], 0)).toBe("42");
    expect(report.carry.values["penerima/k.2"]?.["terlayani"]?.sum).toBe("0");
  });
});
