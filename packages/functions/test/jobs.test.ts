import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verify } from "@selaras/core/report/decide.ts";
import { view } from "@selaras/core/report/view.ts";
import { type ChaosProxy, type Injection, startChaosProxy, type TableRequest } from "@selaras/local/table/chaos.ts";
import { everything, MARCH_OPEN, regency, type Regency, travel, useEngines } from "../../core/test/world.ts";
import { actAs } from "@selaras/local/environment.ts";
import { handler, type JobName as Job } from "../src/jobs.ts";
import { ask, codeOf, logged, useTokens } from "./http-world.ts";
import { setStatus, work } from "./stories.ts";

useEngines();
useTokens();

let proxy: ChaosProxy;
let disturb: (request: TableRequest) => Injection | undefined = () => undefined;
beforeAll(async () => {
  proxy = await startChaosProxy(process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "", (request) => disturb(request));
  process.env["AWS_ENDPOINT_URL_DYNAMODB"] = proxy.endpoint;
});
afterAll(async () => {
  await proxy.stop();
});

/** Head items of a tenant by report. */
async function heads(tenant: string): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const items = (await everything()).filter((item) => item["__edb_e__"] === "head" && item["tenant"] === tenant);
  return new Map(items.map((item) => [String(item["reportId"]), item]));
}
const deeds = async (tenant: string, op: string): Promise<number> =>
  (await everything()).filter((item) => item["tenant"] === tenant && item["op"] === op).length;

/** Runs jobs side by side; gives the regencies in which each failed. */
async function runAll(...jobs: readonly Job[]): Promise<readonly (readonly string[])[]> {
  let answers: readonly { failed: readonly string[] }[] = [];
  await logged(async () => {
    answers = await Promise.all(jobs.map((job) => actAs("jobs", () => handler({ job }))));
  });
  return answers.map(({ failed }) => failed);
}
const run = async (job: Job): Promise<readonly string[]> => (await runAll(job)).flat();

describe("open-periods", () => {
  it("opens each assigned unit once, also when it runs twice at once and again later", async () => {
    travel("2026-03-10T15:59:59.000Z"); // 23.59.59 WITA: March opens on the 11th
    await regency("kukar", { units: ["dinas-pu", "dinas-kes", "dinas-tani"] });
    expect(await run("open-periods")).toEqual([]);
    const february = [...(await heads("kukar")).keys()].sort();
    expect(february).toEqual(expected("2026-02"));
    travel("2026-03-10T16:00:00.000Z"); // midnight in Tenggarong
    const both = await runAll("open-periods", "open-periods");
    expect(both).toEqual([[], []]);
    const march = await heads("kukar");
    expect([...march.keys()].sort()).toEqual([...expected("2026-02"), ...expected("2026-03")].sort());
    expect(await deeds("kukar", "report.open")).toBe(12);
    for (const [id, head] of march) {
      const rows = (await everything()).filter((item) => item["__edb_e__"] === "row" && item["reportId"] === id);
      expect([id, head["rev"], rows.length]).toEqual([id, 1, id.startsWith("rfk") ? 3 : rows.length]);
    }
    const before = await everything();
    expect(await run("open-periods")).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it("opens only what is not locked yet", async () => {
    travel("2026-04-21T00:00:00.000Z"); // March was locked after the 20th
    await regency("bombana", { units: ["dinas-pu"] });
    expect(await run("open-periods")).toEqual([]);
    expect([...(await heads("bombana")).keys()].sort()).toEqual([
      "layanan-bulanan.2026-04.dinas-pu.1",
      "rfk.2026-04.dinas-pu.1",
    ]);
  });

  it("opens nothing for a regency that is suspended or being closed, and catches up when it is active again", async () => {
    travel("2026-04-21T00:00:00.000Z");
    await regency("wajo-dua", { units: ["dinas-pu"] });
    for (const status of ["suspended", "closing"]) {
      await setStatus("wajo-dua", status);
      expect(await run("open-periods")).toEqual([]);
      expect((await heads("wajo-dua")).size).toBe(0);
    }
    await setStatus("wajo-dua", "active");
    expect(await run("open-periods")).toEqual([]);
    expect((await heads("wajo-dua")).size).toBe(2);
  });

  it("goes on with the other regencies when one of them fails, and names it", async () => {
    travel("2026-05-12T00:00:00.000Z");
    await regency("nunukan");
    disturb = ({ operation, body }) =>
      operation === "TransactWriteItems" && JSON.stringify(body).includes("bombana#") ? broken() : undefined;
    expect(await run("open-periods")).toEqual(["bombana"]);
    disturb = () => undefined;
    expect((await heads("nunukan")).has("rfk.2026-05.dinas-pu.1")).toBe(true);
    expect((await heads("bombana")).has("rfk.2026-05.dinas-pu.1")).toBe(false);
    expect(await run("open-periods")).toEqual([]);
    expect((await heads("bombana")).has("rfk.2026-05.dinas-pu.1")).toBe(true);
  });
});

const expected = (period: string): string[] =>
  ["dinas-kes", "dinas-pu", "dinas-tani"]
    .flatMap((unit) => [`layanan-bulanan.${period}.${unit}.1`, `rfk.${period}.${unit}.1`])
    .sort();

const broken = (): Injection => {
  const body = { __type: "com.amazonaws.dynamodb.v20120810#ValidationException", message: "rusak" };
  return { kind: "answer", status: 400, body };
};

describe("publish-signed", () => {
  /** A report that the head signed over HTTP while the document could not be stored. */
  async function leftSigned(regencyId: string): Promise<{ home: Regency; id: string }> {
    travel(MARCH_OPEN);
    const home = await regency(regencyId);
    const id = await home.openReport();
    await home.fill(id, 3);
    const hash = await home.send(id);
    await home.as(home.who("kabid"), () => verify({ id, hash }));
    const got = await ask("report.sign", { as: home.who("kepala"), tenant: regencyId, input: { id, hash } });
    expect([got.status, codeOf(got)]).toEqual([200, ""]);
    disturb = ({ operation, body }) =>
      operation === "TransactWriteItems" && JSON.stringify(body).includes('"report.publish"') ? broken() : undefined;
    const lines = await logged(async () => {
      await expect(work()).rejects.toThrow("The worker stopped");
    });
    disturb = () => undefined;
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toContain("work broken off");
    expect(lines.join()).not.toMatch(/Pejabat|rusak/);
    expect((await heads(regencyId)).get(id)?.["state"]).toBe("signed");
    return { home, id };
  }

  it("asks the worker again for a report that was left between signature and publication; it comes out exactly once", async () => {
    const { home, id } = await leftSigned("palembang");
    const before = await deeds("palembang", "report.publish");
    travel("2026-04-05T02:06:00.000Z");
    await runAll("publish-signed", "publish-signed", "publish-signed");
    expect(await deeds("palembang", "report.issue")).toBeGreaterThan(0);
    await Promise.all([work(), work()]);
    expect((await home.as(home.who("pptk"), () => view({ id }))).state).toBe("published");
    expect([before, await deeds("palembang", "report.publish")]).toEqual([0, 1]);
    const carries = (await everything()).filter(
      (item) => item["__edb_e__"] === "carry" && item["tenant"] === "palembang",
    );
    expect(carries).toHaveLength(1);
    const standing = await everything();
    expect(await run("publish-signed")).toEqual([]);
    expect(await everything()).toEqual(standing);
  });

  it("waits longer from try to try, so that what cannot come out does not fill the trail", async () => {
    const { id } = await leftSigned("berau");
    const asked = async (): Promise<number> => {
      await run("publish-signed");
      return deeds("berau", "report.issue");
    };
    // A try moves the next one by as long as was waited, at least 5 and at most 60 minutes: asked after 1 minute it is due
    // after 6, asked after 7 it is due after 14.
    const counts: number[] = [];
    for (const minute of [1, 2, 7, 8, 14, 15]) {
      travel(new Date(Date.parse(MARCH_OPEN) + minute * 60_000).toISOString());
      counts.push(await asked());
    }
    expect(counts).toEqual([1, 1, 2, 2, 2, 3]);
    expect((await heads("berau")).get(id)?.["state"]).toBe("signed");
  });

  it("tells whoever runs the service of what waits for half an hour, and of nothing sooner", async () => {
    await leftSigned("wajo");
    // A first try after a minute, the next one is due after six; tried at 29 it comes back after 58.
    const told: string[] = [];
    for (const minute of [1, 29, 57, 59]) {
      travel(new Date(Date.parse(MARCH_OPEN) + minute * 60_000).toISOString());
      const lines = await logged(async () => {
        await actAs("jobs", () => handler({ job: "publish-signed" }));
      });
      told.push(...lines.filter((line) => line.includes('"publications late"') && line.includes('"wajo"')));
      expect([minute, told.length]).toEqual([minute, minute < 59 ? 0 : 1]);
    }
    expect(JSON.parse(told[0] ?? "{}")).toMatchObject({ level: "warn", tenant: "wajo", records: 1 });
  });

  it("leaves alone what nobody signed", async () => {
    travel(MARCH_OPEN);
    const home = await regency("bulungan");
    const id = await home.openReport();
    await home.fill(id, 3);
    const hash = await home.send(id);
    await home.as(home.who("kabid"), () => verify({ id, hash }));
    travel("2026-04-05T03:00:00.000Z");
    expect(await run("publish-signed")).toEqual([]);
    expect(await deeds("bulungan", "report.issue")).toBe(0);
    expect((await heads("bulungan")).get(id)?.["state"]).toBe("in_review");
  });
});

describe("a job that nobody knows", () => {
  it("fails loudly instead of doing nothing", async () => {
    await expect(actAs("jobs", () => handler({ job: "tidur" as Job }))).rejects.toThrow("No job is called tidur");
  });
});

describe("a run that has too little time left", () => {
  it("begins no further regency, says which are left, and calls itself unfinished", async () => {
    const hurried = (minutes: readonly number[]) => {
      const left = [...minutes];
      return { awsRequestId: "permintaan", getRemainingTimeInMillis: () => (left.shift() ?? 0) * 60_000 };
    };
    const rans: { failed: readonly string[]; left: readonly string[] }[] = [];
    const told = await logged(async () => {
      for (const minutes of [[], [10, 5, 1]])
        rans.push(await actAs("jobs", () => handler({ job: "publish-signed" }, hurried(minutes))));
    });
    const [nobody, two] = rans;
    expect(nobody?.left.length).toBeGreaterThan(2);
    expect(two?.failed).toEqual([]);
    expect(nobody?.left.filter((slug) => !two?.left.includes(slug))).toHaveLength(2);
    expect(told.join("")).toContain("job unfinished");
  });
});
