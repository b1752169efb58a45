import * as v from "valibot";
import { canonical } from "../../kernel/canonical.ts";
import { type Actor, context } from "../../kernel/context.ts";
import { allow, type Decision } from "../../kernel/decision.ts";
import { sha256 } from "../../kernel/digest.ts";
import { Failure } from "../../kernel/failure.ts";
import { readOperation } from "../../operation/operation.ts";
import type { Policy } from "../../operation/operation.ts";
import { holdsAbove, keepsPlans } from "../policy.ts";
import { contentNow, contentSigned, knows, placed, type Placed, versionIn } from "./load.ts";
import { fit, gapsOf } from "./rules.ts";
import { Agreement, AgreementContent, AgreementKey, VersionText } from "./schema.ts";
import { HOLES } from "../holes.ts";
import { LEVELS } from "../schema.ts";
import { mayReopen, mayStamp } from "./turn.ts";

export const seeing: Policy<Placed> = {
  sentence:
    "pejabat pada unit itu dan di atasnya, atasan dalam perjanjian, dan kantor pengelola; bagi yang lain tidak ada",
  sees: knows,
  may: () => allow,
};

const Act = v.nullable(v.string());
const Gap = v.strictObject({
  kind: v.picklist(HOLES),
  level: v.picklist(LEVELS),
  node: v.string(),
  indicator: v.nullable(v.string()),
  text: v.string(),
});

/** Null = one may; otherwise the sentence that says why not. */
const because = (decision: Decision): string | null => (decision.allowed ? null : decision.because.message);

/** What would be signed, or why nothing can be: a party that does not hold its post any more. */
async function contentOrReason(record: Placed, agreement: Agreement) {
  if (agreement.state !== "draft") return { content: await contentSigned(agreement), blocked: null };
  try {
    return { content: await contentNow(record, agreement), blocked: null };
  } catch (error) {
    if (error instanceof Failure && error.code === "cascade.not_holder")
      return { content: null, blocked: error.message };
    throw error;
  }
}

export const agreement = readOperation({
  name: "cascade.agreement",
  summary: "Satu perjanjian kinerja: isi, kekurangan, tanda tangan dan riwayat versinya.",
  input: v.strictObject({ ...AgreementKey, version: VersionText }),
  output: v.strictObject({
    agreement: Agreement,
    content: v.nullable(AgreementContent),
    /** Of the content as it is shown: sent back with a signature. */
    hash: v.nullable(v.string()),
    gaps: v.array(Gap),
    versions: v.array(v.strictObject({ version: v.number(), state: v.string(), reason: v.nullable(v.string()) })),
    /** Null = may; otherwise why not. */
    acts: v.strictObject({ edit: Act, sign: Act, reopen: Act }),
  }),
  load: placed,
  policy: seeing,
  run: async ({ input, record, actor }) => {
    const found = versionIn(record, input.version);
    const { content, blocked } = await contentOrReason(record, found);
    const stamp = await mayStamp(actor, found, context().now);
    const ready = content && found.state === "draft" ? fit(content) : allow;
    return {
      agreement: found,
      content,
      hash: content && sha256(canonical(content)),
      gaps: content ? [...gapsOf(content)] : [],
      versions: record.versions.map(({ version, state, reason }) => ({ version, state, reason })),
      acts: {
        edit: mayEdit(actor, record),
        sign: blocked ?? because(ready.allowed ? stamp : ready),
        reopen: because(mayReopen(actor, found, record)),
      },
    };
  },
});

const mayEdit = (actor: Actor, record: Placed): string | null =>
  keepsPlans(actor, record) || holdsAbove(actor, null, record)
    ? null
    : "Perjanjian kinerja disusun oleh pejabat pada unit itu, Bappeda, Bagian Organisasi atau admin daerah.";
