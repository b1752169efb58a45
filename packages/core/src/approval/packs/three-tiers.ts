import { type ChainVersion, ChainVersion as Schema, DEFAULT_REMINDERS } from "../schema.ts";
import * as v from "valibot";

const step = {
  mode: { kind: "any" },
  group: null,
  condition: null,
  sections: [],
  limit: null,
  reminders: DEFAULT_REMINDERS,
  escalation: null,
  returnsTo: ["author"],
  resume: "full",
  rejection: "one",
  opens: "all",
  threads: "inform",
  emptyHolder: "wait",
} as const;

/** Kukar's three tiers: the PPTK enters, the Kabid verifies, the head of the OPD signs; signing publishes. */
export const threeTiers: ChainVersion = v.parse(Schema, {
  chain: "tiga-tingkat",
  n: 1,
  label: "Tiga tingkat: penyusun, pemeriksa, kepala",
  status: "published",
  waitingHours: 0,
  correction: { authority: { by: "post", post: "bappeda", scope: "tenant" }, chain: null },
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
