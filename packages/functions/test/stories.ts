import { createHash } from "node:crypto";
import { marshall } from "@aws-sdk/util-dynamodb";
import { announce, confirm } from "@selaras/core/evidence/index.ts";
import { request } from "@selaras/core/export/index.ts";
import { Wanted } from "@selaras/core/export/schema.ts";
import { PostKind, UnitId } from "@selaras/core/kernel/id.ts";
import type { DynamoDBRecord } from "aws-lambda";
import * as v from "valibot";
import { expect } from "vitest";
import { writeQuietly } from "@selaras/core/db/unit.ts";
import { actAs } from "@selaras/local/environment.ts";
import { asProduct, everything, type Regency, type Somebody } from "../../core/test/world.ts";
import { handler as streamHandler } from "../src/stream.ts";
import { handler as workerHandler } from "../src/worker.ts";

/** Somebody who holds many posts at once, `kind@unit`; enrolled and appointed. */
export async function manyPosts(regency: Regency, person: string, ...desks: readonly string[]): Promise<Somebody> {
  const posts = desks.map((desk) => {
    const [kind = "", unit = ""] = desk.split("@");
    return {
      kind: v.parse(PostKind, kind),
      unit: v.parse(UnitId, unit),
      title: `${kind} ${unit}`,
      // A head there is already: one more only acts for the post.
      ...(kind === "kepala"
        ? { holding: "plt" as const, decree: "1/2025" }
        : { holding: "definitif" as const, decree: null }),
    };
  });
  const made = { person, subject: `sub-${regency.id}-${person}`, name: `Pejabat ${person}`, posts };
  await regency.hire(made);
  return made;
}

/** The journal as the stream carries it, oldest first. */
export async function journalRecords(): Promise<readonly DynamoDBRecord[]> {
  const items = (await everything()).filter((item) => item["__edb_e__"] === "journal");
  items.sort((a, b) => String(a["sk"]).localeCompare(String(b["sk"])));
  return items.map((item, i) => newsOf(item, `${i + 1}`));
}

export const newsOf = (item: Record<string, unknown>, sequence: string): DynamoDBRecord => ({
  eventID: sequence,
  eventName: "INSERT",
  eventSource: "aws:dynamodb",
  dynamodb: {
    SequenceNumber: sequence,
    NewImage: marshall(item, { removeUndefinedValues: true }) as NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"] &
      object,
  },
});

/** Brings boards, figures and public pages up to date, as the stream does. */
export async function project(): Promise<void> {
  const records = [...(await journalRecords())];
  const { batchItemFailures } = await actAs("projector", () => streamHandler({ Records: records }));
  if (batchItemFailures.length > 0) throw new Error(`Projection stopped at ${batchItemFailures[0]?.itemIdentifier}`);
}

/** Makes every file that was asked for, and brings out every signed report, as the worker does. */
export async function work(): Promise<void> {
  const records = [...(await journalRecords())];
  const { batchItemFailures } = await actAs("worker", () => workerHandler({ Records: records }));
  if (batchItemFailures.length > 0) throw new Error(`The worker stopped at ${batchItemFailures[0]?.itemIdentifier}`);
}

/** Asks for a report as a file and has it made; gives the number of the request. */
export async function exported(regency: Regency, who: Somebody, report: string): Promise<string> {
  const { id } = await regency.as(who, () => request({ wanted: v.parse(Wanted, { kind: "report", report }) }));
  await work();
  return id;
}

export const PDF = Buffer.from("%PDF-1.7\n");
export const PDF_SHA256 = createHash("sha256").update(PDF).digest("hex");
export const PDF_FILE = { name: "bukti.pdf", type: "application/pdf" as const, bytes: PDF.length, sha256: PDF_SHA256 };

/** Puts a file to the address that the product gave for it. */
export async function upload(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const { status } = await fetch(url, { method: "PUT", headers, body: PDF });
  return status;
}

/** Attaches the small PDF to a report. */
export async function attach(regency: Regency, id: string, who: Somebody): Promise<void> {
  const sha256 = PDF_SHA256 as never;
  const { url, headers } = await regency.as(who, () => announce({ id, ...PDF_FILE, sha256 }));
  await upload(url, headers);
  await regency.as(who, () => confirm({ id, ...PDF_FILE, sha256 }));
}

/** No operation suspends a regency yet; the operator's hand does it in the table. */
export async function setStatus(tenant: string, status: string): Promise<void> {
  const params = {
    TableName: process.env["SELARAS_TABLE"] ?? "",
    Key: { pk: `${tenant}#tenant`, sk: "a" },
    UpdateExpression: "SET #status = :status",
    ExpressionAttributeNames: { "#status": "status" },
    ExpressionAttributeValues: { ":status": status },
  };
  const write = { kind: "Update" as const, params, partition: "", opens: false };
  expect(await asProduct(tenant, () => writeQuietly(write))).toBe("written");
}
