import { type EdgeOutput, type Output, parameterName } from "../packages/core/src/cloud/outputs.ts";
import { EDGE_REGION, environment, REGION } from "./stage.ts";

/*
 * What the stacks left behind. Nothing here knows how it was made, and nothing is guessed: a parameter that is missing
 * ends the deployment before it changes anything. Names and ARNs are no secrets, hence `insecureValue`.
 */
const read = (output: Output | EdgeOutput, region: string): $util.Output<string> =>
  aws.ssm.getParameterOutput({ name: parameterName(environment, output), region }).insecureValue;

const home = (output: Output) => read(output, REGION);
const edge = (output: EdgeOutput) => read(output, EDGE_REGION);

export const foundation = {
  tableName: home("tableName"),
  tableArn: home("tableArn"),
  streamArn: home("streamArn"),
  evidenceBucket: home("evidenceBucket"),
  archiveBucket: home("archiveBucket"),
  dataKeyArn: home("dataKeyArn"),
  logKeyArn: home("logKeyArn"),
  signingKeyArn: home("signingKeyArn"),
  mailSender: home("mailSender"),
  userPoolId: home("userPoolId"),
  userClientId: home("userClientId"),
  alarmTopicArn: home("alarmTopicArn"),
  boundaryArn: home("boundaryArn"),
  webAclArn: edge("webAclArn"),
  edgeAlarmTopicArn: edge("edgeAlarmTopicArn"),
} as const satisfies Partial<Record<Output | EdgeOutput, $util.Output<string>>>;
