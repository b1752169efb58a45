import { computeSent } from "@selaras/core/report/compute.ts";
import { contentOf as signedContent } from "@selaras/core/report/content.ts";
import { sampleReport } from "@selaras/core/report/sample.ts";
import { SAMPLE_WORDS } from "@selaras/core/report/sample-words.ts";
import type { DocumentContent } from "@selaras/core/report/snapshot.ts";
import { toldBy } from "@selaras/core/report/telling.ts";
import { isTable } from "@selaras/core/template/fields.ts";
import { TEMPLATE_PACKS } from "@selaras/core/template/packs/index.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { describe, expect, it } from "vitest";
import { reportDocument } from "../src/report-document.ts";
import { allText, collisions, printed } from "./printed.ts";
import { contentOf, withSnapshot } from "./snapshot.ts";

/** A signed report of a template, filled with an example. */
export function filled(definition: TemplateDefinition, paper: "A4" | "F4"): DocumentContent {
  const {
    id: report,
    pins,
    rows,
    carry,
    period,
  } = sampleReport(definition, { year: "2026", full: true, words: SAMPLE_WORDS });
  const told = toldBy(definition, rows, computeSent(definition, rows, carry, null));
  const nothing = { carry: [], carried: {}, evidence: [], explanations: [], nil: null } as const;
  const content = signedContent({ report, pins, rows, told, ...nothing });
  const { id, name } = definition;
  const template = { id, name, n: 1, hash: "a".repeat(64) };
  return withSnapshot(contentOf(0, { definition, paper }), { report, period, template, content });
}

const plain = (text: string): string => text.replaceAll(/\s+/g, "");

describe.each(TEMPLATE_PACKS.map(({ definition }) => [definition.short, definition] as const))(
  "the layout of the pack %s",
  (_, definition) => {
    it.each(["A4", "F4"] as const)(
      "fits on %s: every section and every column is there, and nothing is cut",
      async (paper) => {
        const pages = await printed(await reportDocument(filled(definition, paper)));
        for (const page of pages) expect(collisions(page)).toEqual([]);
        // Words that were broken to fit a column are one again without their spaces.
        const text = plain(allText(pages));
        for (const section of definition.sections) {
          if (section.kind !== "evidence") expect(text).toContain(plain(section.label));
          if (!isTable(section)) continue;
          for (const { label } of [...section.fields, ...section.computed]) {
            expect([section.id, text.includes(plain(label))]).toEqual([section.id, true]);
          }
        }
        expect(text).toContain(plain("KEPALA DINAS PEKERJAAN UMUM,"));
      },
    );
  },
);
