import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { enroll } from "../src/account/index.ts";
import { day } from "../src/audit/index.ts";
import { openCursor, sealCursor } from "../src/db/cursor.ts";
import { registeredEntities } from "../src/db/entity.ts";
import { canonical } from "../src/kernel/canonical.ts";
import { Failure } from "../src/kernel/failure.ts";
import { TemplateId, TenantId } from "../src/kernel/id.ts";
import { publish as publishChain } from "../src/approval/index.ts";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import { publish } from "../src/report/issue.ts";
import { history } from "../src/report/list.ts";
import { save } from "../src/report/save.ts";
import { kinerja } from "../src/template/packs/kinerja.ts";
import { assign } from "../src/template/index.ts";
import { publish as publishTemplate } from "../src/template/publish.ts";
import { allOperations, type AnyOperation } from "./house.ts";
import { type Ids, inputsOf } from "./inputs.ts";
import { attach, bring, exported, pdf } from "./stages.ts";
import {
  asIdentity,
  asProduct,
  asVisitor,
  everything,
  failing,
  itemsOf,
  MARCH_OPEN,
  project,
  type Regency,
  regency,
  rowOf,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

// Slugs of which one begins the other: a prefix without its terminator would let them into each other.
const A = "kukar";
const SECRET = "dinas-rahasia";
let kukar: Regency;
let others: readonly Regency[];
let operations: ReadonlyMap<string, AnyOperation>;
let real: Ids;

/** Ids of the same shape that nobody ever made. */
const MADE_UP: Ids = {
  report: "rfk.2026-03.dinas-karangan.1",
  unit: "dinas-karangan",
  template: "karangan-saja",
  period: "2026-03",
  person: "orang-karangan",
  subject: "sub-karangan-1",
  row: rowOf(1),
  content: "1".repeat(64),
  definition: "2".repeat(64),
  file: "3".repeat(64),
  request: "01JQZ8K3W5X7Y9ABCDEFGHJKMN",
  chain: "rantai-karangan",
  slug: "karangan",
  word: "karangan",
};

beforeAll(async () => {
  travel(MARCH_OPEN);
  operations = await allOperations();
  kukar = await regency(A, { units: ["dinas-pu", SECRET], lines: 2, pptk: 1 });
  others = [await regency("kukar-2", { lines: 2, pptk: 1 }), await regency("kuka", { lines: 2, pptk: 1 })];
  // A template, a file and a published report that only kukar has.
  const own = { ...kinerja, id: v.parse(TemplateId, "catatan-rahasia"), name: "Rahasia Kukar" };
  const chain = { id: "rantai-rahasia", n: 1 };
  await asProduct(A, () => publishChain({ chain: { ...threeTiers, chain: chain.id } }));
  const made = await asProduct(A, () => publishTemplate({ definition: own, n: 1, effectiveFrom: "2026-01", chain }));
  const assignments = [{ template: own.id, unit: SECRET, from: "2026-01", until: null }];
  await asProduct(A, () => assign({ template: own.id, assignments }));
  const pptk = kukar.who("pptk", SECRET);
  const { id } = await bring(kukar, SECRET, "filled", { lines: 2 });
  // A trail of more than one page.
  for (let n = 1; n <= 50; n += 1) {
    await kukar.as(pptk, () => save({ id, changes: [kukar.cell(rowOf(1), "keluaran", String(n), n - 1)] }));
  }
  const file = pdf("rahasia");
  await attach(kukar, id, file, pptk);
  const content = await kukar.send(id, pptk);
  const { id: report } = await bring(kukar, "dinas-pu", "published", { lines: 2 });
  // The person who asked bears the same id in every one of the regencies.
  const request = await exported(kukar, kukar.who("pptk"), { kind: "report", report });
  for (const tenant of [A, "kukar-2", "kuka"]) await project(tenant);
  real = {
    report: id,
    unit: SECRET,
    template: own.id,
    period: "2026-03",
    person: pptk.person,
    subject: pptk.subject,
    row: rowOf(1),
    content,
    definition: made.hash,
    file: file.sha256,
    request,
    chain: "rantai-rahasia",
    slug: A,
    word: "rahasia",
  };
});

/** What somebody learns from an answer, with the ids they sent themselves taken out. */
async function learnt(work: Promise<unknown>, sent: Ids): Promise<string> {
  const told = await work.then(
    (answer) => ({ answer }),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      const { kind, code, message, facts, fields } = error;
      return { kind, code, message, facts, fields };
    },
  );
  const own = [sent.report, sent.unit, sent.template, sent.person, sent.subject, sent.chain, sent.word];
  const hashes = [sent.content, sent.definition, sent.file, sent.request];
  return [...own, ...hashes]
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, id) => text.replaceAll(id, "~"), canonical(told))
    .replaceAll(/https?:[^"]*/g, "<address>")
    .replaceAll(/"hash":"[0-9a-f]{64}"/g, "<hash of what was sent>");
}

type Caller = { readonly name: string; readonly ask: (work: () => Promise<unknown>) => Promise<unknown> };
const callersOf = (b: Regency): readonly Caller[] => [
  ...["pptk", "kabid", "kepala"].map((kind) => ({
    name: kind,
    ask: (work: () => Promise<unknown>) => b.as(b.who(kind), work),
  })),
  ...["bappeda", "admin", "inspektorat"].map((kind) => ({
    name: kind,
    ask: (work: () => Promise<unknown>) => b.as(b.who(kind, "bappeda"), work),
  })),
  { name: "product", ask: (work) => asProduct(b.id, work) },
  { name: "visitor", ask: (work) => asVisitor(b.id, work) },
  { name: "identity", ask: (work) => asIdentity(`sub-${b.id}-pptk-dinas-pu-1`, work) },
];

const sorted = (items: readonly Record<string, unknown>[]) =>
  items.toSorted((a, b) => (`${a["pk"]} ${a["sk"]}` < `${b["pk"]} ${b["sk"]}` ? -1 : 1));

describe("another tenant's things", () => {
  it.each(["kukar-2", "kuka"])(
    "answer %s, in every operation and to everybody, like ids that nobody ever made",
    async (slug) => {
      travel(MARCH_OPEN);
      const b = others.find((each) => each.id === slug);
      if (!b) throw new Error(slug);
      const before = sorted(itemsOf(await everything(), A));
      let compared = 0;
      const told: string[] = [];
      // Readings first: what B writes below under A's ids is B's own, and B may see it.
      const ordered = [...operations.values()].toSorted((a, b) => (a.operation.kind < b.operation.kind ? -1 : 1));
      for (const operation of ordered) {
        const { name } = operation.operation;
        const [theirs, none] = [inputsOf(real)[name], inputsOf(MADE_UP)[name]];
        for (const { name: who, ask } of callersOf(b)) {
          const [first, second] = [
            await learnt(
              ask(() => operation(theirs)),
              real,
            ),
            await learnt(
              ask(() => operation(none)),
              MADE_UP,
            ),
          ];
          expect(first, `${name} by ${who} of ${slug}`).toBe(second);
          told.push(first);
          compared += 1;
        }
      }
      expect(compared).toBe(operations.size * 9);
      expect(told.filter((answer) => /rahasia/i.test(answer))).toEqual([]);
      expect(sorted(itemsOf(await everything(), A))).toEqual(before);
    },
    // Every operation by nine callers, asked twice: it grows with the product.
    90_000,
  );

  it("are a 404 where a record is named, not a refusal that would confirm them", async () => {
    const [b] = others;
    if (!b) throw new Error("no other tenant");
    const codes = await Promise.all(
      [
        "report.view",
        "report.history",
        "report.verify",
        "report.submit",
        "report.save",
        "evidence.open",
        "export.open",
        "export.request",
      ].map((name) =>
        failing(
          b.as(b.who("admin", "bappeda"), () => operations.get(name)?.(inputsOf(real)[name]) ?? Promise.reject()),
        ),
      ),
    );
    expect(new Set(codes)).toEqual(new Set(["kernel.not_found"]));
  });

  it("stay untouched by a batch that names one of their rows", async () => {
    travel(MARCH_OPEN);
    const [b] = others;
    if (!b) throw new Error("no other tenant");
    const { id } = await bring(b, "dinas-pu", "draft");
    const before = sorted(itemsOf(await everything(), A));
    const changes = [
      b.cell(rowOf(1), "keuangan", "5"),
      b.cell(`rincian/${real.report}`.slice(0, 60), "keuangan", "6"),
      b.cell("kukar/1.03.10.2.01.0001", "keuangan", "7"),
    ];
    const { cells } = await b.as(b.who("pptk"), () => save({ id, changes }));
    expect(cells.map((cell) => cell.outcome)).toEqual(["accepted", "refused", "refused"]);
    expect(sorted(itemsOf(await everything(), A))).toEqual(before);
  });

  it("are not reached by an identity that is a member of both: the membership says which tenant, not the id", async () => {
    const [b] = others;
    if (!b) throw new Error("no other tenant");
    const twice = { ...b.who("pptk"), subject: real.subject };
    const person = { personId: "p-dua", name: "Dua", nip: null, rank: null, email: "dua@contoh.id", active: true };
    await asProduct(b.id, () => enroll({ persons: [{ ...person, subject: real.subject }] }));
    expect(await failing(b.as(twice, () => history({ id: real.report })))).toBe("kernel.not_found");
  });

  it("cannot be published by the product while it works for another tenant", async () => {
    expect(await failing(asProduct("kuka", () => publish({ id: real.report })))).toBe("kernel.not_found");
  });
});

describe("cursors", () => {
  const asked = ["journal", "primary", { subject: "report#x" }];
  const key = (pk: string) => Buffer.from(JSON.stringify({ pk, sk: "log#1" })).toString("base64url");

  it("belong to one tenant and one question", () => {
    const sealed = sealCursor(key("kukar#report#x"), "kukar", asked);
    expect(openCursor(sealed, "kukar", asked)).toBe(key("kukar#report#x"));
    for (const tenant of ["kukar-2", "kuka", "kukar#"])
      expect(() => openCursor(sealed, tenant, asked)).toThrow(Failure);
    expect(() => openCursor(sealed, "kukar", ["journal", "primary", { subject: "report#y" }])).toThrow(Failure);
  });

  it.each(["kukar-2#report#x", "kuka#report#x", "nunukan#report#x", "kukar", ""])(
    "name no partition of another tenant, even when their envelope is forged: %s",
    (pk) => {
      const forged = sealCursor(key(pk), "kukar", asked);
      expect(() => openCursor(forged, "kukar", asked)).toThrow(Failure);
    },
  );

  it.each(["x", "{}", Buffer.from("null").toString("base64url"), "💥", "a".repeat(4_000)])(
    "that are none are refused: %#",
    (garbage) => {
      expect(() => openCursor(garbage, "kukar", asked)).toThrow(Failure);
    },
  );

  it("of one list are refused by another, and by another tenant's same list", async () => {
    travel(MARCH_OPEN);
    const reader = kukar.who("admin", "bappeda");
    const { cursor } = await kukar.as(reader, () => day({ day: "2026-04-05" }));
    expect(cursor).not.toBeNull();
    const next = await kukar.as(reader, () => day({ day: "2026-04-05", cursor }));
    expect(next.entries.length).toBeGreaterThan(0);
    expect(await failing(kukar.as(reader, () => day({ day: "2026-04-06", cursor })))).toBe("kernel.cursor");
    expect(await failing(kukar.as(reader, () => history({ id: real.report, cursor })))).toBe("kernel.cursor");
    const [b] = others;
    if (!b) throw new Error("no other tenant");
    const stranger = b.who("admin", "bappeda");
    expect(await failing(b.as(stranger, () => day({ day: "2026-04-05", cursor })))).toBe("kernel.cursor");
  });
});

describe("slugs", () => {
  it.each(["kukar", "kukar-2", "kuka", "ab", "a1-b2", "z".repeat(31)])("%s is one", (slug) => {
    expect(v.is(TenantId, slug)).toBe(true);
  });

  it.each([
    "a",
    "Kukar",
    "1kukar",
    "-kukar",
    "kukar#",
    "kukar#x",
    "kukar*",
    "ku?ar",
    "${tenant}",
    "kukar ",
    " kukar",
    "kukar\n",
    "kukar/..",
    "ku.kar",
    "z".repeat(32),
    "",
    "public",
    "province",
    "visitor",
    "platform",
    "identity",
    "host",
  ])("%j is none", (slug) => {
    expect(v.is(TenantId, slug)).toBe(false);
  });

  it("are not the first word of any partition that lies outside of a tenant", () => {
    const firsts = [...registeredEntities().values()].map(({ key }) => key.pk.split("#")[0] ?? "");
    for (const first of new Set(firsts)) if (first !== "${tenant}") expect(v.is(TenantId, first), first).toBe(false);
  });
});
