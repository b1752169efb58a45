import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { failure, notFound } from "../kernel/failure.ts";
import { FieldId, ReportId, RowKey, Sha256 } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { downloadAddress, stored, uploadAddress } from "../db/files.ts";
import { recordStored } from "../db/meter.ts";
import type { Unit } from "../db/unit.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { type Placed, surroundings } from "../report/access.ts";
import { tooManyWriters } from "../report/failures.ts";
import { moving, seeing } from "../report/policy.ts";
import { EvidenceView, Reason } from "../report/schema.ts";
import { wantsEvidence } from "../report/evidence-share.ts";
import { deedOf, personOf } from "../report/statement.ts";
import { type FileRecord, Files, Heads, type LaneRecord, Lanes } from "../report/store.ts";
import { EVIDENCE_TYPES, evidenceTypes, fits } from "./sniff.ts";

export const notArrived = failure(
  "evidence.absent",
  "refused",
  () => "Berkas belum sampai di penyimpanan. Unggah kembali; isian laporan Anda tidak terpengaruh.",
);
export const differs = failure(
  "evidence.differs",
  "refused",
  () => "Berkas yang sampai berbeda dari berkas di perangkat Anda. Unggah kembali.",
);
export const wrongType = failure<{ type: string }>(
  "evidence.type",
  "refused",
  ({ type }) => `Isi berkas bukan ${type}. Simpan ulang berkas dalam jenis yang benar, lalu unggah kembali.`,
);
export const tooMany = failure(
  "evidence.count",
  "refused",
  () => `Satu laporan memuat paling banyak ${LIMITS.evidencePerReport} berkas bukti.`,
);
export const unknownKind = failure(
  "evidence.requirement",
  "refused",
  () => "Jenis bukti ini tidak ada dalam templat laporan ini. Muat ulang halaman, lalu pilih jenis bukti kembali.",
);

const Announced = v.strictObject({
  id: ReportId,
  name: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(LIMITS.evidenceNameCharacters),
    v.regex(/^[^\p{Cc}/\\]+$/u, "Nama berkas memuat tanda yang tidak diperbolehkan."),
  ),
  type: v.picklist(evidenceTypes, "Jenis berkas yang diterima: PDF, JPEG, PNG, WebP, XLSX, DOCX."),
  bytes: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1, "Berkas kosong."),
    v.maxValue(LIMITS.evidenceBytes, "Berkas lebih besar dari 20 MB."),
  ),
  sha256: Sha256,
  rowKey: v.optional(v.nullable(RowKey), null),
  /** The kind of evidence of the template that the file is meant for. */
  requirement: v.exactOptional(FieldId),
});
const One = v.strictObject({ id: ReportId, evidenceId: Sha256 });

type Loaded = Placed & { readonly file: FileRecord | null; readonly lane: LaneRecord | null };

async function load({ id, evidenceId }: { id: string; evidenceId: string }): Promise<Loaded | null> {
  const { actor } = context();
  const [head, file, lane] = await Promise.all([
    Heads.get({ reportId: id }, { strong: true }),
    Files.get({ reportId: id, evidenceId }, { strong: true }),
    actor.kind === "official" ? Lanes.get({ reportId: id, writer: actor.person }, { strong: true }) : null,
  ]);
  return head && { head, file, lane, ...(await surroundings(head)) };
}

const viewOf = ({ evidenceId, name, type, bytes, rowKey, requirement, by, at }: FileRecord): EvidenceView => ({
  evidenceId,
  name,
  type,
  bytes,
  rowKey,
  ...(requirement === undefined ? {} : { requirement }),
  by,
  at,
});

const ensureWanted = ({ definition }: Loaded, requirement: FieldId | undefined): void => {
  if (requirement !== undefined && !wantsEvidence(definition, requirement)) throw unknownKind({});
};

/** Every change of a file goes through the writer's lane, so that a submission cannot overlook it. */
function countInLane(unit: Unit, { head, lane }: Loaded): void {
  const writer = personOf(context().actor);
  const { reportId } = head;
  if (lane) {
    unit.add(Lanes.patch({ reportId, writer }, { add: { files: 1 } }));
    return;
  }
  if (head.writers >= LIMITS.lanesPerReport) throw tooManyWriters({});
  const still = Heads.patch(
    { reportId },
    { add: { writers: 1, rev: 1 } },
    (a, o) => `${o.eq(a["state"], head.state)} AND ${o.eq(a["round"], head.round)}`,
  );
  unit.add(still);
  unit.add(Lanes.create({ reportId, writer, writes: 0, files: 1 }));
}

export const announce = readOperation({
  name: "evidence.announce",
  summary: "Meminta alamat unggah langsung ke penyimpanan untuk satu berkas bukti.",
  input: Announced,
  output: v.strictObject({
    evidenceId: Sha256,
    url: v.string(),
    headers: v.record(v.string(), v.string()),
    expiresInSeconds: v.number(),
  }),
  load: ({ id, sha256 }) => load({ id, evidenceId: sha256 }),
  policy: moving("attach"),
  run: async ({ input, record }) => {
    ensureWanted(record, input.requirement);
    const address = await uploadAddress({
      report: input.id,
      sha256: input.sha256,
      type: input.type,
      bytes: input.bytes,
    });
    return { evidenceId: input.sha256, ...address, expiresInSeconds: LIMITS.uploadSeconds };
  },
});

export const confirm = writeOperation({
  name: "evidence.confirm",
  summary: "Mencatat berkas yang sudah diunggah setelah isi, ukuran dan jenisnya diperiksa.",
  input: Announced,
  output: EvidenceView,
  subject: ({ id }) => `report#${id}`,
  load: ({ id, sha256 }) => load({ id, evidenceId: sha256 }),
  policy: moving("attach"),
  run: async ({ input, record, unit, now }) => {
    const { id, name, type, bytes, sha256, rowKey, requirement } = input;
    ensureWanted(record, requirement);
    const { items } = await Files.list({ reportId: id }, { begins: { evidenceId: "" }, strong: true });
    if (items.filter((file) => file.removed === null && file.evidenceId !== sha256).length >= LIMITS.evidencePerReport)
      throw tooMany({});
    const arrived = await stored(id, sha256);
    if (!arrived) throw notArrived({});
    if (arrived.bytes !== bytes || arrived.sha256 !== sha256) throw differs({});
    if (!fits(type, arrived.first)) throw wrongType({ type: EVIDENCE_TYPES[type].label });
    const view: EvidenceView = {
      evidenceId: sha256,
      name,
      type,
      bytes,
      rowKey,
      ...(requirement === undefined ? {} : { requirement }),
      by: personOf(context().actor),
      at: now.toISOString(),
    };
    const here = record.file?.removed === null ? record.file : null;
    // The same file sent again is a repeated command, unless it is now meant for another kind.
    if (here && (requirement === undefined || requirement === here.requirement)) return viewOf(here);
    const rev = (record.file?.rev ?? 0) + 1;
    countInLane(unit, record);
    const file = { ...view, reportId: id, rev, removed: null };
    unit.add(record.file ? Files.put(file, (a, o) => o.eq(a["rev"], rev - 1)) : Files.create(file));
    unit.tell({ changes: { file: sha256, name, bytes }, events: [], card: { file: name } });
    recordStored("evidence", bytes);
    return view;
  },
});

export const remove = writeOperation({
  name: "evidence.remove",
  summary: "Melepas berkas bukti dari laporan; sidik, alasan dan orangnya tetap tercatat.",
  input: v.strictObject({ ...One.entries, reason: Reason }),
  output: v.strictObject({ evidenceId: Sha256 }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("attach"),
  run: async ({ input, record, unit }) => {
    const { file } = record;
    if (!file || file.removed) throw notFound({});
    const { id, evidenceId, reason } = input;
    countInLane(unit, record);
    const tombstone = { ...deedOf(context()), reason };
    const edit = { set: { removed: tombstone }, add: { rev: 1 } };
    unit.add(Files.patch({ reportId: id, evidenceId }, edit, (a, o) => o.eq(a["rev"], file.rev)));
    unit.tell({ changes: { file: evidenceId, name: file.name, reason }, events: [], card: { file: file.name } });
    return { evidenceId };
  },
});

export const open = readOperation({
  name: "evidence.open",
  summary: "Alamat sementara (paling lama 60 detik) untuk melihat satu berkas bukti.",
  input: One,
  output: v.strictObject({ url: v.string(), name: v.string(), expiresInSeconds: v.number() }),
  load,
  policy: seeing,
  run: async ({ input, record }) => {
    const { file } = record;
    if (!file || file.removed) throw notFound({});
    const inline = file.type === "application/pdf" || file.type.startsWith("image/");
    const url = await downloadAddress({
      report: file.lies ?? input.id,
      sha256: input.evidenceId,
      name: file.name,
      type: file.type,
      inline,
    });
    return { url, name: file.name, expiresInSeconds: LIMITS.downloadSeconds };
  },
});
