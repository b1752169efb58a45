import { gzipSync } from "node:zlib";
import type { Shelf } from "@selaras/core/db/entity.ts";
import { writeQuietly } from "@selaras/core/db/unit.ts";
import { systemContext, within } from "@selaras/core/kernel/context.ts";
import { useClock } from "@selaras/core/kernel/clock.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Period, TemplateId, TenantId, UnitId } from "@selaras/core/kernel/id.ts";
import { sha256 } from "@selaras/core/kernel/digest.ts";
import { Cards, Codes, Faces, Pages, Templates, Units } from "@selaras/core/portal/store.ts";
import { actAs, type Engines, startEngines } from "@selaras/local/environment.ts";
import { build } from "esbuild";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPortal } from "../../../portal/test/bundle.ts";
import { publicApp } from "./public-app.ts";
import { slowUnlessFound } from "./public-proof.ts";

const NOW = new Date("2026-04-12T06:30:25.000Z");
const ULID = "01JQZ8K3W5X7Y9ABCDEFGHJKMN";
/** The code of each regency's document. */
const CODES: Readonly<Record<string, string>> = {
  kukar: "0K1KAR456789ABCDEFGHJKMNPQ",
  bombana: "B0MBANA56789ABCDEFGHJKMNPQ",
};
let engines: Engines | undefined;

beforeAll(async () => {
  delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
  delete process.env["AWS_ENDPOINT_URL_S3"];
  engines = await startEngines();
  useClock(() => NOW);
  await loadPortal();
  await publicRegency("kukar", "#0b6e4f");
  await publicRegency("bombana", "#b01d24");
});
afterAll(async () => {
  useClock(null);
  await engines?.stop();
});

const figure = (id: string) => ({ id, label: "Realisasi keuangan", type: "percent" as const, unit: "%", decimals: 2 });
const amount = (id: string) => ({ [id]: { kind: "value" as const, amount: "48.755" } });

async function putAll<R extends object>(shelf: Shelf<R>, records: readonly R[]): Promise<void> {
  for (const record of records) await writeQuietly(shelf.put(record));
}

/** The public projections of a regency with two units, of which one published March, as the stream writes them. */
async function publicRegency(slug: string, brand: string): Promise<void> {
  const place = {
    template: v.parse(TemplateId, "rfk"),
    period: v.parse(Period, "2026-03"),
    unit: v.parse(UnitId, `dinkes-${slug}`),
  };
  const published = {
    ...place,
    unitName: `Dinas Kesehatan ${slug}`,
    version: 1,
    status: "terbit" as const,
    onTime: true,
    publishedAt: "2026-04-06T02:15:00.000Z",
  };
  const face = {
    name: `Kabupaten ${slug}`,
    short: slug,
    area: "kabupaten",
    zone: "Asia/Makassar",
    brand,
    capital: "Ibu Kota",
    contact: "Bagian Adbang",
    demo: true,
  } as const;
  const body = {
    template: { id: "rfk", name: "Laporan", short: "RFK", n: 1 },
    unit: { id: place.unit, name: published.unitName },
    period: place.period,
    version: 1,
    publishedAt: published.publishedAt,
    onTime: true,
    nil: null,
    budget: "DPA Murni",
    signer: { name: "Penanda Tangan", hat: "Kepala Dinas", at: published.publishedAt },
    contentHash: "c".repeat(64),
    snapshot: "a".repeat(64),
    carried: [],
    months: [],
    absent: [],
    figures: amount("persen"),
    labels: [figure("persen")],
    sections: [],
    rows: [],
  };
  const filling = systemContext(v.parse(TenantId, slug), "uji");
  await actAs("projector", () =>
    within(filling, async () => {
      await putAll(Faces, [{ ...face, stamp: 1 }]);
      await putAll(
        Units,
        [place.unit, "dpu"].map((unit) => ({
          unit,
          name: unit === "dpu" ? "Dinas Pekerjaan Umum" : published.unitName,
          short: unit,
          kind: "dinas",
          opd: true,
          stamp: 1,
        })),
      );
      await putAll(Templates, [
        {
          template: "rfk",
          year: "2026",
          name: "Laporan Realisasi",
          short: "RFK",
          labels: [figure("persen")],
          figures: [],
          stamp: 1,
          assignments: [place.unit, "dpu"].map((unit) => ({ unit, from: "2026-01", until: null })),
        },
      ]);
      const snapshot = body.snapshot;
      await putAll(Cards, [{ ...published, snapshot, year: "2026", figures: amount("persen"), stamp: 1 }]);
      const version = { ...place, version: 1, stamp: 1 };
      const code = CODES[slug] ?? "";
      await putAll(Pages, [
        {
          ...version,
          status: "terbit" as const,
          publishedAt: published.publishedAt,
          correcting: false,
          supersededBy: null,
          withdrawn: null,
          correction: null,
          code,
          document: { hash: "d".repeat(64), bytes: 4711 },
          seal: null,
          body: gzipSync(JSON.stringify(body)),
        },
      ]);
      await putAll(Codes, [{ ...version, codeHash: sha256(code) }]);
    }),
  );
}

const app = publicApp();
const get = (host: string, path: string, headers: Record<string, string> = {}, method = "GET") =>
  actAs("public", () =>
    app.request(`http://${host}${path}`, { method, headers: { host, "x-request-id": ULID, ...headers } }),
  );

const PATHS = [
  "/",
  "/perangkat-daerah/dinkes-kukar",
  "/laporan/rfk/2026-03/dinkes-kukar",
  "/laporan/rfk/2026-03/dinkes-kukar/v/1",
  `/v/${CODES["kukar"]}`,
  "/periksa",
  "/tentang",
  "/brand.css",
  "/lambang.svg",
  "/data/rfk-2026.csv",
  "/data/rfk-2026.json",
];

describe("the pages of a regency", () => {
  it.each(PATHS)(
    "%s is answered without signing in, cacheable, with a policy that allows no inline script",
    async (path) => {
      const got = await get("kukar.selaras.id", path);
      expect(got.status).toBe(200);
      expect(got.headers.get("cache-control")).toMatch(/^public, max-age=\d+/);
      expect(got.headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'self';.*script-src 'self'/,
      );
      expect(got.headers.get("x-content-type-options")).toBe("nosniff");
      expect(got.headers.get("set-cookie")).toBeNull();
    },
  );

  it.each([...PATHS, "/api/public/home"])("%s answers 304 to whoever has it, within the minute", async (path) => {
    const first = await get("kukar.selaras.id", path);
    useClock(() => new Date("2026-04-12T06:30:55.000Z"));
    const again = await get("kukar.selaras.id", path, { "if-none-match": first.headers.get("etag") ?? "" });
    useClock(() => NOW);
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  });

  it("show the figure of the published report and who is silent", async () => {
    const page = await (await get("kukar.selaras.id:443", "/")).text();
    expect(page).toContain("Sampai Maret 2026, 1 dari 2 OPD telah menerbitkan laporan");
    expect(page).toContain("Belum lapor untuk Maret 2026: 1 OPD");
    const report = await (await get("kukar.selaras.id", "/laporan/rfk/2026-03/dinkes-kukar")).text();
    // 48,755 rounds half up.
    expect(report).toContain("48,76 %");
    expect(report).toContain("Halaman ini memuat cuplikan yang ditandatangani");
  });

  it("wear the tenant's own colour and never another's", async () => {
    const [kukar, bombana] = await Promise.all(
      ["kukar", "bombana"].map(async (slug) => (await get(`${slug}.selaras.id`, "/brand.css")).text()),
    );
    expect(kukar).toMatch(/--primary:#/);
    expect(kukar).not.toBe(bombana);
  });

  it("answer HEAD like GET without a body", async () => {
    const got = await get("kukar.selaras.id", "/", {}, "HEAD");
    expect([got.status, await got.text()]).toEqual([200, ""]);
    expect(got.headers.get("etag")).toMatch(/^W\//);
  });

  it("give the open figures as a file and as JSON to any origin", async () => {
    const csv = await get("kukar.selaras.id", "/data/rfk-2026.csv");
    expect(csv.headers.get("content-disposition")).toBe('attachment; filename="kukar-rfk-2026.csv"');
    expect(csv.headers.get("access-control-allow-origin")).toBe("*");
    const bytes = new Uint8Array(await csv.arrayBuffer());
    expect(Buffer.from(bytes.slice(0, 3)).toString("hex")).toBe("efbbbf");
    expect(new TextDecoder().decode(bytes)).toContain(";48,755;");
    const json = (await (await get("kukar.selaras.id", "/data/rfk-2026.json")).json()) as { baris: readonly unknown[] };
    expect(json.baris).toHaveLength(2);
  });
});

describe("what does not exist", () => {
  const nowhere: readonly (readonly [string, string, string])[] = [
    ["a host without a tenant", "localhost", "/"],
    ["the bare domain", "selaras", "/laporan/rfk/2026-03/dinkes-kukar"],
    ["an unknown tenant", "nunukan.selaras.id", "/"],
    ["an unknown tenant's report", "nunukan.selaras.id", "/laporan/rfk/2026-03/dinkes-kukar"],
    ["an unknown report", "kukar.selaras.id", "/laporan/rfk/2026-02/dinkes-kukar"],
    ["another tenant's unit", "kukar.selaras.id", "/perangkat-daerah/dinkes-bombana"],
    ["an unknown version", "kukar.selaras.id", "/laporan/rfk/2026-03/dinkes-kukar/v/2"],
    ["a version that is none", "kukar.selaras.id", "/laporan/rfk/2026-03/dinkes-kukar/v/satu"],
    ["another tenant's report", "kukar.selaras.id", "/laporan/rfk/2026-03/dinkes-bombana"],
    ["a year that is none", "kukar.selaras.id", "/?tahun=abc"],
    ["a key separator in a unit", "kukar.selaras.id", "/perangkat-daerah/a%23b"],
    ["open figures of another template", "kukar.selaras.id", "/data/lppd-2026.csv"],
    ["an unknown file", "kukar.selaras.id", "/data/..%2Fx"],
    ["an unknown path", "kukar.selaras.id", "/wp-login.php"],
    ["a colour without a tenant", "selaras", "/brand.css"],
    ["a reserved name", "admin.selaras.id", "/"],
    ["a malformed host", "<b>.selaras", "/tentang"],
  ];

  it("looks the same everywhere, byte for byte and header for header", async () => {
    const answers = await Promise.all(
      nowhere.map(async ([, host, path]) => {
        const got = await actAs("public", () =>
          app.request(`http://x${path}`, { headers: { host, "x-request-id": ULID } }),
        );
        return { status: got.status, headers: [...got.headers], body: await got.text() };
      }),
    );
    expect(answers[0]?.status).toBe(404);
    const first = JSON.stringify(answers[0]);
    const different = nowhere.filter((_, index) => JSON.stringify(answers[index]) !== first).map(([name]) => name);
    expect(different).toEqual([]);
  });

  it("is the same JSON for an unknown tenant and an unknown report", async () => {
    const bodies = await Promise.all(
      [
        get("localhost", "/api/public/home"),
        get("nunukan.selaras.id", "/api/public/home"),
        get("kukar.selaras.id", "/api/public/reports/rfk/2026-03/dinkes-bombana"),
        get("kukar.selaras.id", "/api/reports"),
      ].map(async (asked) => {
        const got = await asked;
        return { status: got.status, headers: [...got.headers], body: await got.text() };
      }),
    );
    expect(bodies[0]?.status).toBe(404);
    for (const each of bodies) expect(each).toEqual(bodies[0]);
  });
});

describe("the page of a code", () => {
  const code = CODES["kukar"] ?? "";
  const all = async (host: string, path: string, method = "GET") => {
    const got = await get(host, path, {}, method);
    return { status: got.status, headers: [...got.headers], body: await got.text() };
  };

  it("shows what the code proves, however it is typed, and is kept for a minute at most", async () => {
    const typed = [
      code,
      code.toLowerCase(),
      code.replaceAll("0", "o").replaceAll("1", "l"),
      code.replace(/(.{4})/g, "$1-"),
    ];
    for (const each of typed) {
      const got = await get("kukar.selaras.id", `/v/${encodeURIComponent(each)}`);
      expect([each, got.status, got.headers.get("cache-control")]).toEqual([each, 200, "public, max-age=60"]);
      expect(await got.text()).toContain("Dokumen ini terbit");
    }
  });

  it("is one page for every code that proves nothing here: same bytes, same headers, whatever the reason and the host", async () => {
    const wrong = "0K1KAR456789ABCDEFGHJKMNPR";
    const cases: readonly (readonly [string, string, string])[] = [
      ["a wrong code", "kukar.selaras.id", `/v/${wrong}`],
      ["a code of another regency", "kukar.selaras.id", `/v/${CODES["bombana"]}`],
      ["an own code at another regency", "bombana.selaras.id", `/v/${code}`],
      ["a regency that is none", "nunukan.selaras.id", `/v/${code}`],
      ["the bare domain", "selaras", `/v/${code}`],
      ["a reserved host", "admin.selaras.id", `/v/${code}`],
      ["too short", "kukar.selaras.id", `/v/${code.slice(1)}`],
      ["too long", "kukar.selaras.id", `/v/${code}0`],
      ["very long", "kukar.selaras.id", `/v/${"A".repeat(5000)}`],
      ["nothing", "kukar.selaras.id", "/v/"],
      ["a letter that no code has", "kukar.selaras.id", `/v/U${code.slice(1)}`],
      ["separators of keys", "kukar.selaras.id", "/v/public%23kukar%23verify%23x"],
      ["broken escapes", "kukar.selaras.id", "/v/%E0%A4%A"],
      ["a zero byte", "kukar.selaras.id", `/v/${code}%00`],
      ["a deeper path", "kukar.selaras.id", `/v/a/b/${wrong}`],
      ["a script", "kukar.selaras.id", "/v/%3Cscript%3Ealert(1)%3C%2Fscript%3E"],
      ["the hash of the code", "kukar.selaras.id", `/v/${sha256(code)}`],
    ];
    const answers = await Promise.all(cases.map(([, host, path]) => all(host, path)));
    const first = answers[0];
    expect(first?.status).toBe(404);
    expect(Object.fromEntries(first?.headers ?? [])["cache-control"]).toBe("no-store");
    expect(first?.body).toContain("Kode tidak dikenal");
    expect(cases.filter((_, n) => JSON.stringify(answers[n]) !== JSON.stringify(first)).map(([name]) => name)).toEqual(
      [],
    );
  });

  it("keeps whoever guesses waiting, whoever holds a document not", async () => {
    const timed = async (path: string): Promise<number> => {
      const begun = performance.now();
      await all("kukar.selaras.id", path);
      return performance.now() - begun;
    };
    expect(await timed(`/v/${CODES["bombana"]}`)).toBeGreaterThanOrEqual(LIMITS.unknownCodeMilliseconds - 1);
    expect(await timed("/v/")).toBeGreaterThanOrEqual(LIMITS.unknownCodeMilliseconds - 1);
    expect(await timed(`/v/${code}`)).toBeLessThan(LIMITS.unknownCodeMilliseconds);
  });

  it("is where a typed code leads without script, whether there is such a code or not", async () => {
    const led = async (typed: string, host = "kukar.selaras.id") => {
      const got = await get(host, `/periksa?kode=${encodeURIComponent(typed)}`);
      return [got.status, got.headers.get("location")];
    };
    expect(await led(` ${code.toLowerCase()} `)).toEqual([303, `/v/${code}`]);
    expect(await led(`https://kukar.selaras.id/v/${code}`)).toEqual([303, `/v/${code}`]);
    expect(await led("//jahat.example/")).toEqual([303, "/v/%2F%2Fjahat.example%2F"]);
    expect(await led("a\r\nset-cookie: x")).toEqual([303, "/v/a%0D%0Aset-cookie%3A%20x"]);
    expect(await led(code, "nunukan.selaras.id")).toEqual([303, `/v/${code}`]);
    expect((await led("   "))[0]).toBe(200);
  });
});

describe("the answer to a code", () => {
  /** A clock that stands, but for what the work itself takes; `until` only writes down how long it would have waited. */
  function paced(workMs: number) {
    let now = 1_000;
    const waited: number[] = [];
    const until = async (moment: number) => void waited.push(moment - now);
    const find = async <T>(found: T) => {
      now += workMs;
      return found;
    };
    return { pace: { now: () => now, until }, find, waited };
  }

  it.each([
    [0, 800],
    [5, 795],
    [799, 1],
  ])("that proves nothing waits out its time: %i ms of work, %i ms of waiting", async (workMs, rest) => {
    const { pace, find, waited } = paced(workMs);
    expect(await slowUnlessFound(() => find(null), 800, pace)).toBeNull();
    expect(waited).toEqual([rest]);
  });

  it("that proves something does not wait, nor does a failure of the house", async () => {
    const { pace, find, waited } = paced(5);
    expect(await slowUnlessFound(() => find("x"), 800, pace)).toBe("x");
    const failing = slowUnlessFound(() => Promise.reject(new Error("table")), 800, pace);
    await expect(failing).rejects.toThrow("table");
    expect(waited).toEqual([]);
  });
});

describe("the public questions", () => {
  it("answer what the pages show, as JSON for any origin", async () => {
    const got = await get("kukar.selaras.id", "/api/public/reports/rfk/2026-03/dinkes-kukar");
    expect(got.headers.get("access-control-allow-origin")).toBe("*");
    expect(await got.json()).toMatchObject({
      unit: { id: "dinkes-kukar" },
      figures: amount("persen"),
      tenant: { id: "kukar" },
    });
  });

  it("refuse an input that is malformed, with its field", async () => {
    const got = await get("kukar.selaras.id", "/api/public/units/dinkes-kukar/26");
    expect(got.status).toBe(400);
    expect(await got.json()).toMatchObject({ error: { code: "kernel.invalid", requestId: ULID } });
  });
});

describe("the bundle of the public function", () => {
  it("holds the portal's operations and none of the officials'", async () => {
    const made = await build({
      entryPoints: [`${import.meta.dirname}/../public.ts`],
      bundle: true,
      write: false,
      metafile: true,
      platform: "node",
      format: "esm",
      target: "node24",
      logLevel: "silent",
    });
    const inside = Object.keys(made.metafile.inputs).filter((file) => file.includes("packages/core/src/"));
    const entered = inside
      .map((file) => /core\/src\/(\w+)\/index\.ts$/.exec(file)?.[1])
      .filter((name) => name !== undefined);
    expect(entered).toEqual(["portal"]);
    expect(
      inside.filter((file) => /report\/(?:save|submit|decide|open|publish)\.ts$|account\/|position\//.test(file)),
    ).toEqual([]);
  });
});

it("makes a new request id when the caller's is none", async () => {
  const got = await get("kukar.selaras.id", "/", { "x-request-id": "<script>" });
  expect(got.headers.get("x-request-id")).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
});
