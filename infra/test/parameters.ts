import {
  type EdgeOutput,
  type Environment,
  EDGE_OUTPUTS,
  type Output,
  OUTPUTS,
  parameterName,
} from "../../packages/core/src/cloud/outputs.ts";
import { ACCOUNT, EDGE_REGION, type Parameters, REGION } from "./evaluation.ts";

const arn = (service: string, resource: string, region = REGION): string =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;

/** Values of the shape that the stacks leave behind; the environment is in every name. */
const home = (of: Environment): Readonly<Record<Output, string>> => ({
  tableName: `selaras-${of}`,
  tableArn: arn("dynamodb", `table/selaras-${of}`),
  streamArn: arn("dynamodb", `table/selaras-${of}/stream/2026-11-01T00:00:00.000`),
  evidenceBucket: `selaras-${of}-evidence-${ACCOUNT}`,
  archiveBucket: `selaras-${of}-archive-${ACCOUNT}`,
  dataKeyArn: arn("kms", `key/data-${of}`),
  logKeyArn: arn("kms", `key/log-${of}`),
  signingKeyArn: arn("kms", `key/signing-${of}`),
  mailSender: "masuk@selaras.example",
  userPoolId: `${REGION}_${of}1234`,
  userClientId: `client${of}`,
  alarmTopicArn: arn("sns", `selaras-${of}-alarms`),
  boundaryArn: `arn:aws:iam::${ACCOUNT}:policy/selaras-${of}-boundary`,
});

const edge = (of: Environment): Readonly<Record<EdgeOutput, string>> => ({
  webAclArn: arn("wafv2", `global/webacl/selaras-${of}/1`, EDGE_REGION),
  edgeAlarmTopicArn: arn("sns", `selaras-${of}-edge-alarms`, EDGE_REGION),
});

const named = <O extends Output | EdgeOutput>(of: Environment, names: object, values: Readonly<Record<O, string>>) =>
  // The keys of the contract are the keys of the values, which the types above demand.
  Object.fromEntries((Object.keys(names) as O[]).map((each) => [parameterName(of, each), values[each]]));

/** The whole contract of a foundation with made-up values: what `ssm` would answer. */
export const foundationOf = (of: Environment): Parameters => ({
  [REGION]: named(of, OUTPUTS, home(of)),
  [EDGE_REGION]: named(of, EDGE_OUTPUTS, edge(of)),
});

export const homeValues = home;
export const edgeValues = edge;
