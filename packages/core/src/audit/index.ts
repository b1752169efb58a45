import * as v from "valibot";
import { LIMITS } from "../kernel/limits.ts";
import { Journal } from "../db/journal.ts";
import { readOperation } from "../operation/operation.ts";
import { offices } from "../operation/policies.ts";
import { LocalDate } from "../orgunit/schema.ts";

/** Posts that read the trail of a day. */
export const AUDIT_READERS = ["admin", "inspektorat"];

/** The trail of a day: who did what, in which hat, to what. Details stand in the trail of the subject itself. */
export const day = readOperation({
  name: "audit.day",
  summary: "Jejak semua tindakan di daerah ini pada satu hari (UTC).",
  input: v.strictObject({ day: LocalDate, cursor: v.optional(v.nullable(v.string()), null) }),
  output: v.strictObject({
    entries: v.array(
      v.strictObject({
        at: v.string(),
        op: v.string(),
        by: v.string(),
        hat: v.nullable(v.string()),
        subject: v.string(),
      }),
    ),
    cursor: v.nullable(v.string()),
  }),
  load: async () => ({}),
  policy: offices("admin daerah dan Inspektorat", AUDIT_READERS, "membaca jejak audit"),
  run: async ({ input }) => {
    const page = await Journal.list(
      { day: input.day },
      { index: "when", order: "desc", limit: LIMITS.pageItems, cursor: input.cursor },
    );
    return {
      entries: page.items.map(({ card }) => ({
        at: String(card["at"]),
        op: String(card["op"]),
        by: String(card["by"]),
        hat: card["hat"] === null || card["hat"] === undefined ? null : String(card["hat"]),
        subject: String(card["subject"]),
      })),
      cursor: page.cursor,
    };
  },
});
