import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { declaredFailures } from "@selaras/core/kernel/failure.ts";
import { PATHS, PUBLIC_PATHS } from "../src/http/paths.ts";
import { compiler, OpenApi, operationsOf } from "./api-document.ts";
import { call } from "./gateway.ts";

/** What is asked with more than an address can carry, and changes nothing. */
const READS_WITH_A_BODY = ["approval.gaps", "approval.simulate", "evidence.announce", "report.movePreview"];

let document: OpenApi;
let etag: string;
beforeAll(async () => {
  const got = await call({ method: "GET", url: "/api/openapi.json" });
  document = v.parse(OpenApi, got?.json);
  etag = got?.headers["etag"] ?? "";
});

describe("the API document", () => {
  it("is of the structure of OpenAPI 3.1 and describes every path once under its operation's name", () => {
    const named = operationsOf(document).map(({ path, method, operation }) => [operation.operationId, method, path]);
    const wanted = [...Object.entries(PATHS), ...Object.entries(PUBLIC_PATHS)].map(([name, [method, path]]) => [
      name,
      method.toLowerCase(),
      `/api${path.replace(/:(\w+)/g, "{$1}")}`,
    ]);
    expect(new Set(named.map(String))).toEqual(new Set(wanted.map(String)));
    expect(named).toHaveLength(wanted.length);
  });

  it("declares exactly the parameters that stand in each path, and none twice", () => {
    for (const { path, operation } of operationsOf(document)) {
      const templated = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
      const inPath = operation.parameters.filter((each) => each.in === "path" && each.required);
      expect([path, ...inPath.map((each) => each.name).sort()]).toEqual([path, ...templated.sort()]);
      const keys = operation.parameters.map((each) => `${each.in} ${each.name}`);
      expect([path, new Set(keys).size]).toEqual([path, keys.length]);
    }
  });

  it("gives a body to writes only, and asks every officials' write for its command id and tenant", () => {
    for (const { path, method, operation } of operationsOf(document)) {
      const { operationId: name, parameters, requestBody, security } = operation;
      const open = path.startsWith("/api/public/");
      expect([path, requestBody !== undefined, security]).toEqual([path, method !== "get", open ? [] : undefined]);
      const needed = [
        ...(open || name === "account.session" ? [] : ["selaras-tenant"]),
        ...(method === "get" || READS_WITH_A_BODY.includes(name) ? [] : ["idempotency-key"]),
      ];
      const asked = parameters.filter((each) => each.in === "header" && each.required).map((each) => each.name);
      expect([path, ...asked.sort()]).toEqual([path, ...needed.sort()]);
    }
  });

  it("holds only schemas that compile, without unknown keywords", () => {
    const ajv = compiler();
    const schemas = operationsOf(document).flatMap(({ operation: { parameters, requestBody, responses } }) => [
      ...parameters.map((each) => each.schema),
      ...(requestBody ? [requestBody.content["application/json"].schema] : []),
      responses[200].content["application/json"].schema,
    ]);
    for (const schema of [...schemas, document.components.schemas.Failure]) {
      expect(() => ajv.compile(schema)).not.toThrow();
    }
  });

  it("names every failure with its status", () => {
    const { description } = document.components.responses.Failure;
    for (const code of declaredFailures().keys()) expect(description).toContain(`${code} (`);
    expect(description).toContain("kernel.busy (429)");
  });

  it("tells every official's request of the limit and of the header that says how long to wait", () => {
    for (const { path, operation } of operationsOf(document)) {
      expect([path, operation.responses[429] !== undefined]).toEqual([path, !path.startsWith("/api/public/")]);
    }
    const { description } = document.components.responses.Failure;
    for (const code of ["limit.person", "limit.tenant"]) expect(description).toContain(`${code} (429)`);
    const wait = compiler().compile(document.components.responses.Limited.headers["Retry-After"].schema);
    expect([1, 12, 0, "soon"].map((value) => wait(value))).toEqual([true, true, false, false]);
  });

  it("is sent once: the tag of the second question answers 304", async () => {
    const again = await call({ method: "GET", url: "/api/openapi.json", headers: { "if-none-match": etag } });
    expect([again?.status, again?.text, again?.headers["etag"]]).toEqual([304, "", etag]);
  });
});
