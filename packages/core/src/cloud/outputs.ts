/**
 * What the stacks leave behind for the app, by name: the one contract between the two tools. The stacks must write every
 * one of them (a missing one does not compile), the app reads them as SSM parameters and nothing else.
 */
export const OUTPUTS = {
  tableName: "Name of the single table",
  tableArn: "Its ARN",
  streamArn: "ARN of its stream",
  evidenceBucket: "Name of the bucket with evidence of reports",
  archiveBucket: "Name of the bucket with snapshots, under object lock",
  dataKeyArn: "Customer key of table and buckets",
  logKeyArn: "Customer key of log groups and queues",
  signingKeyArn: "Asymmetric key with which snapshots are sealed",
  mailSender: "Address from which mails are sent, or none",
  userPoolId: "User pool of the officials",
  userClientId: "App client of the officials' site",
  alarmTopicArn: "Topic of the alarms in the region of the data",
  boundaryArn: "Permissions boundary of every role that the deployment makes",
} as const;
export type Output = keyof typeof OUTPUTS;

/** What only the edge's region (us-east-1) can hold; written there. */
export const EDGE_OUTPUTS = {
  webAclArn: "Firewall of the CDN",
  edgeAlarmTopicArn: "Topic of the alarms of the edge",
} as const;
export type EdgeOutput = keyof typeof EDGE_OUTPUTS;

/** Foundations that the stacks build. A personal stage of the app stands on the one of `dev`. */
export const ENVIRONMENTS = ["dev", "staging", "production"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** The foundation on which a stage of the app stands. */
export const environmentOf = (stage: string): Environment => ENVIRONMENTS.find((each) => each === stage) ?? "dev";

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Name of the SSM parameter that carries an output, such as `/selaras/staging/table-name`. */
export const parameterName = (environment: Environment, output: Output | EdgeOutput): string =>
  `/selaras/${environment}/${kebab(output)}`;
