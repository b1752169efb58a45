import { expect, it } from "vitest";
import { FUNCTIONS } from "../../packages/core/src/cloud/access.ts";
import { METRICS } from "../../packages/core/src/cloud/metrics.ts";
import { SCHEDULE } from "../../packages/functions/src/schedule.ts";
import { FAILURE_KINDS } from "../../packages/core/src/kernel/failure.ts";
import { type Evaluation, type Fields, REGION } from "./evaluation.ts";
import { isFields, ofType, type Stages, textAt, theOne } from "./found.ts";
import { edgeValues, homeValues } from "./parameters.ts";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const LAMBDAS = FUNCTIONS.filter((name) => name !== "operator");
const alarms = (of: Evaluation): readonly Fields[] => ofType(of, ALARM).map(({ inputs }) => inputs);
const watched = (of: Evaluation, namespace: string, metric: string) =>
  alarms(of).filter((each) => each["namespace"] === namespace && each["metricName"] === metric);
const dimension = (of: Fields, name: string): string => textAt(of, "dimensions", name);

type Widget = {
  readonly properties: { readonly title: string; readonly metrics?: readonly unknown[]; readonly query?: string };
};

export function watchSuite(stages: () => Stages): void {
  it.each(["production", "staging"] as const)(
    "makes every alarm of %s reach its topic, and say what it means",
    (stage) => {
      const found = alarms(stages()[stage]);
      expect(found.length).toBeGreaterThan(25);
      for (const each of found) {
        const topic =
          each["region"] === "us-east-1" ? edgeValues(stage).edgeAlarmTopicArn : homeValues(stage).alarmTopicArn;
        expect([each["name"], each["alarmActions"], each["okActions"]]).toEqual([each["name"], [topic], [topic]]);
        expect(textAt(each, "alarmDescription").length).toBeGreaterThan(40);
        expect(each["treatMissingData"]).toBe("notBreaching");
      }
    },
  );

  it("watches CloudFront where CloudFront counts, and everything else at home", () => {
    for (const each of alarms(stages().production)) {
      expect([each["name"], each["region"]]).toEqual([
        each["name"],
        each["namespace"] === "AWS/CloudFront" ? "us-east-1" : undefined,
      ]);
    }
  });

  it("watches every function for errors and throttles", () => {
    for (const metric of ["Errors", "Throttles"]) {
      const names = watched(stages().production, "AWS/Lambda", metric).map((each) => dimension(each, "FunctionName"));
      expect(names.sort()).toEqual(LAMBDAS.map((name) => `selaras-production-${name}`).sort());
    }
  });

  it.each([
    ["AWS/Lambda", "IteratorAge", 2],
    ["AWS/Lambda", "ClaimedAccountConcurrency", 1],
    ["AWS/SQS", "ApproximateNumberOfMessagesVisible", 3],
    ["AWS/ApiGateway", "5xx", 1],
    ["AWS/ApiGateway", "Latency", 1],
    ["AWS/CloudFront", "5xxErrorRate", 2],
  ])("watches %s %s", (namespace, metric, times) => {
    expect(watched(stages().production, namespace, metric)).toHaveLength(times);
  });

  it("watches of our own numbers only those that the functions write, under the names that they write", () => {
    const ours = alarms(stages().production).filter((each) => textAt(each, "namespace") === "Selaras");
    expect(ours.length).toBeGreaterThan(6);
    for (const each of ours) {
      const written = Object.entries(METRICS).find(([name]) => name === each["metricName"])?.[1];
      const dimensions = isFields(each["dimensions"]) ? Object.keys(each["dimensions"]) : [];
      expect([each["name"], each["namespace"], dimensions]).toEqual([each["name"], "Selaras", written?.dimensions]);
    }
    const kinds = watched(stages().production, "Selaras", "Refusals").map((each) => dimension(each, "kind"));
    expect(kinds).toContain("internal");
    expect(kinds.filter((kind) => !FAILURE_KINDS.some((each) => each === kind))).toEqual([]);
  });

  it("rings for what the gateway refuses by itself, by numbers that are taken from its log", () => {
    const { production } = stages();
    const filters = ofType(production, "aws:cloudwatch/logMetricFilter:LogMetricFilter").map(({ inputs }) => inputs);
    expect(filters.map((each) => [each["logGroupName"], each["pattern"]])).toEqual([
      ["/aws/vendedlogs/selaras-production-api", '{ ($.status = "401") && ($.functionMs = "-") }'],
      ["/aws/vendedlogs/selaras-production-api", '{ ($.status = "429") && ($.functionMs = "-") }'],
    ]);
    const stage = theOne(production, "aws:apigatewayv2/stage:Stage", "ApiStage");
    const logged = Object.keys(JSON.parse(textAt(stage.inputs, "accessLogSettings", "format")) as Fields);
    expect(logged).toEqual(expect.arrayContaining(["status", "functionMs"]));
    const counted = filters.map((each) => textAt(each, "metricTransformation", "name"));
    const rung = alarms(production).filter((each) => each["namespace"] === "Selaras/Gateway");
    expect(rung.map((each) => each["metricName"])).toEqual(counted);
    for (const each of filters) {
      expect(textAt(each, "metricTransformation", "namespace")).toBe("Selaras/Gateway");
    }
  });

  it("lets every job's alarm ring: so many of its runs fall into the time that is looked at", () => {
    const found = watched(stages().production, "Selaras", "JobFailures").map((each) => [
      dimension(each, "operation"),
      [each["period"], each["datapointsToAlarm"], each["evaluationPeriods"]],
    ]);
    expect(Object.fromEntries(found)).toEqual({
      "open-periods": [3600, 3, 4],
      "publish-signed": [300, 3, 4],
      "mind-tasks": [900, 3, 4],
      "deliver-notices": [300, 3, 4],
      "collect-usage": [3600, 1, 24],
    });
    expect(found).toHaveLength(Object.keys(SCHEDULE).length);
  });

  it("rings at the first projection that fails", () => {
    const [only, ...more] = watched(stages().production, "Selaras", "ProjectionFailures");
    expect([only?.["threshold"], only?.["datapointsToAlarm"], only?.["period"]]).toEqual([1, 1, 300]);
    expect(more).toEqual([]);
  });

  it("rings before the account is full, and not for what is reserved alone", () => {
    const { production } = stages();
    const reserved = ofType(production, "aws:lambda/function:Function").map(({ inputs }) =>
      Number(inputs["reservedConcurrentExecutions"] ?? 0),
    );
    // By hand: 200 + 50 + 4 + 8.
    expect(reserved.reduce((sum, each) => sum + each, 0)).toBe(262);
    const [only] = watched(production, "AWS/Lambda", "ClaimedAccountConcurrency");
    expect(only?.["threshold"]).toBe(850);
  });

  it("does not ring for a personal stage", () => {
    expect(alarms(stages().personal)).toEqual([]);
  });

  it("shows what rings and what each regency consumes on one page", () => {
    const { inputs } = theOne(stages().production, "aws:cloudwatch/dashboard:Dashboard", "Dashboard");
    const { widgets } = JSON.parse(textAt(inputs, "dashboardBody")) as { readonly widgets: readonly Widget[] };
    const lines = JSON.stringify(widgets.flatMap(({ properties }) => properties.metrics ?? []));
    for (const each of alarms(stages().production)) {
      // What is refused stands in a table of its own; jobs that fail stand in the log.
      if (["Refusals", "JobFailures"].includes(textAt(each, "metricName"))) continue;
      expect(lines).toContain(`"${textAt(each, "metricName")}"`);
    }
    const asked = widgets.flatMap(({ properties }) => properties.query ?? []);
    expect(asked[0]).toContain("SOURCE '/aws/lambda/selaras-production-api'");
    expect(asked[0]).toContain("by tenant");
    expect(JSON.stringify(widgets)).toContain(`"region":"${REGION}"`);
    expect(widgets.map(({ properties }) => properties.title)).toContain("Dead letters");
    expect(lines).toContain('["AWS/Billing","EstimatedCharges","Currency","USD"]');
  });
}
