import { TenantId } from "@selaras/core/kernel/id.ts";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Ask, judged, principalFor } from "./access-world.ts";

const TABLE = "selaras-local";
const text = (value: string) => ({ S: value });
const keyOf = (pk: string) => ({ pk: text(pk), sk: text("a") });

const plainSlug = fc.stringMatching(/^[a-z][a-z0-9-]{1,12}$/).filter((slug) => v.is(TenantId, slug));
/** Two different slugs, half of the time one the beginning of the other. */
const pairs = fc
  .oneof(
    fc.tuple(plainSlug, plainSlug),
    fc
      .tuple(plainSlug, fc.stringMatching(/^[a-z0-9-]{1,6}$/))
      .map(([slug, more]): [string, string] => [slug, slug + more]),
    fc
      .tuple(plainSlug, fc.stringMatching(/^[a-z0-9-]{1,6}$/))
      .map(([slug, more]): [string, string] => [slug + more, slug]),
  )
  .filter(([one, other]) => one !== other);

const tail = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.stringMatching(/^(board|report|people|search|rollup)#[a-z0-9.#*?-]{0,20}$/),
);

/** Every way to name a row in a request, with rows of the caller's own around it where there is room. */
const WAYS: Readonly<Record<string, (pk: string, own: string) => Ask>> = {
  get: (pk) => ({ operation: "GetItem", body: { TableName: TABLE, Key: keyOf(pk) } }),
  put: (pk) => ({ operation: "PutItem", body: { TableName: TABLE, Item: keyOf(pk) } }),
  delete: (pk) => ({ operation: "DeleteItem", body: { TableName: TABLE, Key: keyOf(pk) } }),
  update: (pk) => ({
    operation: "UpdateItem",
    body: { TableName: TABLE, Key: keyOf(pk), UpdateExpression: "REMOVE note" },
  }),
  query: (pk) => ({
    operation: "Query",
    body: {
      TableName: TABLE,
      KeyConditionExpression: "#p = :p and begins_with(sk, :s)",
      ExpressionAttributeNames: { "#p": "pk" },
      ExpressionAttributeValues: { ":p": text(pk), ":s": text("a") },
    },
  }),
  "query of an index": (pk) => ({
    operation: "Query",
    body: {
      TableName: TABLE,
      IndexName: "gsi2",
      KeyConditionExpression: "gsi2pk=:p",
      ExpressionAttributeValues: { ":p": text(pk) },
    },
  }),
  "batch of reads": (pk, own) => ({
    operation: "BatchGetItem",
    body: { RequestItems: { [TABLE]: { Keys: [keyOf(own), keyOf(pk)] } } },
  }),
  "batch of writes": (pk, own) => ({
    operation: "BatchWriteItem",
    body: { RequestItems: { [TABLE]: [{ PutRequest: { Item: keyOf(own) } }, { PutRequest: { Item: keyOf(pk) } }] } },
  }),
  "transaction of writes": (pk, own) => ({
    operation: "TransactWriteItems",
    body: {
      TransactItems: [
        { Put: { TableName: TABLE, Item: keyOf(own) } },
        { ConditionCheck: { TableName: TABLE, Key: keyOf(pk), ConditionExpression: "attribute_exists(pk)" } },
      ],
    },
  }),
  "transaction of reads": (pk, own) => ({
    operation: "TransactGetItems",
    body: {
      TransactItems: [{ Get: { TableName: TABLE, Key: keyOf(own) } }, { Get: { TableName: TABLE, Key: keyOf(pk) } }],
    },
  }),
  "index key of an own row": (pk, own) => ({
    operation: "PutItem",
    body: { TableName: TABLE, Item: { ...keyOf(own), gsi1pk: text(pk), gsi1sk: text("1") } },
  }),
};

describe("the fence between two regencies", () => {
  it.each(Object.entries(WAYS))("lets no request for another's key through: %s", (_, way) => {
    fc.assert(
      fc.property(pairs, tail, fc.constantFrom("", "public#"), ([mine, theirs], rest, kind) => {
        const ask = way(`${kind}${theirs}#${rest}`, `${mine}#board#x`);
        for (const scope of ["official", "projector"]) {
          expect(judged(principalFor(`${scope} of ${mine}`), ask)).not.toBeNull();
        }
      }),
      { numRuns: 60 },
    );
  });

  // No program of the house writes by batch, so nobody may.
  const allowed = Object.entries(WAYS).filter(([way]) => way !== "batch of writes");

  it.each(allowed)("lets an official's request for an own key through: %s", (_, way) => {
    fc.assert(
      fc.property(plainSlug, tail, (mine, rest) => {
        expect(judged(principalFor(`official of ${mine}`), way(`${mine}#${rest}`, `${mine}#board#x`))).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it("lets no request for another's file through, and every one for an own file", () => {
    const key = fc.stringMatching(/^[a-z0-9./-]{1,30}$/);
    fc.assert(
      fc.property(pairs, key, fc.constantFrom("GET", "PUT", "HEAD"), ([mine, theirs], rest, method) => {
        const path = (slug: string): Ask => ({ method, path: `/selaras-evidence/${slug}/${rest}` });
        expect(judged(principalFor(`official of ${mine}`), path(theirs))).not.toBeNull();
        expect(judged(principalFor(`official of ${mine}`), path(mine))).toBeNull();
      }),
      { numRuns: 100 },
    );
  });
});
