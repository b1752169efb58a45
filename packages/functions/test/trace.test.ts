import { beforeAll, describe, expect, it } from "vitest";
import { MARCH_OPEN, regency, type Regency, rowOf, travel, useEngines } from "../../core/test/world.ts";
import { ask, logged, useTokens } from "./http-world.ts";
import { trace, useTraceSink } from "./trace-sink.ts";

useEngines();
useTokens();
const sink = useTraceSink();

let kukar: Regency;
let id: string;

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar");
  id = await kukar.openReport();
});

const save = (row: number) =>
  ask("report.save", {
    as: kukar.who("pptk"),
    tenant: "kukar",
    input: { id, changes: [kukar.cell(rowOf(row), "keuangan", "1")] },
  });
const look = (reportId: string) =>
  ask("report.view", { as: kukar.who("pptk"), tenant: "kukar", input: { id: reportId } });
const whole = (traceId: string) => sink.arrived((part) => part.trace_id === traceId && part.name.startsWith("## "));

describe("traces", () => {
  it("cost nothing while Lambda traces nothing: the tracer is not even loaded", async () => {
    await save(1);
    trace(1, false);
    await save(1);
    process.env["POWERTOOLS_TRACE_ENABLED"] = "false";
    trace(2);
    await save(1);
    delete process.env["POWERTOOLS_TRACE_ENABLED"];
    expect(sink.packets).toEqual([]);
    // The X-Ray SDK leaves this mark on the process when it is loaded.
    expect(Reflect.get(process, "namespaces")).toBeUndefined();
  });

  it("say of a request what was done for which tenant, and each call of the table below it", async () => {
    const traceId = trace(3);
    await save(2);
    const { id: ownId, annotations, parent_id: parent } = await whole(traceId);
    expect(annotations).toEqual({
      tenant: "kukar",
      operation: "report.save",
      actor: "official",
      coldStart: false,
    });
    expect(parent).toBe("53995c3f42cd8ad8");
    const calls = sink.parts().filter((part) => part.name === "DynamoDB");
    expect(calls.every((call) => call.namespace === "aws" && call.parent_id === ownId)).toBe(true);
    expect(calls.map((call) => call.aws?.["operation"])).toContain("TransactWriteItems");
    expect(Reflect.get(process, "namespaces")).toBeDefined();
  });

  it("belong to the request that runs, also when the tracer was loaded for another one", async () => {
    const ids = [trace(4)];
    await look(id);
    ids.push(trace(5));
    // The SDK knows the request that loaded it by a context of its own; one that comes from elsewhere has none.
    const { AWSXRay } = Reflect.get(process, "namespaces") as { AWSXRay: { active: unknown } };
    AWSXRay.active = null;
    await look(id);
    for (const traceId of ids) expect((await whole(traceId)).annotations).toMatchObject({ operation: "report.view" });
    trace(6, false);
    const before = sink.packets.length;
    await look(id);
    expect(sink.packets).toHaveLength(before);
  });

  it("mark what was refused and what broke, by its code", async () => {
    const traceId = trace(7);
    await logged(() => look("rfk.2026-03.dinas-tiada.1"));
    const refused = await whole(traceId);
    expect([refused.error, refused.fault, refused.annotations?.["code"]]).toEqual([
      true,
      undefined,
      "kernel.not_found",
    ]);
    expect(JSON.stringify(refused)).not.toContain("dinas-tiada");
  });
});
