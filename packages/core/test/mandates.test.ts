import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { me } from "../src/account/index.ts";
import { PostKind, UnitId } from "../src/kernel/id.ts";
import { end as endUnit, create, move, rename, tree } from "../src/orgunit/change.ts";
import { onRemoval } from "../src/orgunit/removal.ts";
import { board, mandates, ofPerson } from "../src/position/board.ts";
import { appoint, heldNow, holders, holdersAnywhere } from "../src/position/index.ts";
import { defineKind, kinds, removeKind } from "../src/position/kinds.ts";
import { end, extend, mandate } from "../src/position/mandate.ts";
import { addPerson, changePerson, people, setActive } from "../src/account/people.ts";
import { assign } from "../src/template/index.ts";
import { currentTenant, establish } from "../src/tenant/index.ts";
import { DEFAULT_ORGANISATION, DEFAULT_SETTINGS } from "../src/tenant/schema.ts";
import {
  asProduct,
  asSomebody,
  command,
  failing,
  type Regency,
  regency,
  type Somebody,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

const NOW = "2026-03-10T02:00:00.000Z";
const unit = v.parse(UnitId, "dinas-pu");
const UNITS = ["dinas-pu", "dinas-kes", "dinas-satu", "dinas-dua", "dinas-tiga", "dinas-empat", "dinas-lima"];
let kukar: Regency;
let admin: Somebody;

beforeAll(async () => {
  travel(NOW);
  kukar = await regency("kukar", { units: UNITS, inside: { "bidang-jalan": "dinas-pu" }, lines: 1, pptk: 3 });
  admin = kukar.who("admin", "bappeda");
  await kukar.hire(kukar.who("sekretaris", "dinas-pu"), kukar.who("bkpsdm", "bappeda"));
});

const plh = (place: string, person: string, from: string, until: string) => ({
  unit: place,
  kind: "kepala",
  person,
  holding: "plh" as const,
  title: null,
  from,
  until,
  decree: "800/12/BKPSDM/2026",
  decreeDate: "2026-03-01",
  standsFor: null,
});
const grant = (input: Parameters<typeof mandate>[0], who = admin) => kukar.as(who, () => mandate(input));
const deciders = (iso: string, place = "dinas-pu", kind = "kepala") => {
  travel(iso);
  return asProduct("kukar", async () => (await holders(place, kind, new Date(iso))).map((post) => post.person));
};
const hats = (person: string, iso: string) => {
  travel(iso);
  return asProduct("kukar", async () =>
    (await heldNow(person, await currentTenant(), new Date(iso))).map((post) => post.title),
  );
};

describe("a Plh", () => {
  const head = "kepala-dinas-pu-1";
  const deputy = "pptk-dinas-pu-1";

  beforeAll(async () => {
    travel(NOW);
    await grant(plh("dinas-pu", deputy, "2026-03-31", "2026-04-01"));
  });

  // Across the turn of the month: 31 March 00:00 to 1 April 24:00 WITA (UTC+8).
  it.each([
    ["2026-03-30T15:59:59.999Z", [head]],
    ["2026-03-30T16:00:00.000Z", [deputy]],
    ["2026-04-01T15:59:59.999Z", [deputy]],
    ["2026-04-01T16:00:00.000Z", [head]],
  ])("decides alone from its first midnight to its last: %s", async (iso, expected) => {
    expect(await deciders(iso)).toEqual(expected);
    travel(iso);
    const anywhere = await asProduct("kukar", () => holdersAnywhere("kepala", new Date(iso)));
    expect(anywhere.filter((post) => post.unit === unit).map((post) => post.person)).toEqual(expected);
  });

  it("moves what the person carries together with who decides: inbox and authority are one", async () => {
    const during = "2026-03-31T02:00:00.000Z";
    expect(await hats(head, during)).toEqual([]);
    expect(await hats(deputy, during)).toContain("Plh. kepala dinas-pu");
    expect(await hats(head, "2026-04-02T02:00:00.000Z")).toEqual(["kepala dinas-pu"]);
    travel(during);
    const away = await kukar.as(kukar.who("kepala", "dinas-pu"), () => me({}));
    expect(away.away).toEqual([{ title: "kepala dinas-pu", until: "2026-04-01" }]);
  });

  it("is refused twice for one post and day, may not be his own, and needs a free calendar", async () => {
    travel(NOW);
    expect(await failing(grant(plh("dinas-pu", "pptk-dinas-pu-2", "2026-04-01", "2026-04-03")))).toBe(
      "position.overlap",
    );
    const own = plh("dinas-kes", admin.person, "2026-04-01", "2026-04-03");
    expect(await failing(grant(own))).toBe("position.own_mandate");
    expect(await failing(grant(plh("dinas-kes", "tidak-ada", "2026-04-01", "2026-04-03")))).toBe(
      "position.unknown_person",
    );
  });

  it("cannot be extended, ended or passed on by the one who stands in, whatever other post he holds", async () => {
    travel("2026-03-31T02:00:00.000Z");
    const self: Somebody = { ...kukar.who("pptk", "dinas-pu"), posts: [...admin.posts] };
    const key = { unit: "dinas-pu", kind: "kepala", person: deputy, from: "2026-03-31", rev: 1 };
    const longer = { ...key, until: "2026-04-05", decree: "9/2026", decreeDate: null };
    expect(await failing(kukar.as(self, () => extend(longer)))).toBe("position.own_mandate");
    const shorter = { ...key, until: "2026-03-31", reason: "Kembali lebih cepat." };
    expect(await failing(kukar.as(self, () => end(shorter)))).toBe("position.own_mandate");
    const passed = plh("dinas-pu", "pptk-dinas-pu-2", "2026-04-02", "2026-04-03");
    const acting: Somebody = {
      ...kukar.who("pptk", "dinas-pu"),
      posts: [{ kind: v.parse(PostKind, "kepala"), unit, title: "Plh. Kepala", holding: "plh", decree: "1" }],
    };
    expect(await failing(grant(passed, acting))).toBe("kernel.forbidden");
  });

  it("keeps every SK of an extension, ends early with a reason, and gives the desk back the next midnight", async () => {
    travel("2026-03-31T02:00:00.000Z");
    const key = { unit: "dinas-pu", kind: "kepala", person: deputy, from: "2026-03-31" };
    const longer = { ...key, until: "2026-04-05", decree: "9/2026", decreeDate: "2026-03-31", rev: 1 };
    expect(await kukar.as(admin, () => extend(longer))).toMatchObject({ until: "2026-04-05", rev: 2 });
    expect(await failing(kukar.as(admin, () => extend({ ...longer, until: "2026-04-06" })))).toBe("position.stale");
    expect(await deciders("2026-04-05T15:59:59.999Z")).toEqual([deputy]);
    travel("2026-04-02T02:00:00.000Z");
    await kukar.as(admin, () => end({ ...key, until: "2026-04-02", reason: "Kepala sudah kembali.", rev: 2 }));
    expect(await deciders("2026-04-02T16:00:00.000Z")).toEqual([head]);
    const { posts } = await kukar.as(admin, () => ofPerson({ person: deputy }));
    const kept = posts.find((post) => post.holding === "plh");
    expect(kept).toMatchObject({ decree: "800/12/BKPSDM/2026", until: "2026-04-02", state: "ended" });
    expect(kept?.extended.map((each) => [each.decree, each.until])).toEqual([["9/2026", "2026-04-05"]]);
    expect(kept?.ended).toMatchObject({ was: "2026-04-05", reason: "Kepala sudah kembali." });
  });

  it("runs over the turn of the year", async () => {
    travel("2026-12-20T02:00:00.000Z");
    await grant(plh("dinas-kes", "pptk-dinas-kes-1", "2026-12-31", "2027-01-01"));
    expect(await deciders("2026-12-30T15:59:59.999Z", "dinas-kes")).toEqual(["kepala-dinas-kes-1"]);
    expect(await deciders("2026-12-31T16:00:00.000Z", "dinas-kes")).toEqual(["pptk-dinas-kes-1"]);
    expect(await deciders("2027-01-01T16:00:00.000Z", "dinas-kes")).toEqual(["kepala-dinas-kes-1"]);
  });

  it("begins an hour later in a regency on WIB, and beside the head where the tenant wants both", async () => {
    travel(NOW);
    const settings = {
      ...DEFAULT_SETTINGS,
      organisation: { ...DEFAULT_ORGANISATION, definitiveDuringPlh: "both" as const },
    };
    for (const [id, own] of [
      ["palembang", DEFAULT_SETTINGS],
      ["lubuk", settings],
    ] as const) {
      const tenant = {
        id,
        name: id,
        short: id,
        area: "kota" as const,
        zone: "Asia/Jakarta" as const,
        brand: "#0b6e4f",
        province: "sumsel",
        capital: id,
        contact: "-",
        status: "active" as const,
        demo: true,
        settings: own,
        unitsRev: 1,
        rev: 1,
      };
      await asProduct(id, () => establish({ tenant }));
      const post = { unit: "dinas-pu", kind: "kepala", title: "Kepala", decree: "1", grantedBy: null };
      const days = { holding: "plh" as const, from: "2026-03-12", until: "2026-03-12" };
      const posts = [
        { ...post, person: "p-satu", from: "2025-01-01", until: null, holding: "definitif" as const },
        { ...post, person: "p-dua", ...days },
      ];
      await asProduct(id, () => appoint({ posts }));
    }
    const at = async (id: string, iso: string) => {
      travel(iso);
      const found = await asProduct(id, () => holders("dinas-pu", "kepala", new Date(iso)));
      return found.map((each) => each.person);
    };
    expect(await at("palembang", "2026-03-11T16:59:59.999Z")).toEqual(["p-satu"]);
    expect(await at("palembang", "2026-03-11T17:00:00.000Z")).toEqual(["p-dua"]);
    expect(await at("palembang", "2026-03-12T17:00:00.000Z")).toEqual(["p-satu"]);
    expect(await at("lubuk", "2026-03-11T17:00:00.000Z")).toEqual(["p-satu", "p-dua"]);
  });
});

describe("fifty officers at once", () => {
  const outcomesOf = (inputs: (i: number) => Parameters<typeof mandate>[0]) =>
    Promise.all(Array.from({ length: 50 }, (_, i) => failing(kukar.as(admin, () => mandate(inputs(i)), command()))));
  // The three who are named again and again hear that it is their own post already.
  const TOLD = new Set(["ok", "position.overlap", "position.taken"]);

  it("stand one person in for a head: one wins, the others hear that it is taken", async () => {
    travel(NOW);
    const outcomes = await outcomesOf((i) =>
      plh("dinas-satu", `pptk-dinas-satu-${(i % 3) + 1}`, "2026-05-01", `2026-05-${10 + (i % 5)}`),
    );
    expect(outcomes.filter((each) => each === "ok")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(TOLD);
    expect(await deciders("2026-05-02T02:00:00.000Z", "dinas-satu")).toHaveLength(1);
  });

  it("fill a vacant post once", async () => {
    travel(NOW);
    const left = { ...plh("dinas-tiga", "pptk-dinas-tiga-1", "2025-01-01", "2026-01-31"), title: "Inspektur" };
    const { decreeDate: _date, standsFor: _for, ...past } = left;
    const holding = { kind: "inspektur", holding: "definitif" as const, grantedBy: null };
    await asProduct("kukar", () => appoint({ posts: [{ ...past, ...holding }] }));
    const outcomes = await outcomesOf((i) => ({
      ...plh("dinas-tiga", `pptk-dinas-tiga-${(i % 3) + 1}`, "2026-05-01", "2026-06-30"),
      kind: "inspektur",
      holding: "plt",
    }));
    expect(outcomes.filter((each) => each === "ok")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(TOLD);
  });
});

describe("who keeps what", () => {
  const kabid = (person: string, who: Somebody, place = "dinas-pu") =>
    failing(
      grant(
        {
          unit: place,
          kind: "kasi",
          person,
          holding: "definitif",
          title: "Kepala Seksi Jembatan",
          from: "2026-03-10",
          until: null,
          decree: null,
          decreeDate: null,
          standsFor: null,
        },
        who,
      ),
    );

  it("a secretariat keeps the posts below its own head; heads, offices and other OPDs are BKPSDM's", async () => {
    travel(NOW);
    const secretary = kukar.who("sekretaris", "dinas-pu");
    expect(await kabid("pptk-dinas-pu-3", secretary)).toBe("ok");
    expect(await kabid("pptk-dinas-pu-2", secretary, "bidang-jalan")).toBe("ok");
    expect(await kabid("pptk-dinas-kes-2", secretary, "dinas-kes")).toBe("position.out_of_reach");
    expect(await failing(grant(plh("dinas-pu", "pptk-dinas-pu-2", "2026-06-01", "2026-06-02"), secretary))).toBe(
      "position.out_of_reach",
    );
    for (const kind of ["admin", "bappeda", "inspektorat", "bkpsdm", "sekretaris"]) {
      const power = { ...plh("dinas-pu", "pptk-dinas-pu-2", "2026-03-10", "2026-03-12"), kind, title: "X" };
      expect(await failing(grant(power, secretary)), kind).toBe("position.out_of_reach");
    }
    const bkpsdm = kukar.who("bkpsdm", "bappeda");
    expect(await failing(grant(plh("dinas-pu", "pptk-dinas-pu-2", "2026-06-01", "2026-06-02"), bkpsdm))).toBe("ok");
    expect(await kabid("pptk-dinas-pu-1", kukar.who("kabid", "dinas-pu"))).toBe("kernel.forbidden");
  });

  it("shows every seat with its holders, and an empty chair as empty", async () => {
    travel(NOW);
    const { units } = await kukar.as(admin, () => board({ unit: "dinas-kes" }));
    const head = units[0]?.seats.find((seat) => seat.kind === "kepala");
    expect(head).toMatchObject({ vacant: false, single: true, may: true, label: "Kepala OPD" });
    const key = { unit: "dinas-kes", kind: "kepala", person: "kepala-dinas-kes-1", from: "2025-01-01", rev: 1 };
    const rev = head?.holders.find((each) => each.person === key.person)?.rev ?? 0;
    await kukar.as(admin, () => end({ ...key, rev, until: "2026-03-10", reason: "Memasuki masa pensiun." }));
    travel("2026-03-11T02:00:00.000Z");
    const after = await kukar.as(admin, () => board({ unit: "dinas-kes" }));
    expect(after.units[0]?.seats.find((seat) => seat.kind === "kepala")?.vacant).toBe(true);
    const all = await kukar.as(admin, () => board({}));
    expect(all.units.map((each) => each.unit)).toContain("bidang-jalan");
    expect((await kukar.as(admin, () => mandates({}))).mandates.length).toBeGreaterThan(2);
  });
});

describe("the catalogue of kinds", () => {
  it("refuses a kind nobody defined, and to lose one that is held or that a chain names", async () => {
    travel(NOW);
    const strange = { ...plh("dinas-pu", "pptk-dinas-pu-2", "2026-03-10", "2026-03-11"), kind: "raja" };
    expect(await failing(grant(strange))).toBe("position.unknown_kind");
    const { rev } = await kukar.as(admin, () => kinds({}));
    expect(await failing(kukar.as(admin, () => removeKind({ kind: "kepala", rev })))).toBe("position.kind_in_use");
    onRemoval(async (what) => (what.kind === "post" && what.id === "korwil" ? ["Rantai kecamatan (versi 2)"] : []));
    const korwil = { kind: "korwil", label: "Koordinator wilayah", single: false, reserved: false, source: "Perbup" };
    const made = await kukar.as(admin, () => defineKind({ ...korwil, rev }));
    expect(await failing(kukar.as(admin, () => defineKind({ ...korwil, rev })))).toBe("position.stale");
    const work = kukar.as(admin, () => removeKind({ kind: "korwil", rev: made.rev }));
    await expect(work).rejects.toThrow("Rantai kecamatan (versi 2)");
    const freed = await kukar.as(admin, () => removeKind({ kind: "irban", rev: made.rev }));
    expect(freed.kinds.map((each) => each.kind)).not.toContain("irban");
  });
});

describe("units", () => {
  const as = <T>(work: () => Promise<T>) => kukar.as(admin, work);
  const row = (unitId: string, asOf: string) => ({ unitId, asOf });

  it("get a new dated row for a new name or parent; the old one stays readable", async () => {
    travel(NOW);
    const renamed = { ...row("dinas-dua", "2021-01-01"), from: "2026-04-01", name: "Dinas Baru", short: "Baru" };
    await as(() => rename(renamed));
    expect(await failing(as(() => rename({ ...renamed, from: "2026-05-01" })))).toBe("orgunit.stale");
    const rows = (await as(() => tree({}))).units.filter((each) => each.unitId === "dinas-dua");
    expect(rows.map((each) => [each.name, each.from, each.until])).toEqual([
      ["Unit dinas-dua", "2021-01-01", "2026-03-31"],
      ["Dinas Baru", "2026-04-01", null],
    ]);
    const below = { ...row("dinas-pu", "2021-01-01"), from: "2026-04-01" };
    expect(await failing(as(() => move({ ...below, parent: "bidang-jalan" })))).toBe("orgunit.loop");
    expect(await failing(as(() => move({ ...below, parent: "tidak-ada" })))).toBe("orgunit.absent");
    expect(
      await failing(as(() => move({ ...row("bidang-jalan", "2021-01-01"), from: "2020-01-01", parent: "dinas-kes" }))),
    ).toBe("orgunit.day");
  });

  it("do not end while they have units below, holders, or are built upon; then they name their successors", async () => {
    travel(NOW);
    const last = { until: "2026-12-31", successors: ["dinas-lima"] };
    const work = as(() => endUnit({ ...row("dinas-pu", "2021-01-01"), ...last }));
    await expect(work).rejects.toThrow(/Unit bidang-jalan.*kepala dinas-pu|kepala dinas-pu.*Unit bidang-jalan/);
    const kindsHere = [1, 2, 3].map((seat) => `pptk-dinas-empat-${seat}`);
    for (const person of [...kindsHere, "kabid-dinas-empat-1", "kepala-dinas-empat-1"]) {
      const kind = person.split("-")[0] ?? "";
      const over = { unit: "dinas-empat", kind, person, from: "2025-01-01", until: "2026-12-31", rev: 1 };
      await as(() => end({ ...over, reason: "Penggabungan dinas." }));
    }
    const gone = () => endUnit({ ...row("dinas-empat", "2021-01-01"), ...last });
    await expect(as(gone)).rejects.toThrow(/penugasan RFK sejak Januari 2026/);
    for (const template of ["rfk", "layanan-bulanan"]) {
      const assignments = [{ template, unit: "dinas-empat", from: "2026-01", until: "2026-12" }];
      await as(() => assign({ template, assignments }));
    }
    await as(gone);
    const ended = (await as(() => tree({}))).units.find((each) => each.unitId === "dinas-empat");
    expect(ended).toMatchObject({ until: "2026-12-31", successors: ["dinas-lima"] });
  });

  it("are made once, under a parent that exists, when twenty officers press at the same moment", async () => {
    travel(NOW);
    const fresh = { unitId: "bagian-baru", name: "Bagian Baru", short: "Baru", kind: "bagian", code: null };
    const made = { ...fresh, parent: "dinas-lima", from: "2026-03-10" };
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => failing(kukar.as(admin, () => create(made), command()))),
    );
    expect(outcomes.filter((each) => each === "ok")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["ok", "orgunit.exists"]));
    expect(await failing(kukar.as(kukar.who("bkpsdm", "bappeda"), () => create({ ...made, unitId: "lain" })))).toBe(
      "kernel.forbidden",
    );
  });
});

describe("people", () => {
  const NIP = "198003262000031001";
  const form = { name: "Rahmawati, S.E.", nip: NIP, rank: "Penata (III/c)", email: "rahma@contoh.id" };
  const as = <T>(work: () => Promise<T>) => kukar.as(admin, work);

  it("are recorded once per NIP, also when two officers record them at the same moment", async () => {
    travel(NOW);
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => failing(kukar.as(admin, () => addPerson({ person: form }), command()))),
    );
    expect(outcomes.toSorted()).toEqual(["account.nip_taken", "account.nip_taken", "ok"]);
    const other = { ...form, nip: "197801012005012001" };
    expect(await failing(as(() => addPerson({ person: other })))).toBe("account.nip_taken");
    for (const nip of ["198013262000031001", "19800326200003100", "198003262000033001"])
      expect(await failing(as(() => addPerson({ person: { ...form, nip } })))).toBe("kernel.invalid");
    // A PPPK: digits 13 and 14 are no month.
    expect(await failing(as(() => addPerson({ person: { ...form, nip: "198003262023211001" } })))).toBe("ok");
  });

  it("are found by name or NIP, change with what was seen, and lose their way in at once", async () => {
    travel(NOW);
    const [found] = (await as(() => people({ q: `rahmawati ${NIP}` }))).people;
    if (!found) throw new Error("not found");
    expect(found).toMatchObject({ account: false, active: true, rank: "Penata (III/c)" });
    const change = { personId: found.personId, person: { ...form, rank: "Penata Tk. I (III/d)" }, rev: found.rev };
    await as(() => changePerson(change));
    expect(await failing(as(() => changePerson(change)))).toBe("account.stale");
    await as(() => setActive({ personId: found.personId, active: false, rev: 2 }));
    expect(await failing(grant(plh("dinas-tiga", found.personId, "2026-03-10", "2026-03-12")))).toBe(
      "position.unknown_person",
    );
    expect(await failing(as(() => setActive({ personId: admin.person, active: false, rev: 1 })))).toBe(
      "account.own_account",
    );
    const seen = (await kukar.as(kukar.who("pptk"), () => people({ q: "rahmawati" }))).people;
    expect(seen.every((each) => each.email === null)).toBe(true);
  });
});

it("keeps a person's chosen hat when the tenant asks somebody else", async () => {
  travel("2026-12-31T02:00:00.000Z");
  const chosen = await asSomebody("kukar", kukar.who("pptk", "dinas-kes"), () => me({}));
  expect(chosen.posts.map((post) => post.title)).toEqual(["pptk dinas-kes", "Plh. kepala dinas-kes"]);
});
