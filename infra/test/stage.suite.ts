import { expect, it } from "vitest";
import { EDGE_OUTPUTS, type Environment, OUTPUTS, parameterName } from "../../packages/core/src/cloud/outputs.ts";
import { evaluate, EXAMPLE_SETTINGS } from "./evaluate.ts";
import { EDGE_REGION, type Evaluation, type Parameters, REGION } from "./evaluation.ts";
import { ofType, STAGE_NAMES, type Stages, textAt } from "./found.ts";
import { foundationOf } from "./parameters.ts";

/** Kinds whose names appear in permissions; schedules stand in a group that has such a name. */
const NAMED = [
  "aws:apigatewayv2/api:Api",
  "aws:cloudfront/cachePolicy:CachePolicy",
  "aws:cloudfront/function:Function",
  "aws:cloudwatch/dashboard:Dashboard",
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
  "aws:cloudwatch/logDeliverySource:LogDeliverySource",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:iam/role:Role",
  "aws:lambda/function:Function",
  "aws:s3/bucket:Bucket",
  "aws:scheduler/scheduleGroup:ScheduleGroup",
  "aws:sqs/queue:Queue",
];

const asked = ({ lookups }: Evaluation): readonly string[] =>
  lookups
    .filter(({ token }) => token === "aws:ssm/getParameter:getParameter")
    .map(({ inputs }) => `${textAt(inputs, "region")} ${textAt(inputs, "name")}`);

const promised = (environment: Environment): readonly string[] => [
  ...Object.keys(OUTPUTS).map((each) => `${REGION} ${parameterName(environment, each as keyof typeof OUTPUTS)}`),
  ...Object.keys(EDGE_OUTPUTS).map(
    (each) => `${EDGE_REGION} ${parameterName(environment, each as keyof typeof EDGE_OUTPUTS)}`,
  ),
];

const evaluating = (parameters: Parameters) => evaluate({ stage: "staging", settings: EXAMPLE_SETTINGS, parameters });

export function stageSuite(stages: () => Stages): void {
  it("protects and keeps production, and no other stage", () => {
    const { production, staging, personal } = stages();
    expect([production, staging, personal].map(({ app }) => [app["protect"], app["removal"]])).toEqual([
      [true, "retain"],
      [false, "remove"],
      [false, "remove"],
    ]);
    const kept = ({ resources }: Evaluation): readonly boolean[] =>
      resources.filter(({ type }) => type === "aws:s3/bucket:Bucket").map(({ retainOnDelete }) => retainOnDelete);
    expect(kept(production)).toEqual([true, true, true, true]);
    expect(kept(personal)).toEqual([false, false, false, false]);
  });

  it("lets a bucket be emptied by whoever removes a stage, but never in production", () => {
    const emptied = (of: Evaluation) => ofType(of, "aws:s3/bucket:Bucket").map(({ inputs }) => inputs["forceDestroy"]);
    expect(emptied(stages().production)).toEqual([false, false, false, false]);
    expect(emptied(stages().staging)).toEqual([true, true, true, true]);
  });

  it.each(STAGE_NAMES)(
    "calls everything on %s by the stage's name, at which the deployer's permissions end",
    (stage) => {
      const { resources, stage: at } = stages()[stage];
      const names = resources
        .filter(({ type }) => NAMED.includes(type))
        .map(({ inputs }) => ["name", "bucket", "dashboardName"].map((field) => textAt(inputs, field)).join(""));
      expect(names.length).toBeGreaterThan(30);
      expect(names.filter((name) => !name.replace(/^\/aws\/\w+\//, "").startsWith(`selaras-${at}-`))).toEqual([]);
      expect(names.filter((name) => name.length > 64)).toEqual([]);
    },
  );

  it.each([
    ["production", "production"],
    ["staging", "staging"],
    ["personal", "dev"],
  ] as const)("reads for %s what the stacks of %s promise, in the region that they promise it for", (stage, of) => {
    const found = asked(stages()[stage]);
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter((each) => !promised(of).includes(each))).toEqual([]);
  });

  it("ends when a parameter is missing, before anything is made", async () => {
    const { [REGION]: home = {}, ...rest } = foundationOf("staging");
    const { "/selaras/staging/boundary-arn": _, ...left } = home;
    await expect(evaluating({ ...rest, [REGION]: left })).rejects.toThrow(
      `No SSM parameter /selaras/staging/boundary-arn in ${REGION}`,
    );
  });

  it("ends when the edge's parameters stand in the wrong region", async () => {
    const found = foundationOf("staging");
    const moved = { [REGION]: { ...found[REGION], ...found[EDGE_REGION] } };
    await expect(evaluating(moved)).rejects.toThrow("in us-east-1");
  });

  it("ends with a sentence when it is told something wrong", async () => {
    await expect(evaluate({ stage: "production" })).rejects.toThrow("production needs SELARAS_DOMAIN");
  });
}
