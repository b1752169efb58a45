import { beforeAll, describe, expect, it } from "vitest";
import { verify } from "@selaras/core/report/decide.ts";
import { sign } from "@selaras/core/report/sign.ts";
import { board, figures } from "@selaras/core/rollup/index.ts";
import type { DynamoDBRecord } from "aws-lambda";
import { putOut } from "../../core/test/stages.ts";
import { everything, MARCH_OPEN, regency, type Regency, travel, useEngines } from "../../core/test/world.ts";
import { actAs } from "@selaras/local/environment.ts";
import { isNews } from "../src/journal-news.ts";
import { handler } from "../src/stream.ts";
import { logged } from "./http-world.ts";
import { journalRecords, newsOf } from "./stories.ts";

useEngines();

let kukar: Regency;
let news: readonly DynamoDBRecord[];

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar");
  const id = await kukar.openReport();
  await kukar.fill(id, 3);
  const hash = await kukar.send(id);
  await kukar.as(kukar.who("kabid"), () => verify({ id, hash }));
  await kukar.as(kukar.who("kepala"), () => sign({ id, hash }));
  await putOut("kukar", id);
  news = await journalRecords();
});

const batch = (records: readonly DynamoDBRecord[]) => actAs("projector", () => handler({ Records: [...records] }));

const keyOf = (item: Record<string, unknown>): string => `${String(item["pk"])} ${String(item["sk"])}`;

/** Everything that was made from the journal: boards, figures and whatever the public sees. */
async function projections(): Promise<readonly Record<string, unknown>[]> {
  const kinds = ["board", "frame", "rollup"];
  const items = await everything();
  const made = items.filter((item) => keyOf(item).startsWith("public#") || kinds.includes(String(item["__edb_e__"])));
  return made.sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

describe("news", () => {
  it("is a new journal entry and nothing else", () => {
    const [entry] = news;
    if (!entry) throw new Error("The journal is empty");
    const image = entry.dynamodb?.NewImage ?? {};
    const marked = (kind: string): DynamoDBRecord => ({
      ...entry,
      dynamodb: { ...entry.dynamodb, NewImage: { ...image, __edb_e__: { S: kind } } },
    });
    expect(isNews(entry)).toBe(true);
    expect(isNews({ ...entry, eventName: "MODIFY" })).toBe(false);
    expect(isNews({ ...entry, eventName: "REMOVE" })).toBe(false);
    expect([isNews(marked("head")), isNews(marked("journal2")), isNews(marked("board"))]).toEqual([
      false,
      false,
      false,
    ]);
    expect([isNews({}), isNews({ eventName: "INSERT" }), isNews({ eventName: "INSERT", dynamodb: {} })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("of other kinds passes without effect", async () => {
    const before = await everything();
    const others = news.map((record): DynamoDBRecord => ({ ...record, eventName: "MODIFY" }));
    expect(await batch([...others, {}, { eventName: "INSERT", dynamodb: {} }])).toEqual({ batchItemFailures: [] });
    expect(await everything()).toEqual(before);
  });
});

describe("the projections", () => {
  it("stand after the journal, and stand the same after every entry came twice and in any order", async () => {
    expect(await projections()).toEqual([]);
    expect(await batch(news)).toEqual({ batchItemFailures: [] });
    const made = await projections();
    expect(made.length).toBeGreaterThan(5);
    const seen = await kukar.as(kukar.who("kabid"), () => board({ template: "rfk", year: "2026" }));
    expect(seen.units[0]?.months["2026-03"]).toMatchObject({ state: "published", onTime: true });
    const shown = await kukar.as(kukar.who("kabid"), () => figures({ template: "rfk", period: "2026-03" }));
    expect([shown.counted, shown.expected]).toEqual([1, 1]);
    expect(await batch(news)).toEqual({ batchItemFailures: [] });
    expect(await projections()).toEqual(made);
    expect(await batch([...news].reverse())).toEqual({ batchItemFailures: [] });
    expect(await projections()).toEqual(made);
  });

  it("are the same when two consumers work at once", async () => {
    const made = await projections();
    await Promise.all([batch(news), batch([...news].reverse()), batch(news.slice(3))]);
    expect(await projections()).toEqual(made);
  });
});

describe("an entry that lies", () => {
  const lying = (change: Readonly<Record<string, string>>, n: number): DynamoDBRecord => {
    const [entry] = news;
    const image = { ...entry?.dynamodb?.NewImage };
    for (const [name, value] of Object.entries(change)) image[name] = { S: value };
    return { eventName: "INSERT", dynamodb: { SequenceNumber: `liar-${n}`, NewImage: image } };
  };

  it("about its tenant is refused by name and changes nothing", async () => {
    await regency("nunukan");
    const before = await everything();
    const lies = [
      { tenant: "nunukan" },
      { pk: "nunukan#tenant" },
      { pk: "kukarx#tenant" },
      { pk: "public#kukar#tenant" },
      { tenant: "kuka" },
      { tenant: "platform" },
      { tenant: "" },
      { tenant: "kukar#tenant" },
    ];
    for (const [n, lie] of lies.entries()) {
      const lines = await logged(async () => {
        expect(await batch([lying(lie, n)])).toEqual({ batchItemFailures: [{ itemIdentifier: `liar-${n}` }] });
      });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`"sequence":"liar-${n}"`);
      expect(lines[0]).not.toContain("Kabupaten");
    }
    expect(await everything()).toEqual(before);
  });

  it("keeps nobody else waiting: those before and those after it are done, and it alone comes again", async () => {
    travel("2026-04-06T02:00:00.000Z");
    const bombana = await regency("bombana");
    await bombana.openReport();
    const known = new Set(news.map((record) => JSON.stringify(record.dynamodb?.NewImage)));
    const fresh = (await journalRecords()).filter(
      (record) =>
        record.dynamodb?.NewImage?.["tenant"]?.S === "bombana" && !known.has(JSON.stringify(record.dynamodb.NewImage)),
    );
    const reportOpened = fresh.findIndex((record) => record.dynamodb?.NewImage?.["op"]?.S === "report.open");
    const [before, after] = [fresh.filter((_, i) => i !== reportOpened), fresh.slice(reportOpened, reportOpened + 1)];
    await logged(async () => {
      expect(await batch([...before, lying({ tenant: "nunukan" }, 7), ...after])).toEqual({
        batchItemFailures: [{ itemIdentifier: "liar-7" }],
      });
    });
    const look = () => bombana.as(bombana.who("kabid"), () => board({ template: "rfk", year: "2026" }));
    expect((await look()).units[0]?.months["2026-03"]).toMatchObject({ state: "draft" });
  });

  it("without the snapshot that it names is told again later, not dropped", async () => {
    const published = (await everything()).find((item) => item["op"] === "report.publish");
    const told = (published?.["events"] ?? []) as readonly object[];
    const events = told.map((each) => ({
      ...each,
      snapshot: "0".repeat(64),
      stamp: 9e12,
    }));
    const before = await everything();
    await logged(async () => {
      expect(await batch([newsOf({ ...published, events }, "tanpa-cuplikan")])).toEqual({
        batchItemFailures: [{ itemIdentifier: "tanpa-cuplikan" }],
      });
    });
    expect(await everything()).toEqual(before);
  });
});
