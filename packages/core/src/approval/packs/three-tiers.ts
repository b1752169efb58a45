import { type ChainVersion, ChainVersion as Schema } from "../schema.ts";
import * as v from "valibot";

const step = {
  mode: { kind: "any" },
  group: null,
  condition: null,
  sla: null,
  reminders: [],
  escalation: null,
  returnsTo: ["author"],
  resume: "full",
  emptyHolder: "wait",
} as const;

/** Kukar's three tiers: the PPTK enters, the Kabid verifies, the head of the OPD signs; signing publishes. */
export const threeTiers: ChainVersion = v.parse(Schema, {
  chain: "tiga-tingkat",
  n: 1,
  label: "Tiga tingkat: penyusun, pemeriksa, kepala",
  status: "published",
  waitingHours: 0,
  steps: [
    {
      ...step,
      key: "verifikasi",
      label: "Verifikasi",
      kind: "verify",
      assignee: { by: "post", post: "kabid", scope: "own" },
      separateFrom: ["author"],
    },
    {
      ...step,
      key: "tanda-tangan",
      label: "Tanda tangan",
      kind: "sign",
      assignee: { by: "post", post: "kepala", scope: "own" },
      separateFrom: ["author", "verifikasi"],
    },
  ],
});
