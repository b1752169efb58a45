import {
  FUNCTIONS,
  type FunctionName,
  functionPolicy,
  type Holdings,
  type PolicyDocument,
  type Scope,
  SCOPE_OF,
  type Statement,
  TENANT_TAG,
  TENANT_VARIABLE,
  tenantPolicy,
} from "../packages/core/src/cloud/access.ts";
import { RESERVED_SLUGS } from "../packages/core/src/kernel/id.ts";
import { workBucket } from "./buckets.ts";
import type { ActionEverywhere } from "./everywhere.ts";
import { foundation } from "./foundation.ts";
import { unfinished } from "./queues.ts";
import { accountId, named, operators, REGION } from "./stage.ts";

/*
 * Every role of the deployment is written here, none is left to SST: its own roles let the whole account in while
 * developing and grant by `link` whatever a service can do.
 */

const SESSION_SECONDS = 3600;

type Trust = { readonly Action: readonly string[]; readonly Principal: object; readonly Condition?: object };

/** A role with the boundary of the foundation. `trust` says who may take it. */
export function role(name: string, what: string, trust: $util.Input<Trust>): aws.iam.Role {
  return new aws.iam.Role(name, {
    name: named(what),
    permissionsBoundary: foundation.boundaryArn,
    maxSessionDuration: SESSION_SECONDS,
    assumeRolePolicy: $resolve([trust]).apply(([statement]) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] }),
    ),
  });
}

export const document = (...statements: readonly Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});

/** Statements that let a role put what it gives up into an encrypted queue. */
export const givingUp = (queue: string, logKey: string): readonly Statement[] => [
  { Sid: "GiveUp", Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [queue] },
  {
    Sid: "QueueKey",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: [logKey],
    Condition: { StringEquals: { "kms:ViaService": [`sqs.${REGION}.amazonaws.com`] } },
  },
];

/** Lets a role do what a document says. */
export function permit(name: string, of: aws.iam.Role, document: $util.Input<PolicyDocument>): aws.iam.RolePolicy {
  return new aws.iam.RolePolicy(name, {
    name,
    role: of.name,
    policy: $resolve([document]).apply(([found]) => JSON.stringify(found)),
  });
}

export const byService = (service: string): Trust => ({ Action: ["sts:AssumeRole"], Principal: { Service: service } });
/** A service that works for many accounts, and takes the role for this one only. */
export const byServiceHere = (service: string): $util.Output<Trust> =>
  accountId.apply((account) => ({
    ...byService(service),
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  }));
const byRoles = (arns: readonly string[]): Trust => ({ Action: ["sts:AssumeRole"], Principal: { AWS: arns } });

/**
 * Only sessions that carry a tenant and no other tag: the role's own policy is fenced by it. A reserved word is no
 * tenant: with "public" or "platform" for a tag the fence would stand around other keys than a regency's.
 */
const byTenantSession = (arns: readonly string[]): Trust => ({
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Principal: { AWS: arns },
  Condition: {
    StringLike: { [`aws:RequestTag/${TENANT_TAG}`]: "?*" },
    StringNotEquals: { [`aws:RequestTag/${TENANT_TAG}`]: RESERVED_SLUGS },
    "ForAllValues:StringEquals": { "aws:TagKeys": [TENANT_TAG] },
  },
});

/** What the foundation says where no mails are sent. */
export const NO_MAIL: readonly string[] = ["none"];

export const holdings: $util.Output<Holdings> = $resolve([
  foundation.tableArn,
  foundation.streamArn,
  foundation.evidenceBucket,
  foundation.archiveBucket,
  workBucket.arn,
  foundation.dataKeyArn,
  foundation.signingKeyArn,
  foundation.mailSender,
  accountId,
] as const).apply(([table, stream, evidence, archive, work, dataKey, signingKey, mailSender, account]) => ({
  table,
  stream,
  evidence: `arn:aws:s3:::${evidence}`,
  archive: `arn:aws:s3:::${archive}`,
  work,
  dataKey,
  signingKey,
  // The domain was verified by hand when the foundation was laid; the pool's mails come from there too.
  mail: NO_MAIL.includes(mailSender)
    ? null
    : { identity: `arn:aws:ses:${REGION}:${account}:identity/${mailSender.split("@")[1]}`, from: mailSender },
  region: REGION,
}));

/** The ARN is known before the role is made: functions are told it, and the role trusts their roles in turn. */
const tenantRoleName = (scope: Scope): string => named(`tenant-${scope}`);
const tenantRoleArn = (account: string, scope: Scope): string =>
  `arn:aws:iam::${account}:role/${tenantRoleName(scope)}`;

/** The role from which a function takes sessions of a tenant; null for one that never works inside a tenant. */
export function tenantRoleOf(name: FunctionName): $util.Output<string> | null {
  const scope = SCOPE_OF[name];
  return scope === null ? null : accountId.apply((account) => tenantRoleArn(account, scope));
}

export type LambdaName = Exclude<FunctionName, "operator">;
const isLambda = (name: FunctionName): name is LambdaName => name !== "operator";
export const LAMBDAS: readonly LambdaName[] = FUNCTIONS.filter(isLambda);

const TRACES: readonly ActionEverywhere[] = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
const QUEUES: Readonly<Partial<Record<LambdaName, aws.sqs.Queue>>> = unfinished;

/** What a function needs to run at all, besides its data: its log, its traces, its queue of unfinished work. */
function runningPolicy(name: LambdaName): $util.Output<PolicyDocument> {
  const queue = QUEUES[name];
  return $resolve([accountId, foundation.logKeyArn, queue?.arn ?? ""] as const).apply(([account, logKey, queueArn]) => {
    const log = `arn:aws:logs:${REGION}:${account}:log-group:/aws/lambda/${named(name)}:*`;
    const always: readonly Statement[] = [
      { Sid: "Log", Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [log] },
      { Sid: "Traces", Effect: "Allow", Action: TRACES, Resource: ["*"] },
    ];
    return document(...always, ...(queueArn ? givingUp(queueArn, logKey) : []));
  });
}

const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a function may do with data: core's own document, word for word. */
const dataPolicy = (name: FunctionName): $util.Output<PolicyDocument> =>
  $resolve([holdings, accountId] as const).apply(([held, account]) =>
    functionPolicy(name, held, (scope) => tenantRoleArn(account, scope)),
  );

function functionRole(name: LambdaName) {
  const made = role(`${title(name)}Role`, name, byService("lambda.amazonaws.com"));
  const policies = [
    permit(`${title(name)}Data`, made, dataPolicy(name)),
    permit(`${title(name)}Running`, made, runningPolicy(name)),
  ];
  return { role: made, policies } as const;
}

/** The role of every function, with the policies that must be there before it first runs. */
export const functionRoles = {
  api: functionRole("api"),
  public: functionRole("public"),
  province: functionRole("province"),
  projector: functionRole("projector"),
  jobs: functionRole("jobs"),
  worker: functionRole("worker"),
} as const satisfies Record<LambdaName, unknown>;

function tenantRole(scope: Scope, takers: readonly aws.iam.Role[]): void {
  const trust = $resolve(takers.map(({ arn }) => arn)).apply(byTenantSession);
  const made = role(`Tenant${title(scope)}Role`, `tenant-${scope}`, trust);
  permit(
    `Tenant${title(scope)}`,
    made,
    holdings.apply((held) => tenantPolicy(scope, TENANT_VARIABLE, held)),
  );
}

const takersOf = (scope: Scope): readonly aws.iam.Role[] =>
  LAMBDAS.filter((name) => SCOPE_OF[name] === scope).map((name) => functionRoles[name].role);

tenantRole("official", takersOf("official"));
tenantRole("projector", takersOf("projector"));

// A person at a shell, named by the setting; without names nobody can take these roles, so they are not made.
if (operators.length > 0) {
  const operator = role("OperatorRole", "operator", byRoles(operators));
  permit("OperatorData", operator, dataPolicy("operator"));
  tenantRole("operator", [operator]);
}
