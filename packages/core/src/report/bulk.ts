import * as v from "valibot";
import { type Context, context, within } from "../kernel/context.ts";
import { sha256 } from "../kernel/digest.ts";
import { Failure, failure } from "../kernel/failure.ts";
import { CommandId, ReportId, Sha256 } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { writeOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { turnFor } from "./access.ts";
import { verify } from "./decide.ts";
import { load } from "./load.ts";

export const lookFirst = failure(
  "report.bulk_look",
  "refused",
  () => "Laporan ini memuat peringatan atau tahapnya harus diputuskan satu per satu. Buka dan periksa laporan ini.",
);

const Item = v.strictObject({ id: ReportId, hash: Sha256, task: v.string() });
const Result = v.strictObject({
  id: ReportId,
  outcome: v.picklist(["done", "refused"]),
  code: v.nullable(v.string()),
  message: v.nullable(v.string()),
});

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** The command of one item, always the same for the same command: repeating the whole repeats each. */
export function commandOf(here: Context, id: string): CommandId {
  const digest = Buffer.from(sha256(`${here.command} ${id}`), "hex");
  const rest = [...digest.subarray(0, 16)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return v.parse(CommandId, here.command.slice(0, 10) + rest);
}

/** Verifies one report as the very same operation would; what that refuses is the answer for this one only. */
async function one(
  { id, hash, task }: v.InferOutput<typeof Item>,
  here: Context,
): Promise<v.InferOutput<typeof Result>> {
  try {
    await within({ ...here, command: commandOf(here, id) }, async () => {
      const placed = await load({ id });
      const seated = placed && turnFor("verify", here.actor, placed, task);
      const clean = placed?.head.facts["jumlah_peringatan"] === "0";
      const checks = seated ? seated.step.kind === "verify" || seated.step.kind === "review" : true;
      // Whatever else keeps it from being verified is said by the operation itself.
      if (seated && !(clean && checks)) throw lookFirst({});
      await verify({ id, hash, task });
    });
    return { id, outcome: "done", code: null, message: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { id, outcome: "refused", code: error.code, message: error.message };
  }
}

export const verifyMany = writeOperation({
  name: "report.verifyMany",
  summary: "Memverifikasi beberapa laporan tanpa peringatan sekaligus; jawabannya per laporan.",
  input: v.strictObject({ items: v.pipe(v.array(Item), v.minLength(1), v.maxLength(LIMITS.bulkDecisions)) }),
  output: v.strictObject({ results: v.array(Result) }),
  subject: () => "jobs",
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat; tiap laporan diperiksa seperti satu per satu"),
  run: async ({ input, unit }) => {
    const here = context();
    const results: v.InferOutput<typeof Result>[] = [];
    // One after another: two reports of one unit may meet in the table.
    for (const item of input.items) results.push(await one(item, here));
    unit.tell({ changes: { results: results.map(({ id, outcome, code }) => [id, outcome, code]) }, events: [] });
    return { results };
  },
});
