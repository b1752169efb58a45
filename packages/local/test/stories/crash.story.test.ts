import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { FieldId } from "@selaras/core/kernel/id.ts";
import type { Api } from "@selaras/functions/http/routes.ts";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEngines } from "../../src/environment.ts";
import { HOUSE_ROOT } from "../../src/sites.ts";
import { failingHouse, type FailingHouse, seeded, untilAnswered } from "./crash-world.ts";
import { type ApiDesk, apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";

/*
 * Two regencies go through a month at once while the power fails again and again. What the product has confirmed must
 * stand afterwards, exactly once; what it has not confirmed is sent again under the same id and must be done once.
 */
const SEED = 20_260_520;
const STEPS = 2;
const WORKERS = 3;
const PEOPLES_ACTS = ["report.save", "report.submit", "report.verify", "report.sign"];
const STATES = ["Kontrak/Pelaksanaan", "Terhambat"];
type View = Api["report.view"]["reply"];
type Lane = {
  readonly tenant: string;
  readonly id: View["id"];
  readonly desks: Readonly<Record<"pptk" | "kabid" | "kepala", ApiDesk>>;
  /** Version and value that the server confirmed, by row and field. */
  readonly confirmed: Map<string, { readonly n: number; readonly text: string }>;
};
const UNITS = { kukar: "dinas-pekerjaan-umum", nunukan: "dinas-pu" } as const;

let house: RunningHouse;
let lanes: readonly Lane[];
let failing: FailingHouse;
/** The house's instant before the first command. */
let begin: string;
/** Every command that was answered, with how often it was sent. */
const commands = new Map<string, { readonly what: string; readonly tries: number }>();

beforeAll(async () => {
  house = await startProduct();
  lanes = await Promise.all(Object.keys(UNITS).map((tenant) => openLane(tenant)));
  begin = (await nowIn(house)).toISOString();
  failing = failingHouse(house, seeded(SEED), nothingConfirmedIsGone);
});
afterAll(async () => {
  await ((await failing?.calm()) ?? house)?.stop();
  if (house) rmSync(house.folder, { recursive: true, force: true });
});

async function openLane(tenant: string): Promise<Lane> {
  const names = { pptk: `pptk.pu.${tenant}`, kabid: `kabid.pu.${tenant}`, kepala: `kepala.pu.${tenant}` };
  const [pptk, kabid, kepala] = await Promise.all(
    [names.pptk, names.kabid, names.kepala].map((name) => apiDesk(house.url, name, tenant)),
  );
  if (!pptk || !kabid || !kepala) throw new Error("three desks were opened");
  const { slots } = await pptk.call("report.mine", { year: "2026" });
  const mine = slots.find((each) => each.template === "rfk" && each.period === "2026-05")?.report;
  if (!mine) throw new Error(`${names.pptk} has no RFK for May`);
  return { tenant, id: mine.id, desks: { pptk, kabid, kepala }, confirmed: new Map() };
}

const place = (rowKey: string, field: string): string => `${rowKey} ${field}`;

/** After each restart: the versions and values that were confirmed stand, at most one unconfirmed write is beyond them. */
async function nothingConfirmedIsGone(): Promise<void> {
  for (const { desks, id, confirmed } of lanes) {
    const { rows } = await desks.pptk.call("report.view", { id });
    const cells = new Map(
      rows.flatMap((row) => Object.entries(row.cells).map(([f, c]) => [place(row.rowKey, f), c] as const)),
    );
    for (const [where, { n, text }] of confirmed) {
      const now = cells.get(where);
      expect([n, n + 1], where).toContain(now?.n);
      if (now?.n === n) expect(now.v, where).toBe(text);
    }
  }
}

/** One save of one row: money, physical progress and status, each on top of the version before. */
async function saveStep({ desks, id, confirmed }: Lane, row: View["rows"][number], step: number): Promise<void> {
  const fields = { keuangan: `${1000 * step}`, fisik: `0.${step}`, status: STATES[step % 2] ?? "" };
  const changes = Object.entries(fields).map(([field, value]) => {
    const base = confirmed.get(place(row.rowKey, field))?.n ?? row.cells[field]?.n ?? 0;
    const input = { kind: "value" as const, value };
    const at = "2026-05-20T02:10:00.000Z";
    return { id: `${step}-${field}`, rowKey: row.rowKey, field: v.parse(FieldId, field), base, input, at };
  });
  const { reply, command, tries } = await untilAnswered(failing, desks.pptk, "report.save", { id, changes });
  commands.set(command, { what: `save ${row.rowKey} ${step}`, tries });
  for (const [index, outcome] of reply.cells.entries()) {
    const sent = changes[index];
    expect(outcome, `${row.rowKey} step ${step}, sent ${tries} times`).toMatchObject({
      outcome: "accepted",
      n: (sent?.base ?? 0) + 1,
    });
    if (sent && outcome.outcome === "accepted")
      confirmed.set(place(row.rowKey, sent.field), { n: outcome.n, text: sent.input.value });
  }
}

describe("a month with power cuts", () => {
  it("keeps every confirmed entry once and does every repeated command once, through kills at drawn moments", {
    timeout: 180_000,
  }, async () => {
    await Promise.all(
      lanes.map(async (lane) => {
        const { rows } = await lane.desks.pptk.call("report.view", { id: lane.id });
        const waiting = [...rows];
        const work = async () => {
          for (let row = waiting.shift(); row !== undefined; row = waiting.shift())
            for (let step = 1; step <= STEPS; step += 1) await saveStep(lane, row, step);
        };
        await Promise.all(Array.from({ length: WORKERS }, () => work()));
      }),
    );
    expect(failing.cuts()).toBeGreaterThanOrEqual(6);
    await failing.up();
    for (const { desks, id, confirmed } of lanes) {
      const { rows } = await desks.pptk.call("report.view", { id });
      expect(confirmed.size).toBe(rows.length * 3);
      for (const row of rows)
        for (const field of ["keuangan", "fisik", "status"]) {
          const { n, text } = confirmed.get(place(row.rowKey, field)) ?? { n: 0, text: "" };
          expect(row.cells[field], `${row.rowKey} ${field}`).toMatchObject({ n, v: text, s: "value" });
        }
    }
    // The cuts really struck: some commands were sent more than once.
    expect([...commands.values()].filter(({ tries }) => tries > 1).length).toBeGreaterThan(3);
  });

  it("submits, verifies, signs and publishes once, with a power cut around each decision", {
    timeout: 180_000,
  }, async () => {
    const before = failing.cuts();
    failing.between(1, 2);
    await Promise.all(
      lanes.map(async ({ desks, id }) => {
        const { reply: seen } = await untilAnswered(failing, desks.pptk, "report.view", { id });
        const explanations: never[] = [];
        const submitted = await untilAnswered(failing, desks.pptk, "report.submit", {
          id,
          stamp: seen.stamp,
          explanations,
        });
        const { hash } = submitted.reply;
        const verified = await untilAnswered(failing, desks.kabid, "report.verify", { id, hash });
        const signed = await untilAnswered(failing, desks.kepala, "report.sign", { id, hash });
        for (const [what, done] of Object.entries({ submitted, verified, signed }))
          commands.set(done.command, { what, tries: done.tries });
      }),
    );
    expect(failing.cuts() - before).toBeGreaterThanOrEqual(3);
    const standing = await failing.calm();
    // A crash between signature and publication is made up for by the job, five minutes of the house's time later.
    const soon = new Date((await nowIn(standing)).getTime() + 600_000);
    await fetch(`${standing.url}/__local/clock`, { method: "POST", body: JSON.stringify({ now: soon.toISOString() }) });
    for (const { desks, id } of lanes) {
      const { state, signed } = await desks.kepala.call("report.view", { id });
      expect([state, signed?.snapshot]).toEqual(["published", expect.stringMatching(/^[0-9a-f]{64}$/)]);
    }
  });

  it("has one journal item per command, every snapshot in the archive, and projections that follow from the sources", async () => {
    const standing = await failing.calm();
    const settled = (await (await fetch(`${standing.url}/__local/settled`)).json()) as { dead: number };
    expect(settled.dead).toBe(0);
    const snapshots = await Promise.all(
      lanes.map(
        async ({ desks, id, tenant }) =>
          `${tenant}/snapshot/${(await desks.pptk.call("report.view", { id })).signed?.snapshot}`,
      ),
    );
    await standing.stop();
    const engines = await startEngines({ folder: house.folder });
    try {
      const written = await journalCounts();
      // Not one more either: what was done and not answered is not done again under another name.
      expect(written.size).toBe(commands.size);
      for (const [command, { what, tries }] of commands)
        expect(written.get(command), `${what}, sent ${tries} times`).toBe(1);
      for (const key of snapshots) {
        const found = await new S3Client({ forcePathStyle: true }).send(
          new GetObjectCommand({ Bucket: process.env["SELARAS_ARCHIVE_BUCKET"], Key: `${key}.json` }),
        );
        const body = await found.Body?.transformToByteArray();
        expect(
          createHash("sha256")
            .update(body ?? "")
            .digest("hex"),
        ).toBe(key.split("/").at(-1));
      }
    } finally {
      await engines.stop();
    }
    for (const { tenant } of lanes)
      expect(await rebuildFindings(tenant)).toMatch(/^\w+: \d+ pernyataan dibandingkan, 0 berbeda, 0 ditulis$/);
  });
});

/** The house's present instant. */
async function nowIn({ url }: RunningHouse): Promise<Date> {
  const { now } = (await (await fetch(`${url}/__local/clock`)).json()) as { now: string };
  return new Date(now);
}

/** Journal items of people since the beginning by command id, counted in the table and not by the product's own code. */
async function journalCounts(): Promise<ReadonlyMap<string, number>> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const counts = new Map<string, number>();
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: process.env["SELARAS_TABLE"], ExclusiveStartKey: from }),
    );
    for (const { sk, op, at } of page.Items ?? []) {
      if (!PEOPLES_ACTS.includes(String(op)) || String(at) < begin) continue;
      const command = /^(?:.*#)?log#([0-9A-Za-z]{26})$/i.exec(String(sk))?.[1]?.toUpperCase();
      if (command !== undefined) counts.set(command, (counts.get(command) ?? 0) + 1);
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return counts;
}

async function rebuildFindings(tenant: string): Promise<string> {
  const env: Record<string, string | undefined> = { ...process.env, SELARAS_DATA: house.folder };
  for (const name of Object.keys(env)) if (name.startsWith("AWS_ENDPOINT_URL")) Reflect.deleteProperty(env, name);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["packages/scripts/src/operate.ts", "rebuild", "--tenant", tenant],
    { cwd: HOUSE_ROOT, env },
  ).catch((error: { stdout: string; stderr: string }) => ({ stdout: `${error.stdout}${error.stderr}` }));
  return stdout.trim();
}
