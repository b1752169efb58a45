import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { actAs } from "@selaras/local/environment.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { documents, houseDocuments, tableName } from "../src/db/client.ts";
import { type EntitySpec, type KnownEntity, registeredEntities, Shelf } from "../src/db/entity.ts";
import { actingPrincipal } from "../src/db/principal.ts";
import { writeQuietly } from "../src/db/unit.ts";
import { publicTenantId, tenantId } from "../src/kernel/context.ts";
import { membershipsOf } from "../src/account/index.ts";
import { home } from "../src/portal/index.ts";
import { allTenants } from "../src/tenant/index.ts";
import { allOperations } from "./house.ts";
import { asProduct, asProgram, asSomebody, asVisitor, type Regency, regency, useEngines } from "./world.ts";

useEngines({ forbidden: true });

/** Each is the beginning of another, or would be under a careless pattern. */
const TENANTS = ["kukar", "kukar-2", "kuka"] as const;
const made = new Map<string, Regency>();

beforeAll(async () => {
  for (const id of TENANTS) made.set(id, await regency(id));
});

const as = <T>(id: string, work: () => Promise<T>): Promise<T> => {
  const at = made.get(id);
  if (!at) throw new Error(`${id} was not made`);
  return asSomebody(id, at.who("pptk"), work);
};

/** Names and messages of an error and of what it wraps. */
const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${error.message} ${wordsOf(error.cause)}` : "";

/** Whether the cloud refused, as opposed to the house, the table or nobody. */
async function outcome(work: Promise<unknown>): Promise<"denied" | "passed" | string> {
  try {
    await work;
    return "passed";
  } catch (error) {
    return /AccessDenied/.test(wordsOf(error)) ? "denied" : wordsOf(error);
  }
}

const sends = (pk: string): Readonly<Record<string, () => Promise<unknown>>> => {
  const TableName = tableName();
  const Key = { pk, sk: "a" };
  const index = { IndexName: "gsi1", KeyConditionExpression: "gsi1pk = :p", ExpressionAttributeValues: { ":p": pk } };
  const own = `${pk.startsWith("kukar#") ? "kuka" : "kukar"}#people`;
  return {
    get: () => documents.send(new GetCommand({ TableName, Key })),
    batch: () => documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [Key] } } })),
    query: () =>
      documents.send(
        new QueryCommand({ TableName, KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": pk } }),
      ),
    index: () => documents.send(new QueryCommand({ TableName, ...index })),
    put: () => documents.send(new PutCommand({ TableName, Item: Key })),
    update: () =>
      documents.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: "SET x = :x",
          ExpressionAttributeValues: { ":x": 1 },
        }),
      ),
    delete: () => documents.send(new DeleteCommand({ TableName, Key })),
    transaction: () =>
      documents.send(
        new TransactWriteCommand({
          TransactItems: [{ Put: { TableName, Item: { pk: own, sk: "ada" } } }, { Put: { TableName, Item: Key } }],
        }),
      ),
  };
};

const PAIRS = TENANTS.flatMap((mine) => TENANTS.filter((theirs) => theirs !== mine).map((theirs) => [mine, theirs]));

describe("a session of one regency", () => {
  it.each(PAIRS)("of %s reaches nothing of %s, however it asks", async (mine, theirs) => {
    const asked = Object.entries(sends(`${theirs}#tenant`));
    const outcomes = await Promise.all(
      asked.map(async ([name, send]) => [name, await as(mine, () => outcome(send()))]),
    );
    expect(outcomes).toEqual(asked.map(([name]) => [name, "denied"]));
  });

  it("reads and writes its own", async () => {
    const { get, query, put } = sends("kukar#tenant");
    expect(await as("kukar", () => outcome(Promise.all([get?.(), query?.()])))).toBe("passed");
    expect(await as("kukar-2", () => outcome(Promise.resolve(put?.())))).toBe("denied");
  });

  it.each([
    "identity#sub-kukar-pptk-dinas-pu-1",
    "platform#tenants",
    "public#kukar#home",
    "province#kaltim#a",
    "KUKAR#tenant",
    "kukar #tenant",
    "kukar",
  ])("reaches nothing at %s", async (pk) => {
    const { get, put } = sends(pk);
    expect(await as("kukar", () => outcome(Promise.resolve(get?.())))).toBe("denied");
    expect(await as("kukar", () => outcome(Promise.resolve(put?.())))).toBe("denied");
  });

  it("walks through the table for nobody", async () => {
    const scan = () => documents.send(new ScanCommand({ TableName: tableName() }));
    for (const program of ["api", "jobs", "worker", "projector", "operator"] as const)
      expect(await asProgram(program, "kukar", () => outcome(scan())), program).toBe("denied");
    expect(await asVisitor("kukar", () => outcome(scan()))).toBe("denied");
  });

  it("cannot put a row into another regency's inbox by an index key", async () => {
    const Item = { pk: "kukar#report#x", sk: "task#1", gsi1pk: "nunukan#desk#kabid", gsi1sk: "a", tenant: "kukar" };
    const put = () => documents.send(new PutCommand({ TableName: tableName(), Item }));
    expect(await as("kukar", () => outcome(put()))).toBe("denied");
    const Key = { pk: Item.pk, sk: Item.sk };
    const values = { ":desk": "kukar-2#desk#kabid" };
    const move = {
      TableName: tableName(),
      Key,
      UpdateExpression: "SET gsi1pk = :desk",
      ExpressionAttributeValues: values,
    };
    expect(await as("kukar", () => outcome(documents.send(new UpdateCommand(move))))).toBe("denied");
  });

  it.each(PAIRS)("of %s reaches no file of %s", async (mine, theirs) => {
    const Key = `${theirs}/snapshot/dari-${mine}-ke-${theirs}.json`;
    const Bucket = process.env["SELARAS_ARCHIVE_BUCKET"];
    const seen = await as(mine, async () => {
      const { credentials } = await actingPrincipal();
      const client = new S3Client({ forcePathStyle: true, ...(credentials ? { credentials } : {}) });
      return [
        await outcome(client.send(new GetObjectCommand({ Bucket, Key }))),
        await outcome(client.send(new PutObjectCommand({ Bucket, Key, Body: "{}" }))),
        await outcome(client.send(new PutObjectCommand({ Bucket, Key: `${mine}/${Key}`, Body: "{}" }))),
      ];
    });
    expect(seen).toEqual(["denied", "denied", "passed"]);
  });
});

describe("a function without a regency", () => {
  it("knows of the officials' API only who somebody is", async () => {
    expect(await actAs("api", () => outcome(membershipsOf("sub-kukar-pptk-dinas-pu-1")))).toBe("passed");
    expect(await actAs("api", () => outcome(allTenants()))).toBe("denied");
    const { get } = sends("kukar#tenant");
    expect(await actAs("api", () => outcome(Promise.resolve(get?.())))).toBe("denied");
  });

  it("shows the public what was published, by key and not by index, and writes nothing", async () => {
    expect(await asVisitor("kukar", () => outcome(home({})))).not.toBe("denied");
    const { get, put, index } = sends("public#kukar#home");
    expect(await asVisitor("kukar", () => outcome(Promise.resolve(get?.())))).toBe("passed");
    expect(await asVisitor("kukar", () => outcome(Promise.resolve(put?.())))).toBe("denied");
    expect(await asVisitor("kukar", () => outcome(Promise.resolve(index?.())))).toBe("denied");
    for (const pk of ["kukar#tenant", "identity#x", "platform#tenants"])
      expect(await asVisitor("kukar", () => outcome(Promise.resolve(sends(pk)["get"]?.()))), pk).toBe("denied");
  });

  it("lets a job list the regencies, and a projector not even that", async () => {
    expect(await actAs("jobs", () => outcome(allTenants()))).toBe("passed");
    expect(await actAs("projector", () => outcome(allTenants()))).toBe("denied");
    const read = () =>
      houseDocuments.send(new GetCommand({ TableName: tableName(), Key: { pk: "identity#x", sk: "a" } }));
    expect(await actAs("jobs", () => outcome(read()))).toBe("denied");
  });
});

describe("a projector", () => {
  it("reads its regency and writes projections only, and deletes nothing", async () => {
    const inside = (pk: string, name: string) =>
      asProgram("projector", "kukar", () => outcome(Promise.resolve(sends(pk)[name]?.())));
    expect(await inside("kukar#people", "query")).toBe("passed");
    expect(await inside("kukar#people", "put")).toBe("denied");
    expect(await inside("kukar#report#x", "update")).toBe("denied");
    expect(await inside("kukar#board#rfk#2026", "put")).toBe("passed");
    expect(await inside("public#kukar#home", "put")).toBe("passed");
    expect(await inside("public#kukar-2#home", "put")).toBe("denied");
    expect(await inside("kukar#board#rfk#2026", "delete")).toBe("denied");
  });
});

/** A value of each type of attribute. */
const SAMPLES: Readonly<Record<string, unknown>> = { string: "x", any: "x", number: 1, boolean: true };

/** A shelf whose author forgot the tenant: in the key of the table, or in the key of one index. */
function astray(known: KnownEntity, where: string): Shelf<Record<string, unknown>> {
  const spec = known as EntitySpec<Record<string, unknown>>;
  const forget = (template: string) => template.replace(/^(public#)?\$\{tenant\}#/, "");
  const key = where === "primary" ? { ...spec.key, pk: forget(spec.key.pk) } : spec.key;
  const indexes = Object.fromEntries(
    Object.entries(spec.indexes ?? {}).map(([name, each]) => [
      name,
      name === where ? { ...each, pk: forget(each.pk) } : each,
    ]),
  );
  const owner = spec.key.pk.startsWith("public#") ? publicTenantId : tenantId;
  return new Shelf({ ...spec, entity: `${spec.entity}-astray`, key, indexes }, "", owner);
}

describe("an entity that forgets the tenant", () => {
  it("is stopped by the policy, whichever it is and in whichever key it forgets", async () => {
    await allOperations();
    const known = [...registeredEntities().values()].filter(({ key }) => key.pk.includes("${tenant}#"));
    expect(known.length).toBeGreaterThan(25);
    const passed: string[] = [];
    for (const entity of known) {
      const types = Object.entries<string>((entity as EntitySpec<Record<string, unknown>>).attributes);
      const record = Object.fromEntries(types.map(([name, type]) => [name, SAMPLES[type] ?? "x"]));
      for (const where of ["primary", ...Object.keys(entity.indexes ?? {})]) {
        const shelf = astray(entity, where);
        const write = await asProduct("kukar", () => outcome(writeQuietly(shelf.put(record))));
        const read =
          where === "primary" ? await asProduct("kukar", () => outcome(shelf.get(record as never))) : "denied";
        if (write !== "denied" || read !== "denied") passed.push(`${entity.entity} ${where}: ${write}, ${read}`);
      }
    }
    expect(passed).toEqual([]);
  });
});
