import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { plan, year } from "../src/calendar/index.ts";
import { windowsByRule } from "../src/calendar/rules.ts";
import { Failure } from "../src/kernel/failure.ts";
import { TemplateId, Year } from "../src/kernel/id.ts";
import type { PeriodType } from "../src/kernel/period.ts";
import { MARCH_OPEN, type Regency, regency, travel, useEngines } from "./world.ts";

useEngines();

let kukar: Regency;
beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { lines: 1, pptk: 1 });
});

const RULE = {
  opens: { monthsAfter: 1, day: 1 },
  due: { monthsAfter: 1, day: 10 },
  lock: { monthsAfter: 1, day: 20 },
};
const planned = (who: "admin" | "bappeda", name: string, of: string, type: PeriodType) => {
  const template = v.parse(TemplateId, name);
  const windows = windowsByRule(type, of, RULE).map((window) => ({ template, ...window, rev: 1 }));
  return kukar.as(kukar.who(who, "bappeda"), () => plan({ template, year: v.parse(Year, of), windows }));
};
const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );

describe("the calendar of a year that has none", () => {
  it("is planned whole by one rule, and only once: the second keeper hears of the first", async () => {
    const answers = await Promise.all([
      code(planned("admin", "rfk", "2027", "bulan")),
      code(planned("bappeda", "rfk", "2027", "bulan")),
    ]);
    expect(answers.sort()).toEqual(["calendar.stale", "ok"]);
    const { windows } = await kukar.as(kukar.who("bappeda", "bappeda"), () =>
      year({ template: v.parse(TemplateId, "rfk"), year: v.parse(Year, "2027") }),
    );
    expect(windows).toHaveLength(12);
    expect([windows[0]?.opensOn, windows[11]?.lockOn]).toEqual(["2027-02-01", "2028-01-20"]);
  });

  it("is refused for a template that the regency does not have, and for periods of another kind than the template's", async () => {
    expect(await code(planned("admin", "tidak-ada", "2027", "bulan"))).toBe("kernel.not_found");
    expect(await code(planned("admin", "rfk", "2028", "triwulan"))).toBe("calendar.period");
    expect(await code(planned("admin", "rfk", "2028", "tahun"))).toBe("calendar.period");
  });
});
