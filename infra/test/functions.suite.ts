import { expect, it } from "vitest";
import { FUNCTIONS, SCOPE_OF } from "../../packages/core/src/cloud/access.ts";
import { ENTRIES } from "../../packages/functions/build.ts";
import { ACCOUNT, type Evaluation, type Fields } from "./evaluation.ts";
import { at, isFields, ofType, STAGE_NAMES, type Stages, textAt, theOne } from "./found.ts";
import { homeValues } from "./parameters.ts";

const LAMBDA = "aws:lambda/function:Function";
const LAMBDAS = FUNCTIONS.filter((name) => name !== "operator");
type LambdaName = (typeof LAMBDAS)[number];
const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a function finds in its environment, without what SST adds for links that we have none of. */
export function environmentOf(evaluation: Evaluation, name: string): Readonly<Record<string, string>> {
  const found = at(theOne(evaluation, LAMBDA, `${title(name)}Function`).inputs, "environment", "variables");
  const variables: Fields = isFields(found) ? found : {};
  return Object.fromEntries(Object.entries(variables).map(([each]) => [each, textAt(variables, each)]));
}

const ours = (environment: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("SST_")));

/** Expected by hand: what a function of production is told. */
function expectedOf(name: LambdaName): Readonly<Record<string, string>> {
  const held = homeValues("production");
  const session = {
    SELARAS_TENANT_ROLE: `arn:aws:iam::${ACCOUNT}:role/selaras-production-tenant-${SCOPE_OF[name]}`,
    SELARAS_TABLE_ARN: held.tableArn,
    SELARAS_EVIDENCE_BUCKET: held.evidenceBucket,
    SELARAS_ARCHIVE_BUCKET: held.archiveBucket,
    SELARAS_WORK_BUCKET: `selaras-production-work-${ACCOUNT}`,
    SELARAS_DATA_KEY: held.dataKeyArn,
  };
  const tokens = { SELARAS_USER_POOL: held.userPoolId, SELARAS_USER_CLIENT: held.userClientId };
  return {
    SELARAS_FUNCTION: name,
    SELARAS_TABLE: held.tableName,
    ...(name === "public" || name === "province" ? {} : session),
    ...(name === "worker"
      ? {
          SELARAS_PUBLIC_SITE: "https://{tenant}.selaras.example",
          SELARAS_SIGNING_KEY: held.signingKeyArn,
          SELARAS_BSRE: "{}",
        }
      : {}),
    ...(name === "jobs"
      ? {
          SELARAS_APP_SITE: "https://app.selaras.example",
          SELARAS_MAIL_FROM: "Selaras <masuk@selaras.example>",
          SELARAS_VAPID: "{}",
        }
      : {}),
    ...(name === "api" ? { SELARAS_VAPID_PUBLIC: "" } : {}),
    ...(name === "api" || name === "province" ? tokens : {}),
    ...(["api", "public", "province"].includes(name) ? { SELARAS_EDGE_KEYS: "made-up-key-EdgeKey1" } : {}),
    POWERTOOLS_SERVICE_NAME: "selaras",
    POWERTOOLS_METRICS_NAMESPACE: "Selaras",
  };
}

/** New accounts may run a thousand at once, and a hundred of them must stay unreserved. */
const ACCOUNT_AT_ONCE = 1000;
const LEFT_FREE = 500;

export function functionsSuite(stages: () => Stages): void {
  it.each(LAMBDAS)("tells %s what it needs and nothing more", (name) => {
    expect(ours(environmentOf(stages().production, name))).toEqual(expectedOf(name));
  });

  it("writes the numbers of another stage into another namespace", () => {
    const namespace = (of: Evaluation) => environmentOf(of, "api")["POWERTOOLS_METRICS_NAMESPACE"];
    expect([stages().staging, stages().personal].map(namespace)).toEqual(["Selaras/staging", "Selaras/me"]);
  });

  it.each(STAGE_NAMES)("runs every function of %s on the same footing", (stage) => {
    const evaluation = stages()[stage];
    const log = homeValues(stage === "personal" ? "dev" : stage).logKeyArn;
    expect(ofType(evaluation, LAMBDA)).toHaveLength(LAMBDAS.length);
    for (const name of LAMBDAS) {
      const { inputs, after } = theOne(evaluation, LAMBDA, `${title(name)}Function`);
      const called = `selaras-${evaluation.stage}-${name}`;
      expect(inputs).toMatchObject({
        name: called,
        architectures: ["arm64"],
        runtime: "nodejs24.x",
        handler: "index.handler",
        tracingConfig: { mode: "Active" },
        loggingConfig: { logFormat: "JSON", logGroup: `/aws/lambda/${called}` },
      });
      const group = theOne(evaluation, "aws:cloudwatch/logGroup:LogGroup", `${title(name)}LogGroup`);
      const policies = after.filter((urn) => /rolePolicy:RolePolicy::/.test(urn)).map((urn) => urn.split("::").at(-1));
      expect(new Set(policies)).toEqual(new Set([`${title(name)}Data`, `${title(name)}Running`]));
      expect([group.inputs["kmsKeyId"], group.inputs["retentionInDays"]]).toEqual([
        log,
        stage === "production" ? 90 : 14,
      ]);
    }
  });

  it.each(STAGE_NAMES)("packs what the functions' own build makes, for %s", (stage) => {
    const { packed } = stages()[stage];
    const expected = Object.keys(ENTRIES).map((name) => ({
      name: title(name),
      bundle: `packages/functions/dist/${name}`,
      handler: "index.handler",
    }));
    expect([...packed].sort((a, b) => a.name.localeCompare(b.name))).toEqual(
      expected.sort((a, b) => a.name.localeCompare(b.name)),
    );
  });

  it("answers before the gateway stops waiting", () => {
    const seconds = (name: string) => Number(theOne(stages().production, LAMBDA, name).inputs["timeout"]);
    for (const name of ["ApiFunction", "PublicFunction", "ProvinceFunction"]) expect(seconds(name)).toBeLessThan(30);
  });

  it("keeps what may wait from taking what people wait for, and leaves room", () => {
    const reserved = LAMBDAS.map((name) => {
      const { inputs } = theOne(stages().production, LAMBDA, `${title(name)}Function`);
      return [name, inputs["reservedConcurrentExecutions"]] as const;
    });
    const limited = reserved.filter(([, most]) => typeof most === "number").map(([name]) => name);
    expect(limited).toEqual(["public", "province", "jobs", "worker"]);
    const sum = reserved.reduce((all, [, most]) => all + Number(most ?? 0), 0);
    expect(sum).toBeLessThanOrEqual(ACCOUNT_AT_ONCE - LEFT_FREE);
  });

  it("divides nothing up on a personal stage, which shares an account with others", () => {
    const { personal } = stages();
    const reserved = ofType(personal, LAMBDA).map(({ inputs }) => inputs["reservedConcurrentExecutions"]);
    expect(reserved.every((each) => each === undefined)).toBe(true);
  });

  it("has every log group under the key and none that is kept for ever", () => {
    const groups = ofType(stages().production, "aws:cloudwatch/logGroup:LogGroup");
    expect(groups).toHaveLength(LAMBDAS.length + 1);
    for (const { name, inputs } of groups) {
      const key = homeValues("production").logKeyArn;
      expect([name, inputs["kmsKeyId"], inputs["retentionInDays"]]).toEqual([name, key, 90]);
    }
  });
}
