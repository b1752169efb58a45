import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMetering, stopMetering } from "@selaras/core/db/meter.ts";
import { METRICS, METRICS_NAMESPACE, type MetricName } from "@selaras/core/cloud/metrics.ts";
import { actAs } from "@selaras/local/environment.ts";
import { lambdaContext } from "@selaras/local/gateway/lambda-context.ts";
import { everyItem, MARCH_OPEN, regency, type Regency, rowOf, travel, useEngines } from "../../core/test/world.ts";
import { handler as jobs } from "../src/jobs.ts";
import { handler as visitors } from "../src/public.ts";
import { handler as projector } from "../src/stream.ts";
import { call } from "./gateway.ts";
import { ask, logged, useTokens } from "./http-world.ts";
import { journalRecords } from "./stories.ts";

useEngines();
useTokens();

/** As Lambda starts a function: lines from info on, metrics written, started because somebody asked. */
const LAMBDA = {
  POWERTOOLS_LOG_LEVEL: "INFO",
  POWERTOOLS_METRICS_DISABLED: "false",
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
} as const;
Object.assign(process.env, LAMBDA);
afterAll(() => {
  for (const name of Object.keys(LAMBDA)) delete process.env[name];
});

const ULID = "01JQZ8K3W5X7Y9ABCDEFGHJKMN";
let kukar: Regency;
let id: string;

type Line = Readonly<Record<string, unknown>>;
/** Lines and metrics that some work wrote. */
async function told(work: () => Promise<unknown>): Promise<{ lines: readonly Line[]; metrics: readonly Line[] }> {
  const all = (await logged(work)).map((line) => JSON.parse(line) as Line);
  return { lines: all.filter((each) => !("_aws" in each)), metrics: all.filter((each) => "_aws" in each) };
}
const save = (row: number, value = "1", base = 0, headers = {}) =>
  ask("report.save", {
    as: kukar.who("pptk"),
    tenant: "kukar",
    input: { id, changes: [kukar.cell(rowOf(row), "keuangan", value, base)] },
    headers,
  });
const look = (reportId: string, kind = "pptk") =>
  ask("report.view", { as: kukar.who(kind), tenant: "kukar", input: { id: reportId } });

let first: Awaited<ReturnType<typeof told>>;

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { lines: 30 });
  id = await kukar.openReport();
  first = await told(() => call({ method: "GET", url: "/api/openapi.json" }));
  // The first save of a person opens a lane, the first request of a function fetches what it keeps.
  await logged(() => save(1));
  await logged(() => look(id));
});

describe("the line of a request", () => {
  it("says who did what where, how it went and what it consumed", async () => {
    const { lines } = await told(() => save(2, "1", 0, { "x-request-id": ULID }));
    expect(lines).toEqual([
      {
        level: "info",
        event: "request",
        service: "selaras",
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        function: "api",
        operation: "report.save",
        requestId: ULID,
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        tenant: "kukar",
        actor: "official",
        status: 200,
        coldStart: false,
        durationMs: expect.any(Number),
        calls: expect.any(Number),
        readUnits: expect.any(Number),
        writeUnits: expect.any(Number),
      },
    ]);
  });

  it("has the units that the engine reported for it", async () => {
    startMetering();
    const { lines } = await told(() => save(3));
    const { calls, read, tableWrite, indexWrite } = stopMetering();
    expect(lines.map((line) => [line["calls"], line["readUnits"], line["writeUnits"]])).toEqual([
      [calls, read, tableWrite + indexWrite],
    ]);
    // Lane, row and journal of up to 1 KB in one transaction, and the journal's index entry.
    expect([tableWrite, indexWrite]).toEqual([6, 1]);
  });

  it("does not mix with a request that runs beside it", async () => {
    const small = await kukar.openReport("2026-03", "dinas-pu", "layanan-bulanan");
    const ascending = (units: readonly number[]): readonly number[] => units.toSorted((a, b) => a - b);
    const unitsOf = async (...ids: readonly string[]) => {
      const { lines } = await told(() => Promise.all(ids.map((each) => look(each))));
      return ascending(lines.map((line) => Number(line["readUnits"])));
    };
    await unitsOf(small);
    const [little, much] = [await unitsOf(small), await unitsOf(id)];
    expect(little).not.toEqual(much);
    expect(await unitsOf(small, id, id)).toEqual(ascending([...little, ...much, ...much]));
  });

  it("names the code of a refusal and still the tenant, once membership was proved", async () => {
    const { lines } = await told(() => save(2, "2", 7));
    expect(lines).toMatchObject([{ operation: "report.save", tenant: "kukar", status: 200 }]);
    const refused = await told(() => look(id.replace("dinas-pu", "dinas-tiada")));
    expect(refused.lines).toMatchObject([
      { operation: "report.view", tenant: "kukar", status: 404, code: "kernel.not_found", kind: "not_found" },
    ]);
  });

  it("names no tenant that nobody belongs to, and no address that nobody serves", async () => {
    const { lines } = await told(async () => {
      await ask("report.mine", { as: { subject: "sub-orang-asing" }, tenant: "kukar" });
      await call({ method: "GET", url: "/api/orang/Budi%20Santoso?nip=197801012005012001" });
    });
    expect(lines.map(({ operation, tenant, status }) => [operation, tenant, status])).toEqual([
      ["report.mine", undefined, 403],
      ["nowhere", undefined, 404],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/Budi|1978/);
  });

  it("says that a container began with the first request of its process and with no other", async () => {
    expect(first.lines).toMatchObject([{ operation: "document", coldStart: true }]);
    const { lines } = await told(async () => {
      await call({ method: "GET", url: "/api/openapi.json" });
      await save(4);
      await actAs("jobs", () => jobs({ job: "publish-signed" }));
    });
    expect(lines.map((line) => line["coldStart"])).toEqual([false, false, false]);
  });
});

/** A request of the public site, as the gateway passes it on. */
const visit = (path: string, host: string) => {
  const http = { method: "GET", path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "uji" };
  const event = {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: "",
    headers: { host },
    requestContext: { http, domainName: host, routeKey: "$default", stage: "$default" },
    isBase64Encoded: false,
  };
  return actAs("public", () => visitors(JSON.parse(JSON.stringify(event)), lambdaContext("public", 29_000)));
};

describe("the other functions", () => {
  it("tell a batch of the stream in one line", async () => {
    const news = await journalRecords();
    const { lines } = await told(() => actAs("projector", () => projector({ Records: [...news] })));
    expect(lines).toMatchObject([
      {
        event: "batch",
        function: "projector",
        operation: "projection",
        tenant: "kukar",
        actor: "system",
        records: news.length,
        failed: 0,
      },
    ]);
    expect(lines[0]?.["writeUnits"]).toBeGreaterThan(0);
  });

  it("tell where a batch stopped, and blame no tenant for an entry that lies about its own", async () => {
    const [entry] = await journalRecords();
    if (!entry) throw new Error("The journal is empty");
    const image = { ...entry.dynamodb?.NewImage, tenant: { S: "nunukan" } };
    const liar = { eventName: "INSERT" as const, dynamodb: { SequenceNumber: "4711", NewImage: image } };
    const { lines, metrics } = await told(() => actAs("projector", () => projector({ Records: [entry, liar] })));
    expect(lines).toMatchObject([
      { level: "error", event: "projection failed", sequence: "4711", error: { name: "Error" } },
      { level: "info", event: "batch", records: 2, failed: 1, code: "kernel.internal" },
    ]);
    expect(lines.filter((line) => "tenant" in line)).toEqual([]);
    expect(valuesOf(metrics, "ProjectionFailures")).toEqual([{ function: "projector", value: 1 }]);
  });

  it("tell a job in one line, with the tenants that it visited", async () => {
    const { lines } = await told(() => actAs("jobs", () => jobs({ job: "publish-signed" })));
    expect(lines).toMatchObject([
      { event: "job", function: "jobs", operation: "publish-signed", actor: "system", records: 1, failed: 0 },
    ]);
    expect(lines[0]).not.toHaveProperty("tenant");
  });

  it("tell a visitor's page by its name, and the tenant only when it exists", async () => {
    const { lines } = await told(async () => {
      await visit("/", "kukar.selaras.id");
      await visit("/api/public/home", "kukar.selaras.id");
      await visit("/", "budi-santoso.selaras.id");
      await visit("/orang/budi", "kukar.selaras.id");
    });
    expect(lines.map(({ function: name, operation, tenant, status }) => [name, operation, tenant, status])).toEqual([
      ["public", "page.home", "kukar", 200],
      ["public", "portal.home", "kukar", 200],
      ["public", "page.home", undefined, 404],
      ["public", "nowhere", undefined, 404],
    ]);
  });
});

/** Every value of a metric with its dimensions. */
function valuesOf(metrics: readonly Line[], name: MetricName): readonly Line[] {
  return metrics.filter((each) => name in each).map((each) => ({ ...dimensionsOf(each, name), value: each[name] }));
}
type Directive = {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
};
const directivesOf = (line: Line) => (line["_aws"] as { CloudWatchMetrics: readonly Directive[] }).CloudWatchMetrics;
const dimensionsOf = (line: Line, name: string): Line =>
  Object.fromEntries(
    directivesOf(line)
      .filter((each) => each.Metrics.some((metric) => metric.Name === name))
      .flatMap((each) => each.Dimensions.flat())
      .map((dimension) => [dimension, line[dimension]]),
  );

describe("metrics", () => {
  it("are those of the list, with its units and exactly its dimensions", async () => {
    const { metrics } = await told(async () => {
      await save(5);
      await look("rfk.2026-03.dinas-tiada.1");
      await actAs("jobs", () => jobs({ job: "publish-signed" }));
    });
    for (const line of metrics) {
      const [directive, ...more] = directivesOf(line);
      expect([directive?.Namespace, directive?.Dimensions.length, more]).toEqual([METRICS_NAMESPACE, 1, []]);
      for (const { Name, Unit } of directive?.Metrics ?? []) {
        const { unit, dimensions } = METRICS[Name as MetricName];
        expect([Name, Unit, directive?.Dimensions[0]?.toSorted()]).toEqual([Name, unit, [...dimensions].sort()]);
      }
    }
    expect(valuesOf(metrics, "Requests")).toEqual([
      { function: "api", value: 1 },
      { function: "api", value: 1 },
      { function: "jobs", value: 1 },
    ]);
    expect(valuesOf(metrics, "Refusals")).toEqual([{ function: "api", kind: "not_found", value: 1 }]);
    expect(valuesOf(metrics, "ColdStart").map(({ value }) => value)).toEqual([0, 0, 0]);
    expect(valuesOf(metrics, "WriteUnits")[0]).toEqual({ function: "api", value: 7 });
  });

  it("carry tenant and operation for searching, not as dimensions", async () => {
    const { metrics } = await told(() => save(6));
    expect(metrics).toMatchObject([{ tenant: "kukar", operation: "report.save" }]);
  });
});

describe("usage", () => {
  const items = async (kind: string): Promise<readonly Line[]> =>
    (await everyItem()).filter((item) => item["__edb_e__"] === kind);
  const used = async (name: string): Promise<number> => Number((await items("usage"))[0]?.[name] ?? 0);
  const sum = (lines: readonly Line[], name: string): number =>
    lines.reduce((all, line) => all + Number(line[name]), 0);

  it("is the sum of the lines, and is written down by the function that did the work", async () => {
    travel("2026-04-05T02:05:00.000Z");
    // A minute after the requests above: everything that waited is written with this one.
    await logged(() => save(7));
    const before = [await used("requests"), await used("refused"), await used("readUnits"), await used("writeUnits")];
    const { lines } = await told(async () => {
      await Promise.all([save(8), save(9), look("rfk.2026-03.dinas-tiada.1")]);
      expect(await used("requests")).toBe(before[0]);
      travel("2026-04-05T02:06:00.000Z");
      await save(10);
    });
    const after = [await used("requests"), await used("refused"), await used("readUnits"), await used("writeUnits")];
    // What the write before cost came with this one, what this one cost comes with the next: one unit each.
    const grown = after.map((amount, i) => amount - (before[i] ?? 0));
    expect(grown).toEqual([4, 1, sum(lines, "readUnits"), sum(lines, "writeUnits")]);
    expect(grown[3]).toBeGreaterThan(3 * 7);
  });

  it("comes from visitors in no way: their function may write nothing", async () => {
    const before = await items("usage");
    travel("2026-04-05T02:30:00.000Z");
    await logged(() => visit("/", "kukar.selaras.id"));
    expect(await items("usage")).toEqual(before);
  });

  it("is collected by a job when its day is over, once and for all", async () => {
    const collect = () => logged(() => actAs("jobs", () => jobs({ job: "collect-usage" })));
    await collect();
    expect(await items("collectedusage")).toEqual([]);
    const [day] = await items("usage");
    travel("2026-04-06T00:00:00.000Z");
    await collect();
    const collected = await items("collectedusage");
    expect(collected).toMatchObject([{ slug: "kukar", month: "2026-04", day: "05", requests: day?.["requests"] }]);
    await collect();
    expect(await items("collectedusage")).toEqual(collected);
  });
});
