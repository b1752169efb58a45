import { gzipSync } from "node:zlib";
import type { Shelf } from "@selaras/core/db/entity.ts";
import { writeQuietly } from "@selaras/core/db/unit.ts";
import { systemContext, within } from "@selaras/core/kernel/context.ts";
import { useClock } from "@selaras/core/kernel/clock.ts";
import { Period, TemplateId, TenantId, UnitId } from "@selaras/core/kernel/id.ts";
import { Cards, Faces, Pages, Templates, Units } from "@selaras/core/portal/store.ts";
import { actAs, type Engines, startEngines } from "@selaras/local/environment.ts";
import { build } from "esbuild";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPortal } from "../../../portal/test/bundle.ts";
import { publicApp } from "./public-app.ts";

const NOW = new Date("2026-04-12T06:30:25.000Z");
const ULID = "01JQZ8K3W5X7Y9ABCDEFGHJKMN";
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
    snapshot: "a".repeat(64),
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
      await putAll(Cards, [{ ...published, year: "2026", figures: amount("persen"), stamp: 1 }]);
      await putAll(Pages, [{ ...place, body: gzipSync(JSON.stringify(body)), stamp: 1 }]);
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
