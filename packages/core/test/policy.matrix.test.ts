import { DEFAULT_SAKIP } from "../src/tenant/schema.ts";
import { beforeAll, expect, it } from "vitest";
import { type Actor, context, type HeldPost } from "../src/kernel/context.ts";
import type { Decision } from "../src/kernel/decision.ts";
import { extend } from "../src/calendar/index.ts";
import { sendBack } from "../src/report/decide.ts";
import { load } from "../src/report/load.ts";
import type { Placed } from "../src/report/access.ts";
import { allOperations, type AnyOperation } from "./house.ts";
import { bring, type Stage } from "./stages.ts";
import {
  asIdentity,
  asProduct,
  asVisitor,
  MARCH_OPEN,
  type Regency,
  regency,
  type Somebody,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

const OWN = "dinas-pu";
const OTHER = "dinas-kes";
const BELOW = "bidang-jalan";

let kukar: Regency;
let nunukan: Regency;
let operations: ReadonlyMap<string, AnyOperation>;

beforeAll(async () => {
  travel(MARCH_OPEN);
  operations = await allOperations();
  const inside = { [BELOW]: OWN };
  const units = [OWN, OTHER, "dinas-a", "dinas-b", "dinas-c", "dinas-d", "dinas-e"];
  kukar = await regency("kukar", { units, inside, lines: 1, pptk: 2 });
  nunukan = await regency("nunukan", { units: [OWN], lines: 1, pptk: 1 });
});

/** A person with posts in the reporting unit (`own`) or elsewhere; `author` wrote the report that is asked about. */
type Role = { readonly name: string; readonly actor: (own: string) => Somebody | "product" | "visitor" | "identity" };
const seated = (who: Somebody, ...more: readonly HeldPost[]): Somebody => ({ ...who, posts: [...who.posts, ...more] });
const at =
  (kind: string, unit?: string, seat = 1) =>
  (own: string) =>
    kukar.who(kind, unit ?? own, seat);
const ROLES: readonly Role[] = [
  { name: "pptk, penyusun", actor: at("pptk") },
  { name: "pptk, unit sendiri", actor: at("pptk", undefined, 2) },
  { name: "pptk, unit lain", actor: at("pptk", OTHER) },
  { name: "kabid, unit sendiri", actor: at("kabid") },
  { name: "kabid, unit lain", actor: at("kabid", OTHER) },
  { name: "kepala, unit sendiri", actor: at("kepala") },
  { name: "kepala, unit lain", actor: at("kepala", OTHER) },
  {
    name: "penyusun yang juga kabid dan kepala",
    actor: (own) => seated(kukar.who("pptk", own), ...kukar.who("kabid", own).posts, ...kukar.who("kepala", own).posts),
  },
  {
    name: "kabid pemeriksa yang juga kepala",
    actor: (own) => seated(kukar.who("kabid", own), ...kukar.who("kepala", own).posts),
  },
  { name: "staf bidang di bawah", actor: at("staf", BELOW) },
  { name: "tanpa jabatan", actor: (own) => ({ ...kukar.who("pptk", own, 2), posts: [] }) },
  { name: "bappeda", actor: at("bappeda", "bappeda") },
  { name: "admin", actor: at("admin", "bappeda") },
  { name: "inspektorat", actor: at("inspektorat", "bappeda") },
  { name: "layanan sendiri", actor: () => "product" },
  { name: "pengunjung", actor: () => "visitor" },
  { name: "belum memilih daerah", actor: () => "identity" },
];

const MARKS: Readonly<Record<string, string>> = {
  "kernel.forbidden": "F",
  "report.not_author": "P",
  "report.desk": "D",
  "report.state": "S",
  "approval.same_person": "O",
  "report.withdraw_late": "T",
  "report.not_signer": "N",
  "report.signer_left": "J",
  "report.recall_late": "W",
  "report.no_return": "R",
  "report.correction_open": "C",
  "calendar.locked": "K",
  "calendar.not_open": "B",
};
const LEGEND = [
  "Baris: operasi. Kolom: siapa. Dihitung dari kebijakan operasi atas laporan yang sungguh dimuat.",
  "  +  boleh",
  "  .  tidak ditemukan (sama dengan yang tidak ada)",
  "  F  jabatan tidak berwenang          P  bukan penyusun unit ini     D  bukan meja pada tahap ini",
  "  O  orang yang sama sudah bertindak  S  keadaan laporan tidak cocok K  periode terkunci",
  "  T  sudah mulai diputuskan           B  periode belum dibuka        N  bukan penanda tangannya",
  "  W  waktu tunggu sudah habis         R  tahap tak mengembalikan     C  koreksi sedang berjalan",
  "  J  tidak dalam jabatan yang dipakai menandatangani",
];

function mark(decision: Decision): string {
  if (decision.allowed) return "+";
  const found = MARKS[decision.because.code];
  if (!found) throw new Error(`no mark for ${decision.because.code}`);
  return found;
}

const inTenant = <T>(tenant: string, role: ReturnType<Role["actor"]>, work: () => Promise<T>): Promise<T> => {
  if (role === "product") return asProduct(tenant, work);
  if (role === "visitor") return asVisitor(tenant, work);
  if (role === "identity") return asIdentity("sub-kukar-pptk", work);
  return (tenant === "kukar" ? kukar : nunukan).as(role, work);
};

/** Operations of the module that are about no report in particular. */
const WITHOUT_REPORT = [
  "report.mine",
  "report.open",
  "report.takeTemplates",
  "report.templateOffers",
  "report.templateUse",
];
const onReport = (name: string): boolean =>
  /^(evidence|report)\.|^export\.(open|request)$/.test(name) && !WITHOUT_REPORT.includes(name);

/** A part of a tree or an evaluation of the own unit. */
const PLACE = {
  part: OWN,
  wide: ["admin", "bappeda", "inspektorat"],
  units: [
    { unitId: OWN, parent: null },
    { unitId: BELOW, parent: OWN },
  ],
  rules: DEFAULT_SAKIP,
  versions: [],
  sheet: null,
};
/** What an operation decides on when it is no report: a chain that is still a draft, a trial that names nobody here. */
const OTHER_RECORDS: Readonly<Record<string, object>> = {
  "approval.chain": { draft: {} },
  "template.tryOut": { testers: [] },
};
const otherRecord = (name: string): object | undefined =>
  OTHER_RECORDS[name] ?? (name.startsWith("cascade.") ? PLACE : undefined);

/** One cell: what the policy says to this actor about this record. */
async function cell(operation: AnyOperation, role: Role, own: string, record: Placed | null): Promise<string> {
  const { policy } = operation.operation;
  return inTenant("kukar", role.actor(own), () => {
    const { actor }: { actor: Actor } = context();
    if (record === null && onReport(operation.operation.name)) return Promise.resolve(".");
    const decidedOn = otherRecord(operation.operation.name) ?? record;
    if (!policy.sees(actor, decidedOn as never)) return Promise.resolve(".");
    return Promise.resolve(mark(policy.may(actor, decidedOn as never)));
  });
}

function table(title: string, rows: readonly (readonly [string, readonly string[]])[]): string {
  const wide = Math.max(...rows.map(([name]) => name.length));
  const numbers = ROLES.map((_, i) => String(i + 1).padStart(3)).join("");
  return [
    `## ${title}`,
    `${" ".repeat(wide)} ${numbers}`,
    ...rows.map(([name, cells]) => `${name.padEnd(wide)} ${cells.map((each) => each.padStart(3)).join("")}`),
  ].join("\n");
}

async function rowsFor(names: readonly string[], own: string, record: Placed | null) {
  const rows: [string, string[]][] = [];
  for (const name of names) {
    const operation = operations.get(name);
    if (!operation) throw new Error(name);
    const cells: string[] = [];
    for (const role of ROLES) cells.push(await cell(operation, role, own, record));
    rows.push([name, cells]);
  }
  return rows;
}

const placed = (id: string): Promise<Placed | null> => asProduct("kukar", () => load({ id }));

it("prints who may do what to which report: read the difference as you read code", async () => {
  travel(MARCH_OPEN);
  const names = [...operations.keys()];
  const ofReports = names.filter(onReport);
  const parts = [
    ...LEGEND,
    "",
    ...ROLES.map(({ name }, i) => `${String(i + 1).padStart(3)}  ${name}`),
    "",
    table(
      "Tanpa laporan tertentu: selalu di daerah sendiri",
      await rowsFor(
        names.filter((n) => !onReport(n)),
        OWN,
        null,
      ),
    ),
  ];
  const relation = async (title: string, own: string, id: string) => {
    const record = await placed(id);
    expect(record).not.toBeNull();
    parts.push("", table(title, await rowsFor(ofReports, own, record)));
  };
  const stages: readonly (readonly [string, string, Stage])[] = [
    ["Draf, periode terbuka", OWN, "filled"],
    ["Diperiksa, tahap verifikasi", "dinas-a", "in_review"],
    ["Diperiksa, tahap tanda tangan", "dinas-b", "verified"],
    ["Ditandatangani", "dinas-c", "signed"],
    ["Terbit", "dinas-d", "published"],
  ];
  for (const [title, unit, stage] of stages) {
    const { id } = await bring(kukar, unit, stage, { lines: 1 });
    await relation(title, unit, id);
  }
  const { id: back, hash } = await bring(kukar, "dinas-e", "in_review", { lines: 1 });
  await kukar.as(kukar.who("kabid", "dinas-e"), () => sendBack({ id: back, hash, reason: "Angka perlu diperiksa." }));
  travel("2026-04-21T02:00:00.000Z");
  await relation("Dikembalikan, sesudah tanggal kunci", "dinas-e", back);
  const draft = `rfk.2026-03.${OWN}.1`;
  await relation("Draf, sesudah tanggal kunci", OWN, draft);
  const until = "2026-04-25";
  await asProduct("kukar", () =>
    extend({ template: "rfk", period: "2026-03", unit: OWN, until, reason: "Gangguan jaringan." }),
  );
  await relation("Draf, sesudah tanggal kunci, diperpanjang", OWN, draft);

  const { id: foreign } = await bring(nunukan, OWN, "draft", { period: "2026-04" });
  expect(await asProduct("nunukan", () => load({ id: foreign }))).not.toBeNull();
  expect(await placed(foreign)).toBeNull();
  parts.push("", table("Laporan daerah lain, keadaan apa pun", await rowsFor(ofReports, OWN, null)), "");
  const printed = parts.join("\n");
  for (const name of operations.keys()) expect(printed).toContain(`\n${name} `);
  await expect(printed).toMatchFileSnapshot("policy.matrix.txt");
});
