import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { id as report } from "../pages/report/words/id.ts";

const SOURCES = join(import.meta.dirname, "..");

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The texts as a device reads them on which somebody chose this language. */
async function speaking(language: string) {
  vi.stubGlobal("localStorage", { getItem: () => language });
  vi.stubGlobal("document", { documentElement: { lang: "id" } });
  vi.resetModules();
  const spoken = await import("./index.ts");
  await spoken.restoreLanguage();
  return spoken;
}

describe("the file of English texts", () => {
  it("holds the texts of every page, so that no page stays Indonesian", () => {
    const listed = readFileSync(join(SOURCES, "i18n/english.ts"), "utf8");
    const files = globSync("**/{words,*-words}/en.ts", { cwd: SOURCES });
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !listed.includes(`"../${file}"`))).toEqual([]);
  });

  it("is spoken by who chose English, and by nobody else", async () => {
    const english = await speaking("en");
    expect(english.t.act.save).toBe("Save");
    expect(english.inLanguage("report", report).review.verify).toBe("Verify");
    const own = await speaking("id");
    expect(own.t.act.save).toBe("Simpan");
    expect(own.inLanguage("report", report)).toBe(report);
  });
});
