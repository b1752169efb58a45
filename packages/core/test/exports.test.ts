import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { enroll } from "../src/account/index.ts";
import type { Contents, Writers } from "../src/export/content.ts";
import { list, open, request } from "../src/export/index.ts";
import { type ExportCard, Wanted } from "../src/export/schema.ts";
import { PostKind, ReportId, UnitId } from "../src/kernel/id.ts";
import { appoint } from "../src/position/index.ts";
import { sha256 } from "../src/kernel/digest.ts";
import { period } from "../src/rollup/index.ts";
import { save } from "../src/report/save.ts";
import { view } from "../src/report/view.ts";
import { sign } from "../src/report/sign.ts";
import type { DocumentContent } from "../src/report/snapshot.ts";
import { verify } from "../src/report/decide.ts";
import { attach, bring, exported, make, pdf, PLAIN, putOut } from "./stages.ts";
import {
  asProduct,
  everything,
  failing,
  journalOf,
  MARCH_OPEN,
  project,
  type Regency,
  regency,
  rowOf,
  type Somebody,
  travel,
  useDisturbedEngines,
} from "./world.ts";

const line = useDisturbedEngines();

const OWN = "dinas-pu";
const OTHER = "dinas-kes";
let kukar: Regency;
let report: Wanted;
const boardOf: Wanted = v.parse(Wanted, { kind: "board", template: "rfk", period: "2026-03" });

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { units: [OWN, OTHER], lines: 2, pptk: 1 });
  const { id } = await bring(kukar, OWN, "filled", { lines: 2 });
  report = { kind: "report", report: v.parse(ReportId, id) };
  await project("kukar");
});
afterEach(() => {
  line.inject(null);
  travel(MARCH_OPEN);
});

const ask = (who: Somebody, wanted: Wanted = report, of = kukar): Promise<ExportCard> =>
  of.as(who, () => request({ wanted }));
const card = async (who: Somebody, id: string, of = kukar): Promise<ExportCard | undefined> =>
  (await of.as(who, () => list({}))).exports.find((each) => each.id === id);
const fetched = async (who: Somebody, id: string, of = kukar): Promise<string> => {
  const { url } = await of.as(who, () => open({ id }));
  return (await fetch(url)).text();
};
/** The file of a test's writer, read back. */
const content = async <K extends keyof Contents>(_: K, who: Somebody, id: string, of = kukar): Promise<Contents[K]> =>
  JSON.parse(await fetched(who, id, of)) as Contents[K];

/** Writers that fail so often before they work. */
function failingWriters(times: number): { writers: Writers; tries: () => number } {
  let tries = 0;
  const once =
    <C>(write: (content: C) => Promise<Uint8Array>) =>
    (given: C) => {
      tries += 1;
      return tries <= times ? Promise.reject(new Error("out of memory")) : write(given);
    };
  const { report, document, board, recap, specimen, agreement } = PLAIN;
  const writers: Writers = {
    report: once(report),
    document: once(document),
    board: once(board),
    recap: once(recap),
    specimen: once(specimen),
    agreement: once(agreement),
  };
  return { writers, tries: () => tries };
}

/** Somebody whose post ends on a day, enrolled and appointed. */
async function until(day: string, person: string, unit: string): Promise<Somebody> {
  const subject = `sub-kukar-${person}`;
  const named = { personId: person, subject, name: `Pejabat ${person}`, nip: null, rank: null };
  await asProduct("kukar", () => enroll({ persons: [{ ...named, email: "a@contoh.id", active: true }] }));
  const post = { unit, kind: "pptk", title: `PPTK ${person}`, holding: "plh" as const, decree: "1/2026" };
  const dated = { ...post, person, from: "2025-01-01", until: day, grantedBy: null };
  await asProduct("kukar", () => appoint({ posts: [dated] }));
  const held = { ...post, kind: v.parse(PostKind, "pptk"), unit: v.parse(UnitId, unit) };
  return { person, subject, name: named.name, posts: [held] };
}

/** An answer of the table that the client does not ask for again. */
const denied = { kind: "answer" as const, status: 400, body: { __type: "AccessDeniedException", message: "no" } };

describe("a request", () => {
  it("is queued with who asked and in which posts, and nothing is made in the same moment", async () => {
    const who = kukar.who("kabid");
    const asked = await ask(who);
    expect(asked).toMatchObject({
      state: "waiting",
      title: "RFK Maret 2026, Unit dinas-pu",
      madeAt: null,
      bytes: null,
    });
    const entry = journalOf(await everything(), "kukar").findLast((each) => each.op === "export.request");
    expect(entry?.events).toEqual([
      { type: "ExportRequested", stamp: 1, person: who.person, reach: "kabid@dinas-pu", export: asked.id, ...report },
    ]);
    expect(await failing(kukar.as(who, () => open({ id: asked.id })))).toBe("export.not_ready");
    await make(kukar, who, asked.id);
  });

  it("that is made again while it waits is the same one; once made, a new one is another", async () => {
    const who = kukar.who("kepala");
    const first = await ask(who);
    expect((await ask(who)).id).toBe(first.id);
    expect((await ask(who, boardOf)).id).not.toBe(first.id);
    await make(kukar, who, first.id);
    expect((await ask(who)).id).not.toBe(first.id);
  });

  it.each([
    ["a report that does not exist", { kind: "report", report: "rfk.2026-03.dinas-xy.1" }],
    ["a board that does not exist", { kind: "board", template: "karangan", period: "2026-03" }],
    ["a year without a calendar", { kind: "board", template: "rfk", period: "2031-03" }],
    ["a recap of a template that does not exist", { kind: "recap", template: "karangan", period: "2026-TW1" }],
    ["a report that one may not know of", null],
  ])("for %s is not found", async (_, wanted) => {
    const who = wanted === null ? kukar.who("pptk", OTHER) : kukar.who("admin", "bappeda");
    expect(await failing(ask(who, v.parse(Wanted, wanted ?? report)))).toBe("kernel.not_found");
  });
});

describe("the file", () => {
  it("shows the report as it is when the file is made, for whom and when, and is a download of a minute", async () => {
    const who = kukar.who("pptk");
    const { id } = await ask(who);
    const changes = [kukar.cell(rowOf(1), "keluaran", "3")];
    await kukar.as(who, () => save({ id: v.parse(v.object({ report: ReportId }), report).report, changes }));
    travel("2026-04-05T02:03:00.000Z");
    expect(await make(kukar, who, id)).toEqual({ kind: "made" });
    const made = await content("report", who, id);
    expect(made.report.rows[0]?.cells["keluaran"]?.v).toBe("3");
    expect(made.made).toEqual({
      id,
      at: "2026-04-05T02:03:00.000Z",
      by: who.name,
      hats: ["pptk dinas-pu"],
      tenant: { name: "Pemerintah Kabupaten kukar", short: "kukar", zone: "Asia/Makassar", demo: true },
    });
    const { url, name, expiresInSeconds } = await kukar.as(who, () => open({ id }));
    expect([name, expiresInSeconds]).toEqual(["RFK Maret 2026, Unit dinas-pu.xlsx", 60]);
    const address = new URL(url);
    expect(address.pathname).toMatch(new RegExp(`/kukar/export/${id}\\.xlsx$`));
    expect(address.searchParams.get("X-Amz-Expires")).toBe("60");
    expect((await fetch(url)).headers.get("content-disposition")).toBe(
      "attachment; filename*=UTF-8''RFK%20Maret%202026%2C%20Unit%20dinas-pu.xlsx",
    );
    const shown = await card(who, id);
    expect([shown?.state, shown?.madeAt]).toEqual(["ready", "2026-04-05T02:03:00.000Z"]);
    expect(shown?.bytes).toBe((await fetched(who, id)).length);
  });

  it("shows each requester no more of the board than the screen would", async () => {
    const [own, other] = [kukar.who("pptk", OWN), kukar.who("pptk", OTHER)];
    const stateSeenBy = async (who: Somebody): Promise<string | undefined> => {
      const { board } = await content("board", who, await exported(kukar, who, boardOf));
      return board.units.find((unit) => unit.unit === OWN)?.months["2026-03"]?.state;
    };
    expect([await stateSeenBy(own), await stateSeenBy(other)]).toEqual(["draft", undefined]);
  });

  it("puts the published figures of several periods together as the screen does", async () => {
    const who = kukar.who("pptk", OTHER);
    const wanted = v.parse(Wanted, { kind: "recap", template: "rfk", period: "2026-TW1" });
    const { names, figures, region } = await content("recap", who, await exported(kukar, who, wanted));
    const shown = await kukar.as(who, () => period({ template: figures.template, period: figures.period }));
    expect([names.short, figures.parts, region]).toEqual(["RFK", ["2026-01", "2026-02", "2026-03"], null]);
    expect({ ...figures, asOf: "" }).toEqual({ ...shown, asOf: "" });
  });

  it("is not made any more once its requester has lost the post, and says so", async () => {
    const who = await until("2026-04-05", "plh-satu", OWN);
    const { id } = await ask(who);
    travel("2026-04-05T16:00:00.000Z"); // midnight in Makassar
    expect(await make(kukar, who, id)).toMatchObject({ kind: "failed", problem: "reach" });
    expect(await card(who, id)).toMatchObject({
      state: "failed",
      problem: "Isi berkas ini tidak lagi boleh Anda lihat, atau sudah tidak ada.",
    });
  });

  it("that stands is not handed out any more once the post is lost", async () => {
    const who = await until("2026-04-05", "plh-dua", OWN);
    const id = await exported(kukar, who, report);
    expect(await failing(kukar.as(who, () => open({ id })))).toBe("ok");
    expect(await failing(kukar.as({ ...who, posts: [] }, () => open({ id })))).toBe("kernel.not_found");
  });

  it("reaches no further than the post in which it was asked for, whatever else the person holds", async () => {
    const both = kukar.manyHats("dua-topi", kukar.who("pptk", OTHER), kukar.who("kabid", OWN));
    await kukar.hire(both);
    const acting = { ...both, posts: both.posts.slice(0, 1) };
    const { board, made } = await content("board", both, await exported(kukar, acting, boardOf));
    expect(made.hats).toEqual(["pptk dinas-kes"]);
    expect(board.units.find((unit) => unit.unit === OWN)?.months["2026-03"]).toBeNull();
  });

  it("is not made for somebody who has left", async () => {
    const who = await until("2027-01-01", "pindah", OWN);
    const { id } = await ask(who);
    const gone = { personId: who.person, subject: who.subject, name: who.name, nip: null, rank: null };
    await asProduct("kukar", () => enroll({ persons: [{ ...gone, email: "a@contoh.id", active: false }] }));
    expect(await make(kukar, who, id)).toMatchObject({ kind: "failed", problem: "reach" });
  });

  it("is gone after seven days, for its owner too", async () => {
    const who = kukar.who("inspektorat", "bappeda");
    const id = await exported(kukar, who, report);
    travel("2026-04-12T01:59:59.000Z");
    expect(await failing(kukar.as(who, () => open({ id })))).toBe("ok");
    travel("2026-04-12T02:00:00.000Z");
    expect(await failing(kukar.as(who, () => open({ id })))).toBe("kernel.not_found");
    expect(await card(who, id)).toBeUndefined();
  });
});

describe("somebody else's request", () => {
  it("does not exist, in the same tenant and in others, with the same name of the person and with every post there is", async () => {
    const owner = kukar.who("pptk");
    const id = await exported(kukar, owner, report);
    const all = kukar.manyHats("semua-topi", kukar.who("admin", "bappeda"), kukar.who("kepala"), owner);
    expect(await failing(kukar.as(all, () => open({ id })))).toBe("kernel.not_found");
    for (const slug of ["kukar-2", "kuka"]) {
      const made = await regency(slug, { lines: 1, pptk: 1 });
      const namesake = made.who("pptk");
      expect(namesake.person).toBe(owner.person);
      await bring(made, OWN, "filled", { lines: 1 });
      expect(await failing(made.as(namesake, () => open({ id })))).toBe("kernel.not_found");
      expect((await made.as(namesake, () => list({}))).exports).toEqual([]);
      // The same wish in another tenant is another file, of that tenant.
      const own = await exported(made, namesake, report);
      expect((await content("report", namesake, own, made)).made.tenant.name).toBe(`Pemerintah Kabupaten ${slug}`);
      expect(await failing(kukar.as(owner, () => open({ id: own })))).toBe("kernel.not_found");
      // The worker, on the session of one tenant, does not find the other's request either.
      expect(await make(made, namesake, id)).toEqual({ kind: "nothing" });
    }
  });
});

describe("deliveries", () => {
  it("of what stands already change nothing", async () => {
    const who = kukar.who("pptk");
    const id = await exported(kukar, who, report);
    const [before, file] = [await card(who, id), await fetched(who, id)];
    travel("2026-04-05T03:00:00.000Z");
    const { writers, tries } = failingWriters(0);
    expect(await make(kukar, who, id, writers)).toEqual({ kind: "nothing" });
    expect(tries()).toBe(0);
    travel(MARCH_OPEN);
    expect([await card(who, id), await fetched(who, id)]).toEqual([before, file]);
  });

  it("that come at once make one file", async () => {
    const who = kukar.who("pptk");
    const { id } = await ask(who);
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => make(kukar, who, id)));
    expect(outcomes.filter((each) => each.status === "fulfilled" && each.value.kind === "made").length).toBeGreaterThan(
      0,
    );
    await make(kukar, who, id);
    expect((await card(who, id))?.state).toBe("ready");
    expect((await content("report", who, id)).made.id).toBe(id);
  });

  it("after a crash do the work again", async () => {
    const who = kukar.who("pptk");
    const { id } = await ask(who);
    const { writers } = failingWriters(2);
    await expect(make(kukar, who, id, writers)).rejects.toThrow("out of memory");
    expect((await card(who, id))?.state).toBe("making");
    await expect(make(kukar, who, id, writers)).rejects.toThrow("out of memory");
    expect(await make(kukar, who, id, writers)).toEqual({ kind: "made" });
    expect((await card(who, id))?.state).toBe("ready");
  });

  it("after a crash between file and record keep the file that stands, with its own time and size", async () => {
    const who = kukar.who("pptk");
    const { id } = await ask(who);
    let updates = 0;
    line.inject(({ operation }) => {
      if (operation !== "UpdateItem") return undefined;
      updates += 1;
      return updates > 1 ? denied : undefined;
    });
    await expect(make(kukar, who, id)).rejects.toThrow("no");
    line.inject(null);
    travel("2026-04-05T02:09:00.000Z");
    const longer: Writers = { ...PLAIN, report: () => Promise.resolve(Buffer.from("x".repeat(99_999))) };
    expect(await make(kukar, who, id, longer)).toEqual({ kind: "made" });
    const shown = await card(who, id);
    expect(shown?.madeAt).toBe(MARCH_OPEN);
    expect(shown?.bytes).toBe((await fetched(who, id)).length);
    expect((await content("report", who, id)).made.at).toBe(MARCH_OPEN);
  });

  it("end after three tries with a sentence, and asking again queues a new request that is made", async () => {
    const who = kukar.who("pptk");
    const { id } = await ask(who);
    const { writers, tries } = failingWriters(99);
    for (let n = 1; n <= 2; n += 1) await expect(make(kukar, who, id, writers)).rejects.toThrow("out of memory");
    expect(await make(kukar, who, id, writers)).toMatchObject({ kind: "failed", problem: "broken" });
    expect(await make(kukar, who, id, writers)).toEqual({ kind: "nothing" });
    expect(tries()).toBe(3);
    expect(await card(who, id)).toMatchObject({
      state: "failed",
      problem: "Berkas gagal dibuat setelah 3 kali percobaan. Coba lagi; bila berulang, laporkan kepada pengelola.",
    });
    expect(await failing(kukar.as(who, () => open({ id })))).toBe("export.failed");
    const again = await exported(kukar, who, report);
    expect((await card(who, again))?.state).toBe("ready");
  });

  it("end after three tries too when each of them was cut off without a word", async () => {
    const who = kukar.who("pptk");
    const { id } = await ask(who);
    for (let n = 1; n <= 3; n += 1) {
      // The worker is at the file, and then nothing is heard of it any more.
      await new Promise<void>((begun) => {
        const silent: Writers = {
          ...PLAIN,
          report: () => {
            begun();
            return new Promise(() => undefined);
          },
        };
        make(kukar, who, id, silent).catch(() => undefined);
      });
      expect((await card(who, id))?.state).toBe("making");
    }
    expect(await make(kukar, who, id)).toMatchObject({ kind: "failed", problem: "broken" });
    expect((await card(who, id))?.state).toBe("failed");
  });

  it("that never come let the request fail after six hours", async () => {
    const who = kukar.who("pptk");
    const { id } = await ask(who);
    travel("2026-04-05T08:00:00.000Z");
    expect(await card(who, id)).toMatchObject({
      state: "failed",
      problem: "Berkas tidak selesai dalam 6 jam. Coba lagi.",
    });
    expect((await ask(who)).id).not.toBe(id);
  });
});

describe("the document of a report", () => {
  const wantedOf = (id: string, draft: boolean): Wanted => v.parse(Wanted, { kind: "document", report: id, draft });

  it("is a draft while nothing is signed: no code, no signer, what is entered now, on the paper of the tenant", async () => {
    const who = kukar.who("kabid");
    const id = `rfk.2026-03.${OWN}.1`;
    const made = await exported(kukar, who, wantedOf(id, true));
    expect((await card(who, made))?.title).toBe("RFK Maret 2026, Unit dinas-pu, konsep");
    const draft = JSON.parse(await fetched(who, made)) as NonNullable<Contents["document"]["draft"]>;
    expect(draft).toMatchObject({ verification: null, seal: null, snapshotHash: null, paper: "F4" });
    expect(draft.snapshot).toMatchObject({ report: id, signer: null, unitName: "Unit dinas-pu", decisions: [] });
    expect(draft.snapshot.content.rows).toHaveLength(2);
    expect(draft.printed).toEqual({ at: MARCH_OPEN, by: who.name });
  });

  it("is not there before somebody signed", async () => {
    const who = kukar.who("kabid");
    const { id } = await ask(who, wantedOf(`rfk.2026-03.${OWN}.1`, false));
    await make(kukar, who, id);
    expect(await card(who, id)).toMatchObject({ state: "failed" });
  });

  it("is byte by byte what lies in the archive once it is signed, also when a draft was asked for", async () => {
    const { id } = await bring(kukar, OTHER, "published", { lines: 2 });
    const who = kukar.who("kabid", OTHER);
    const { signed } = await kukar.as(who, () => view({ id }));
    for (const draft of [false, true]) {
      const made = await exported(kukar, who, wantedOf(id, draft));
      const { url, name } = await kukar.as(who, () => open({ id: made }));
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
      expect(sha256(bytes)).toBe(signed?.document?.hash);
      expect(name).toMatch(/\.pdf$/);
    }
  });

  it("names its files, and NIP and rank of all who decided, as they were when it was signed; in the layout of its version", async () => {
    const unit = "dinas-sos";
    const made = await regency("palembang", { units: [unit], lines: 1, pptk: 1 });
    const id = await made.openReport("2026-03", unit);
    const [pptk, kabid, kepala] = [made.who("pptk", unit), made.who("kabid", unit), made.who("kepala", unit)];
    await made.fill(id, 1, pptk);
    const file = { ...pdf("satu"), name: "berita acara.pdf" };
    await attach(made, id, file, pptk);
    const draft = await exported(made, kepala, wantedOf(id, true));
    const asDraft = JSON.parse(await fetched(kepala, draft, made)) as DocumentContent;
    expect(asDraft.snapshot.files).toEqual([{ hash: file.sha256, name: file.name, requirement: null, row: null }]);
    const hash = await made.send(id, pptk);
    await made.as(kabid, () => verify({ id, hash }));
    await made.as(kepala, () => sign({ id, hash }));
    await putOut("palembang", id);
    const signed = await exported(made, kepala, wantedOf(id, false));
    const { snapshot, definition } = JSON.parse(await fetched(kepala, signed, made)) as DocumentContent;
    expect(snapshot.files).toEqual(asDraft.snapshot.files);
    const ranked = { nip: "197801012005012001", rank: "Penata (III/c)" };
    expect(snapshot.submitted).toMatchObject({ name: pptk.name, ...ranked });
    expect(
      snapshot.decisions.map(({ kind, by }) => [kind, by.map(({ name, nip, rank }) => [name, nip, rank])]),
    ).toEqual([
      ["verify", [[kabid.name, ranked.nip, ranked.rank]]],
      ["sign", [[kepala.name, ranked.nip, ranked.rank]]],
    ]);
    expect(definition.print).toEqual({ orientation: "landscape" });
  });

  it("of a report that one may not know of is not found", async () => {
    const who = kukar.who("pptk", OTHER);
    expect(await failing(ask(who, wantedOf(`rfk.2026-03.${OWN}.1`, true)))).toBe("kernel.not_found");
  });
});
