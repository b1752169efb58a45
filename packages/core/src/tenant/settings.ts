import * as v from "valibot";
import { failure } from "../kernel/failure.ts";
import { Revision } from "../kernel/id.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import { currentTenant } from "./index.ts";
import { NoticeRules, noticesOf, PAPERS, paperOf, SakipRules, sakipOf, SIGNERS, signerOf } from "./schema.ts";
import * as Store from "./store.ts";

export const changedMeanwhile = failure(
  "tenant.stale",
  "stale",
  () => "Pengaturan ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.",
);

/** How the regency signs and prints: what its admin decides without the operator. */
const Signing = v.strictObject({
  signer: v.picklist(SIGNERS),
  freshSecondFactor: v.boolean(),
  paper: v.picklist(PAPERS),
  rev: Revision,
});

export const signing = readOperation({
  name: "tenant.signing",
  summary: "Cara daerah ini menyegel, menandatangani dan mencetak laporan.",
  input: v.strictObject({}),
  output: Signing,
  load: currentTenant,
  policy: everyOfficial(),
  run: async ({ record }) => ({
    signer: signerOf(record),
    freshSecondFactor: record.settings.freshSecondFactor === true,
    paper: paperOf(record),
    rev: record.rev,
  }),
});

export const setSigning = writeOperation({
  name: "tenant.setSigning",
  summary: "Mengatur penyegel, faktor kedua saat menandatangani, dan kertas dokumen.",
  input: Signing,
  output: v.strictObject({ rev: v.number() }),
  subject: () => "tenant",
  load: currentTenant,
  policy: offices("admin daerah", ["admin"], "mengatur tanda tangan"),
  run: async ({ input, record, unit, now }) => {
    const { rev, ...wanted } = input;
    unit.add(Store.changeSettings({ ...record.settings, ...wanted }, rev), () => changedMeanwhile({}));
    const { signer = "internal", freshSecondFactor = false } = record.settings;
    unit.tell({
      changes: { was: { signer, freshSecondFactor, paper: paperOf(record) }, now: wanted },
      events: [{ type: "SigningSet", stamp: now.getTime() }],
    });
    return { rev: rev + 1 };
  },
});

/** What people are told outside of the application unless they choose otherwise, and when. */
const Notices = v.strictObject({ ...NoticeRules.entries, rev: Revision });

export const notices = readOperation({
  name: "tenant.notices",
  summary: "Bawaan pemberitahuan daerah ini dan jam ringkasan pagi.",
  input: v.strictObject({}),
  output: Notices,
  load: currentTenant,
  policy: everyOfficial(),
  run: async ({ record }) => ({ ...noticesOf(record), rev: record.rev }),
});

export const setNotices = writeOperation({
  name: "tenant.setNotices",
  summary: "Mengatur bawaan pemberitahuan bagi pejabat yang belum memilih sendiri, dan jam ringkasan pagi.",
  input: Notices,
  output: v.strictObject({ rev: v.number() }),
  subject: () => "tenant",
  load: currentTenant,
  policy: offices("admin daerah", ["admin"], "mengatur pemberitahuan"),
  run: async ({ input, record, unit, now }) => {
    const { rev, ...wanted } = input;
    unit.add(Store.changeSettings({ ...record.settings, notices: wanted }, rev), () => changedMeanwhile({}));
    unit.tell({
      changes: { was: noticesOf(record), now: wanted },
      events: [{ type: "NoticesSet", stamp: now.getTime() }],
    });
    return { rev: rev + 1 };
  },
});

/** Which posts keep what in performance accountability. */
const Sakip = v.strictObject({ ...SakipRules.entries, rev: Revision });

export const sakip = readOperation({
  name: "tenant.sakip",
  summary: "Jabatan yang mengelola rencana, pohon kinerja, permintaan dukungan dan evaluasi AKIP di daerah ini.",
  input: v.strictObject({}),
  output: Sakip,
  load: currentTenant,
  policy: everyOfficial(),
  run: async ({ record }) => ({ ...sakipOf(record), rev: record.rev }),
});

export const setSakip = writeOperation({
  name: "tenant.setSakip",
  summary: "Mengatur jabatan yang mengelola rencana, pohon kinerja dan target, menjawab dukungan, dan menilai AKIP.",
  input: Sakip,
  output: v.strictObject({ rev: v.number() }),
  subject: () => "tenant",
  load: currentTenant,
  policy: offices("admin daerah", ["admin"], "mengatur pengelola SAKIP"),
  run: async ({ input, record, unit, now }) => {
    const { rev, ...wanted } = input;
    unit.add(Store.changeSettings({ ...record.settings, sakip: wanted }, rev), () => changedMeanwhile({}));
    unit.tell({
      changes: { was: sakipOf(record), now: wanted },
      events: [{ type: "SakipSet", stamp: now.getTime() }],
    });
    return { rev: rev + 1 };
  },
});
