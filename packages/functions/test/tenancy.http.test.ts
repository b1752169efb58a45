import { beforeAll, describe, expect, it } from "vitest";
import { enroll } from "@selaras/core/account/index.ts";
import { plan } from "@selaras/core/calendar/index.ts";
import { assign } from "@selaras/core/template/index.ts";
import { publish as publishTemplate } from "@selaras/core/template/publish.ts";
import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import { publish as publishChain } from "@selaras/core/approval/index.ts";
import { saveTeam } from "@selaras/core/approval/teams.ts";
import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import {
  asProduct,
  everything,
  MARCH_OPEN,
  regency,
  type Regency,
  type Somebody,
  travel,
  useEngines,
} from "../../core/test/world.ts";
import type { RouteName } from "../src/http/paths.ts";
import { ask, codeOf, freshCommand, member, useTokens } from "./http-world.ts";
import type { Got } from "./gateway.ts";
import { attach, exported, manyPosts, PDF_SHA256, project, setStatus, work } from "./stories.ts";
import { TENANCY, type Theirs } from "./tenancy-cases.ts";

useEngines();
useTokens();

const REQUEST = "01JQZ8K3W5X7Y9ABCDEFGHJKMN";
const ROUTE_NAMES = Object.keys(TENANCY) as readonly RouteName[];
let kukar: Regency;
let nunukan: Regency;
let stranger: Somebody;
let theirs: Theirs;
const before = new Map<RouteName, Got>();

/** Ids of the same shape that nobody has. */
const invented = (): Theirs => ({
  report: "rfk.2026-03.dinas-xy.1",
  unit: "dinas-xy",
  template: "karang",
  content: "0".repeat(64),
  definition: "1".repeat(64),
  file: "2".repeat(64),
  request: "01JQZ8K3W5X7Y9ABCDEFGHJKMN",
  chain: "rantai-xy",
  team: "tim-xy",
  ownReport: theirs.ownReport,
});

const asStranger = (name: RouteName, input: Readonly<Record<string, unknown>>, command = freshCommand()) =>
  ask(name, {
    as: stranger,
    tenant: name === "account.session" ? null : "nunukan",
    input,
    command,
    headers: { "x-request-id": REQUEST },
  });

/** Regency A with everything that a stranger could want: a report under decision, a file, a template of its own. */
async function buildKukar(): Promise<Omit<Theirs, "ownReport">> {
  kukar = await regency("kukar", { units: ["dinas-pu"] });
  const report = await kukar.openReport();
  await kukar.fill(report, 3);
  await attach(kukar, report, kukar.who("pptk"));
  const content = await kukar.send(report);
  const own = { ...kinerja, id: "khusus" as typeof kinerja.id, name: "Rahasia Kukar" };
  const { hash } = await asProduct("kukar", () =>
    publishTemplate({ definition: own, n: 1, effectiveFrom: "2026-01", chain: { id: threeTiers.chain, n: 1 } }),
  );
  const march = { opensOn: "2026-03-11", dueOn: "2026-04-10", lockOn: "2026-04-20", rev: 1 };
  const windows = [{ template: "khusus", period: "2026-03", ...march }];
  await asProduct("kukar", () => plan({ template: "khusus", year: "2026", windows }));
  const assignments = [{ template: "khusus", unit: "dinas-pu", from: "2026-01", until: null }];
  await asProduct("kukar", () => assign({ template: "khusus", assignments }));
  const request = await exported(kukar, kukar.who("pptk"), report);
  const [chain, team] = ["rantai-rahasia", "tim-rahasia"];
  const seats = [{ seat: "ketua", label: "Ketua", desk: "kepala@dinas-pu" }];
  await asProduct("kukar", () => publishChain({ chain: { ...threeTiers, chain } }));
  await asProduct("kukar", () => saveTeam({ team, label: "Tim", seats, rev: 0 }));
  return {
    report,
    unit: "dinas-pu",
    template: "khusus",
    content,
    definition: hash,
    file: PDF_SHA256,
    chain,
    team,
    request,
  };
}

beforeAll(async () => {
  travel(MARCH_OPEN);
  nunukan = await regency("nunukan", { units: ["dinas-kes"] });
  const desks = ["pptk", "kabid", "kepala"].map((kind) => `${kind}@dinas-kes`);
  stranger = await manyPosts(nunukan, "orang-b", ...desks, "bappeda@bappeda", "admin@bappeda");
  const ownReport = await nunukan.openReport();
  await work();
  await project();
  for (const name of ROUTE_NAMES) {
    const found = TENANCY[name];
    if (found.kind === "own") before.set(name, await asStranger(name, found.input));
  }
  theirs = { ...(await buildKukar()), ownReport };
  await project();
});

describe("as somebody of another regency, with every post there is", () => {
  const own = ROUTE_NAMES.filter((name) => TENANCY[name].kind === "own");
  const foreign = ROUTE_NAMES.filter((name) => TENANCY[name].kind === "foreign");

  it.each(own)("%s answers the same bytes before and after another regency exists", async (name) => {
    const found = TENANCY[name];
    const now = await asStranger(name, found.kind === "own" ? found.input : {});
    expect(now.status).toBe(200);
    expect(now).toEqual(before.get(name));
  });

  it.each(foreign)("%s answers A's ids exactly like made-up ones, byte for byte", async (name) => {
    const found = TENANCY[name];
    if (found.kind !== "foreign") return;
    const [real, made] = [found.inputs(theirs), found.inputs(invented())];
    for (const [i, input] of real.entries()) {
      const [a, b] = [await asStranger(name, input), await asStranger(name, made[i] ?? {})];
      expect(comparable(a)).toEqual(comparable(b));
      expect([400, 500]).not.toContain(a.status);
    }
  });

  it("has let nothing of A be read or changed on the way", async () => {
    const seen = await kukar.as(kukar.who("kabid"), async () => everything());
    const changed = seen.filter((item) => item["tenant"] === "kukar" && JSON.stringify(item).includes("orang-b"));
    expect(changed).toEqual([]);
    const foreignItems = seen.filter((item) => item["tenant"] === "nunukan" && String(item["pk"]).startsWith("kukar#"));
    expect(foreignItems).toEqual([]);
  });
});

/** Status, headers and body, after what was asked for (and only that) is taken out; its tag goes with the body. */
function comparable({ status, text, headers }: Got) {
  const places: [string, string][] = [
    [theirs.report, "<report>"],
    [invented().report, "<report>"],
    [theirs.unit, "<unit>"],
    [invented().unit, "<unit>"],
    [theirs.template, "<template>"],
    [invented().template, "<template>"],
    [theirs.file, "<file>"],
    [invented().file, "<file>"],
    [theirs.request, "<request>"],
    [invented().request, "<request>"],
  ];
  const body = status === 200 ? places.reduce((t, [id, place]) => t.replaceAll(`"${id}"`, `"${place}"`), text) : text;
  const { etag: _etag, ...rest } = headers;
  return { status, body, headers: status === 200 ? rest : headers };
}

describe("cursors", () => {
  it("of another regency's list lead nowhere, exactly like made-up ones", async () => {
    const day = { day: "2026-04-05" };
    const admin = kukar.who("inspektorat", "bappeda");
    const asked = await ask("audit.day", { as: admin, tenant: "kukar", input: day });
    const { content } = { content: JSON.parse(asked.text) as { cursor: string | null } };
    // Some fifty commands stand in the trail only when there are enough; make the rest.
    let cursor = content.cursor;
    for (let n = 1; cursor === null && n <= 60; n += 1) {
      await asProduct("kukar", () => enroll({ persons: [kukarPerson()] }));
      cursor = (
        JSON.parse((await ask("audit.day", { as: admin, tenant: "kukar", input: day })).text) as {
          cursor: string | null;
        }
      ).cursor;
    }
    expect(cursor).toEqual(expect.any(String));
    const real = await asStranger("audit.day", { ...day, cursor });
    const made = await asStranger("audit.day", { ...day, cursor: "bukan-penanda" });
    expect([real.status, codeOf(real)]).toEqual([400, "kernel.cursor"]);
    expect(real).toEqual(made);
    const elsewhere = await ask("audit.day", { as: admin, tenant: "kukar", input: { day: "2026-04-06", cursor } });
    expect(codeOf(elsewhere)).toBe("kernel.cursor");
    const good = await ask("audit.day", { as: admin, tenant: "kukar", input: { ...day, cursor } });
    expect(good.status).toBe(200);
  });
});

const kukarPerson = () => ({
  personId: "pegawai-baru",
  subject: null,
  name: "Pegawai",
  nip: null,
  rank: null,
  email: "pegawai@contoh.id",
  active: true,
});

describe("the choice of a regency", () => {
  it("is the header's; a host that names another regency is a contradiction", async () => {
    const as = kukar.who("pptk");
    const host = (name: string) => ({ as, tenant: "kukar", headers: { host: name } });
    expect((await ask("account.me", host("kukar.localhost:3000"))).status).toBe(200);
    expect((await ask("account.me", host("localhost:3000"))).status).toBe(200);
    const against = await ask("account.me", host("nunukan.localhost:3000"));
    expect([against.status, codeOf(against)]).toEqual([400, "session.contradiction"]);
    // A member of both is refused as well: the tab must not work in a regency that its address does not say.
    const reverse = await ask("account.me", { as: stranger, tenant: "nunukan", headers: { host: "kukar.localhost" } });
    expect(codeOf(reverse)).toBe("session.contradiction");
  });

  it("cannot be made in body or query", async () => {
    const as = kukar.who("pptk");
    const id = theirs.report;
    for (const [name, input] of [
      ["report.withdraw", { id, reason: "Alasan yang cukup.", tenant: "nunukan" }],
      ["report.save", { id, changes: [], tenant: "nunukan" }],
      ["report.view", { id, tenant: "nunukan" }],
      ["report.mine", { year: "2026", tenant: "nunukan" }],
      ["account.session", { tenant: "nunukan" }],
    ] as const) {
      const got = await ask(name, { as, tenant: "kukar", input });
      expect([name, got.status, codeOf(got)]).toEqual([name, 400, "kernel.invalid"]);
    }
  });

  it("is needed for everything but the list of one's regencies, and says so", async () => {
    for (const name of ROUTE_NAMES) {
      const found = TENANCY[name];
      const input = found.kind === "own" ? found.input : (found.inputs(theirs)[0] ?? {});
      const got = await ask(name, { as: kukar.who("pptk"), tenant: null, input });
      const told = got.text.includes('"path":"selaras-tenant"');
      const expected = name === "account.session" ? [name, 200, "", false] : [name, 400, "kernel.invalid", true];
      expect([name, got.status, codeOf(got), told]).toEqual(expected);
    }
  });

  it("of a regency one is not a member of is answered like one that does not exist", async () => {
    const asked = (tenant: string) =>
      ask("report.view", {
        as: stranger,
        tenant,
        input: { id: theirs.report },
        headers: { "x-request-id": REQUEST },
      });
    const [real, made, odd] = [await asked("kukar"), await asked("tidak-ada"), await asked("../nunukan")];
    expect([real.status, codeOf(real)]).toEqual([403, "account.not_member"]);
    expect(made).toEqual(real);
    expect(odd).toEqual(real);
  });
});

describe("a person", () => {
  it("of two regencies works in both, each tab in its own", async () => {
    const both: Somebody = { ...kukar.who("pptk", "dinas-pu", 7), subject: "sub-orang-dua-daerah" };
    const there: Somebody = { ...nunukan.who("kabid", "dinas-kes", 7), subject: "sub-orang-dua-daerah" };
    await kukar.hire(both);
    await nunukan.hire(there);
    const session = await ask("account.session", { as: both, tenant: null });
    expect(JSON.stringify(member(session, "memberships"))).toMatch(/kukar.*nunukan/);
    const tabs = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const tenant = i % 2 === 0 ? "kukar" : "nunukan";
        const me = await ask("account.me", { as: both, tenant });
        return [tenant, JSON.stringify(member(me, "tenant")), JSON.stringify(member(me, "posts"))] as const;
      }),
    );
    for (const [tenant, shown, posts] of tabs) {
      expect(shown).toContain(`"id":"${tenant}"`);
      expect(posts).toContain(tenant === "kukar" ? '"kind":"pptk"' : '"kind":"kabid"');
      expect(posts).not.toContain(tenant === "kukar" ? '"kind":"kabid"' : '"kind":"pptk"');
    }
    const foreign = await ask("report.view", { as: both, tenant: "nunukan", input: { id: theirs.report } });
    expect([foreign.status, codeOf(foreign)]).toEqual([404, "kernel.not_found"]);
  });

  it("who left is out at the next request, with a token that is still good", async () => {
    const leaver = kukar.who("pptk", "dinas-pu", 8);
    await kukar.hire(leaver);
    expect((await ask("account.me", { as: leaver, tenant: "kukar" })).status).toBe(200);
    const gone = { ...kukarPerson(), personId: leaver.person, subject: leaver.subject, active: false };
    await asProduct("kukar", () => enroll({ persons: [gone] }));
    const got = await ask("account.me", { as: leaver, tenant: "kukar" });
    expect([got.status, codeOf(got)]).toEqual([403, "account.not_member"]);
    expect(member(await ask("account.session", { as: leaver, tenant: null }), "memberships")).toEqual([]);
  });

  it("acts only in a post that is held", async () => {
    const acting = (as: Somebody, desk: string) => ask("account.me", { as, tenant: "nunukan", acting: desk });
    const good = await acting(stranger, "kabid@dinas-kes");
    expect([good.status, member(good, "actingAs")]).toEqual([200, "kabid@dinas-kes"]);
    for (const desk of ["inspektorat@bappeda", "kabid@bappeda", "kabid", "kabid@", "*@*", "kabid@dinas-kes "]) {
      const got = await acting(stranger, desk);
      if (desk.trim() === "kabid@dinas-kes") continue; // HTTP itself takes the space away
      expect([desk, got.status, codeOf(got)]).toEqual([desk, 403, "session.post"]);
    }
  });

  it("has only the powers of the post chosen", async () => {
    const day = { input: { day: "2026-04-05" }, as: stranger, tenant: "nunukan" };
    expect((await ask("audit.day", { ...day, acting: "admin@bappeda" })).status).toBe(200);
    const refused = await ask("audit.day", { ...day, acting: "pptk@dinas-kes" });
    expect([refused.status, codeOf(refused)]).toEqual([403, "kernel.forbidden"]);
  });
});

describe("a regency that is being closed", () => {
  it("can be read and not be changed, with a sentence that says so", async () => {
    const as = kukar.who("kabid");
    await setStatus("kukar", "closing");
    const reading = await ask("report.view", { as, tenant: "kukar", input: { id: theirs.report } });
    const input = { id: theirs.report, hash: theirs.content };
    const writing = await ask("report.verify", { as, tenant: "kukar", input });
    await setStatus("kukar", "active");
    expect([reading.status, writing.status, codeOf(writing)]).toEqual([200, 409, "session.read_only"]);
    expect(writing.text).toContain("datanya dapat dibaca, tetapi tidak dapat diubah");
  });
});

describe("a suspended regency", () => {
  it("lets nobody in, for reading or writing, and answers like one that one does not belong to", async () => {
    const as = kukar.who("kabid");
    const asked = (name: "account.me" | "report.verify", input: object) =>
      ask(name, { as, tenant: "kukar", input: { ...input } });
    expect((await asked("account.me", {})).status).toBe(200);
    await setStatus("kukar", "suspended");
    const [reading, writing] = [
      await asked("account.me", {}),
      await asked("report.verify", { id: theirs.report, hash: theirs.content }),
    ];
    expect([reading.status, codeOf(reading)]).toEqual([403, "account.not_member"]);
    expect([writing.status, codeOf(writing)]).toEqual([403, "account.not_member"]);
    await setStatus("kukar", "active");
    expect((await asked("account.me", {})).status).toBe(200);
  });
});
