import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { session } from "@selaras/core/account/index.ts";
import { standAs } from "@selaras/core/db/principal.ts";
import { heldNow } from "@selaras/core/position/index.ts";
import { open } from "@selaras/core/report/open.ts";
import { view } from "@selaras/core/report/view.ts";
import { allTenants, currentTenant } from "@selaras/core/tenant/index.ts";
import { credentialsOf } from "@selaras/local/environment.ts";
import {
  asIdentity,
  asProduct,
  asSomebody,
  everything,
  itemsOf,
  type Somebody,
  travel,
  useEngines,
} from "../../core/test/world.ts";
import { type Account, invitation, linkAccounts, readAccounts } from "../src/operate/accounts.ts";
import { found } from "../src/operate/found.ts";
import type { Founding } from "../src/operate/founding.ts";
import { readFounding } from "../src/operate/read-founding.ts";
import { exampleAs, exampleText, exampleWith, foundingOf } from "./founding-file.ts";

useEngines();
beforeAll(() => {
  standAs("operator", credentialsOf("operator"));
  travel("2026-04-05T02:00:00.000Z");
});
afterAll(() => standAs(null));

/** Founds and gives what was said. */
async function founded(founding: Founding, apply = true): Promise<{ ok: boolean; lines: string[] }> {
  const lines: string[] = [];
  const ok = await found(founding, { apply, say: (line) => lines.push(line) });
  return { ok, lines };
}
const rowsOf = async (slug: string) => itemsOf(await everything(), slug);

/** What the founding of the example says; `did` is "dibuat", "sudah ada" or "akan dibuat". */
const said = (did: string): string[] =>
  [
    ["daerah", 1],
    ["unit", 2],
    ["pegawai", 6],
    ["jabatan", 6],
    ["rantai persetujuan", 1],
    ["templat", 2],
    ["kalender 2026 rfk", 12],
    ["kalender 2026 layanan-bulanan", 12],
    ["penugasan rfk", 1],
    ["penugasan layanan-bulanan", 1],
    ["anggaran", 1],
  ].map(([what, count]) => `${what}: ${count} ${did}`);

const inCloud = { make: null, lineFor: ({ username }: { username: string }) => `undang ${username}` };
const accountsOf = ({ people }: Founding): Account[] =>
  people.map(({ username, email, personId }) => ({ username, email, subject: `subjek-${personId}` }));

describe("founding a regency from the example of the runbook", () => {
  it("writes nothing without being told to, and says what it would do", async () => {
    expect(await founded(exampleAs("kering"), false)).toEqual({ ok: true, lines: said("akan dibuat") });
    expect(await rowsOf("kering")).toEqual([]);
    expect(await allTenants()).not.toContain("kering");
  });

  it("lets its officials in, who open and see a report by the budget, chain and calendar of the file", async () => {
    const founding = foundingOf(exampleText());
    expect(await founded(founding)).toEqual({ ok: true, lines: said("dibuat") });
    await linkAccounts(founding, accountsOf(founding), inCloud, { apply: true, say: () => undefined });
    const signedIn = async (person: string, name: string): Promise<Somebody> => {
      const subject = `subjek-${person}`;
      const { memberships } = await asIdentity(subject, () => session({}));
      expect(memberships.map(({ tenant, brand }) => [tenant, brand])).toEqual([["contoh", "#0b6e4f"]]);
      const posts = await asProduct("contoh", async () =>
        heldNow(person, await currentTenant(), new Date("2026-04-05T02:00:00.000Z")),
      );
      return { person, subject, name, posts };
    };
    const planner = await signedIn("dewi-lestari", "Dewi Lestari, S.E.");
    const { id } = await asSomebody("contoh", planner, () =>
      open({ template: "rfk", period: "2026-03", unit: "dinas-pu" }),
    );
    const author = await signedIn("rahmat-hidayat", "Rahmat Hidayat, S.T.");
    const seen = await asSomebody("contoh", author, () => view({ id }));
    expect(seen.rows.filter((row) => row.rowKey.startsWith("rincian/")).map((row) => row.label)).toEqual([
      "Pemeliharaan Rutin Jalan",
      "Rekonstruksi Jalan",
    ]);
    expect(seen.window).toMatchObject({ opensOn: "2026-03-11", dueOn: "2026-04-10", lockOn: "2026-04-20" });
  });

  it("repeated changes not a single record", async () => {
    const founding = exampleAs("tenang");
    await founded(founding);
    const before = await everything();
    expect(await founded(founding)).toEqual({ ok: true, lines: said("sudah ada") });
    expect(await everything()).toEqual(before);
  });

  it("leaves alone, and names, what somebody changed since", async () => {
    await founded(exampleAs("beda"));
    const before = await everything();
    const changed = exampleAs("beda");
    const [first, ...others] = changed.people;
    if (!first) throw new Error("nobody in the example");
    const answer = await founded({ ...changed, people: [{ ...first, rank: "Penata (III/d)" }, ...others] });
    expect(answer.ok).toBe(false);
    expect(answer.lines[2]).toBe("pegawai: 6 sudah ada\n  berbeda dari berkas, dibiarkan: rahmat-hidayat");
    expect(await everything()).toEqual(before);
  });

  it("refuses a slug that stands with other content, before anything is written", async () => {
    await founded(exampleAs("dipakai"));
    const before = await everything();
    const other = exampleAs("dipakai");
    const claim = { ...other, regency: { ...other.regency, name: "Pemerintah Kota Lain", capital: "Lain" }, units: [] };
    expect(await founded(claim)).toEqual({
      ok: false,
      lines: ["Daerah dipakai sudah terdaftar dengan isi lain: name, capital. Tidak ada yang ditulis."],
    });
    expect(await everything()).toEqual(before);
  });
});

describe("a founding that broke off", () => {
  /** Keys of everything but the journal, whose keys are ids of commands. */
  const shape = async (slug: string): Promise<string[]> =>
    (await rowsOf(slug))
      .map(({ pk, sk }) => `${String(pk)} ${String(sk)}`.replaceAll(slug, "<slug>"))
      .filter((key) => !/[0-7][0-9A-HJKMNP-TV-Z]{25}/.test(key))
      .sort();

  it.each(said("dibuat").map((line, step) => [step + 1, line] as const))(
    "after step %i (%s) is completed by a repetition",
    async (step) => {
      await founded(exampleAs("utuh"));
      const slug = `putus-${step}`;
      let told = 0;
      const crash = (): void => {
        told += 1;
        if (told === step) throw new Error("the machine went down");
      };
      await expect(found(exampleAs(slug), { apply: true, say: crash })).rejects.toThrow("the machine went down");
      const again = await founded(exampleAs(slug));
      expect(again.lines).toEqual([...said("sudah ada").slice(0, step), ...said("dibuat").slice(step)]);
      expect(await shape(slug)).toEqual(await shape("utuh"));
    },
  );

  it("inside a step makes only what is missing", async () => {
    const whole = exampleAs("separuh");
    await founded({ ...whole, people: whole.people.slice(0, 2), calendar: [] });
    const { ok, lines } = await founded(whole);
    expect(ok).toBe(true);
    expect(lines.slice(2, 4)).toEqual(["pegawai: 2 sudah ada, 4 dibuat", "jabatan: 2 sudah ada, 4 dibuat"]);
    expect(lines[6]).toBe("kalender 2026 rfk: 12 dibuat");
    expect(await shape("separuh")).toEqual(await shape("utuh"));
  });
});

describe("a file with mistakes", () => {
  const places = (text: string, budgets?: string) => readFounding(text, budgets).problems;

  it.each([
    [
      '"zone": "Asia/Makassar"',
      '"zone": "WITA"',
      "regency.zone",
      /^Seharusnya "Asia\/Jakarta" atau .*, tertulis "WITA"\.$/,
    ],
    ['"slug": "contoh"', '"slug": "admin"', "regency.slug", "Nama daerah ini dicadangkan."],
    ['"opens":', '"opened":', "calendar[0].opens", "Wajib ada."],
    ["198503122010011004", "1985031220100110", "people[0].nip", "NIP terdiri atas 18 angka."],
    ["siti-aminah@contoh.example", "siti", "people[1].email", "Bukan alamat surel."],
    [
      '"personId": "yusuf"',
      '"personId": "dewi-lestari"',
      "people[4].personId",
      /sudah tertulis di people\[3\]\.personId/,
    ],
    ['"unit": "bappeda"', '"unit": "bapeda"', "people[3].posts[0].unit", '"bapeda" tidak ada di units.'],
    ['"day": 20', '"day": 9', "calendar[0]", /^Urutan tanggal keliru/],
    ['"1200000000.00"', '"1200000001.00"', "budgets[0].lines", /RAK sub kegiatan 1\.03\.10\.2\.01\.0033 berjumlah/],
  ])("%s written as %s is told at its place", (right, wrong, place, problem) => {
    const [first] = places(exampleWith(right, wrong));
    expect(first?.place).toBe(place);
    expect(first?.problem).toMatch(problem);
  });

  it("is told everything at once, and a key that does not exist by name", () => {
    const text = exampleWith('"capital"', '"ibukota"').replace("bambang-irawan@contoh.example", "bambang");
    expect(places(text).map(({ place, problem }) => `${place}: ${problem}`)).toEqual([
      "regency.capital: Wajib ada.",
      'regency.ibukota: Kunci "ibukota" tidak dikenal di sini.',
      "people[2].email: Bukan alamat surel.",
    ]);
  });

  it("that is no JSON shows the spot", () => {
    const [only] = places(exampleText().replace("[", "("));
    expect(only?.place).toBe("(berkas)");
    expect(only?.problem).toMatch(/^Bukan JSON yang benar: Unexpected token '\(', .*"units": \(/s);
  });

  it("takes budgets from a second file, with their places in it", () => {
    const { budgets } = foundingOf(exampleText());
    const later = [{ ...budgets[0], stage: "pergeseran", effectiveFrom: "2026-06" }];
    const { founding } = readFounding(exampleText(), JSON.stringify(later));
    expect(founding?.budgets.map(({ stage }) => stage)).toEqual(["murni", "pergeseran"]);
    expect(places(exampleText(), JSON.stringify([{ ...later[0], n: "1" }]))).toEqual([
      { place: "budgets[0].n", problem: 'Seharusnya angka, tertulis "1".' },
    ]);
  });
});

describe("accounts", () => {
  async function linked(founding: Founding, known: readonly Account[], apply = true) {
    const lines: string[] = [];
    const ok = await linkAccounts(founding, known, inCloud, { apply, say: (line) => lines.push(line) });
    return { ok, lines };
  }

  it("are asked for by a line, tied when they are there, and never moved", async () => {
    const founding = exampleAs("akun");
    await founded(founding);
    const all = accountsOf(founding);
    const [rahmat] = all;
    if (!rahmat) throw new Error("nobody in the example");
    const first = await linked(founding, [{ ...rahmat, username: rahmat.username.toUpperCase() }]);
    expect(first).toEqual({
      ok: false,
      lines: [
        "pptk.pu.contoh: ditautkan",
        "undang kabid.pu.contoh",
        "undang kepala.pu.contoh",
        "undang bappeda.contoh",
        "undang admin.contoh",
        "undang pimpinan.contoh",
        "akun: 1 ditautkan, 0 sudah tertaut, 5 belum punya akun, 0 ditolak",
      ],
    });
    expect((await linked(founding, all)).lines.at(-1)).toBe(
      "akun: 5 ditautkan, 1 sudah tertaut, 0 belum punya akun, 0 ditolak",
    );
    const before = await everything();
    const moved = await linked(founding, [{ ...rahmat, subject: "subjek-orang-lain" }, ...all.slice(1)]);
    expect(moved.ok).toBe(false);
    expect(moved.lines[0]).toMatch(/sudah tertaut ke akun lain \(subjek-rahmat-hidayat\)/);
    expect(await founded(founding)).toMatchObject({ ok: true, lines: said("sudah ada") });
    expect(await everything()).toEqual(before);
  });

  it("with another address are not tied, and nobody is without --apply", async () => {
    const founding = exampleAs("alamat");
    await founded(founding);
    const before = await everything();
    const foreign = accountsOf(founding).map((account) => ({ ...account, email: "orang@lain.example" }));
    const refused = await linked(founding, foreign);
    expect(refused.lines.at(-1)).toBe("akun: 0 ditautkan, 0 sudah tertaut, 0 belum punya akun, 6 ditolak");
    expect(await linked(founding, accountsOf(founding), false)).toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
  });

  it("are read from what the AWS command prints", () => {
    const attributes = [
      { Name: "sub", Value: "6f9a2c1e-0000-4000-8000-000000000001" },
      { Name: "email", Value: "a@contoh.example" },
    ];
    const printed = JSON.stringify({ Users: [{ Username: "a.contoh", Attributes: attributes, Enabled: true }] });
    expect(readAccounts(printed)).toEqual([
      { username: "a.contoh", subject: "6f9a2c1e-0000-4000-8000-000000000001", email: "a@contoh.example" },
    ]);
    expect(() => readAccounts("{}")).toThrow(/list-users/);
  });

  it("are invited by a line that a shell takes as it is, whatever a name holds", () => {
    const person = foundingOf(exampleText()).people.find(({ name }) => name.includes("'"));
    if (!person) throw new Error("The example has nobody with an apostrophe");
    expect(invitation("ap-southeast-3_Contoh", "ap-southeast-3", person)).toBe(
      "aws cognito-idp admin-create-user --region ap-southeast-3 --user-pool-id ap-southeast-3_Contoh " +
        "--username pimpinan.contoh --desired-delivery-mediums EMAIL --user-attributes " +
        `'[{"Name":"email","Value":"nur-fadilah@contoh.example"},{"Name":"email_verified","Value":"true"},` +
        `{"Name":"name","Value":"Nur Fa'\\''dilah"}]'`,
    );
  });
});
