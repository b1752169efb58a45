import { join } from "node:path";
import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { environmentOf, type Output, parameterName } from "@selaras/core/cloud/outputs.ts";
import { forgetSessions, standAs } from "@selaras/core/db/principal.ts";
import { machineTime, useClock } from "@selaras/core/kernel/clock.ts";
import { ensurePool } from "@selaras/local/accounts.ts";
import { localClock } from "@selaras/local/clock/local-clock.ts";
import { credentialsOf, REGION as LOCAL_REGION, startEngines } from "@selaras/local/environment.ts";
import { type SignIn, startSignIn } from "@selaras/local/sign-in/sign-in.ts";
import { type AccountMaker, invitation } from "./accounts.ts";

/** Where an operator's commands work. When a place was entered, the product's operations reach its table as the operator. */
export type Place = {
  /** For the line that says where one is, before anything is done. */
  readonly name: string;
  readonly accounts: AccountMaker;
  readonly leave: () => Promise<void>;
};

/** The data lie in Jakarta, whatever region the operator's shell prefers. */
const REGION = "ap-southeast-3";
const TEMPORARY_PASSWORD = "Sementara-2026!";
/** As early before its end a role is taken anew. */
const RENEW_MILLISECONDS = 5 * 60_000;

/** The house in a folder of this machine, which must be stopped: the command runs the engines on its files itself. */
export async function enterHouse(folder: string): Promise<Place> {
  // The house's own time: one that was moved ahead has partitions of months that the machine has not reached yet.
  useClock(localClock({ stateFile: join(folder, "clock.json") }).now);
  const engines = await startEngines({ folder });
  standAs("operator", credentialsOf("operator"));
  let signIn: SignIn | undefined;
  const opened = async (): Promise<SignIn> => {
    signIn ??= await startSignIn({
      file: join(folder, "sign-in.json"),
      region: LOCAL_REGION,
      sendMail: () => undefined,
    });
    ensurePool(signIn);
    return signIn;
  };
  const make: AccountMaker["make"] = async ({ username, email, name }) => {
    const { admin } = await opened();
    const wish = { username, email, password: TEMPORARY_PASSWORD, permanent: false, attributes: { name } };
    const { sub } = admin.ensureUser(wish);
    await admin.settled();
    return { username, email, subject: sub };
  };
  return {
    name: `mesin ini, ${folder}`,
    accounts: { make, lineFor: ({ username }) => username },
    leave: async () => {
      await signIn?.stop();
      await engines.stop();
    },
  };
}

const NEEDED = [
  "tableName",
  "tableArn",
  "evidenceBucket",
  "archiveBucket",
  "dataKeyArn",
  "signingKeyArn",
  "userPoolId",
] as const satisfies readonly Output[];
export type Parameters = Readonly<Record<(typeof NEEDED)[number], string>>;

async function parametersOf(stage: string): Promise<Parameters> {
  const names = new Map(NEEDED.map((output) => [parameterName(environmentOf(stage), output), output]));
  const client = new SSMClient({ region: REGION });
  const { Parameters: found = [] } = await client.send(new GetParametersCommand({ Names: [...names.keys()] }));
  client.destroy();
  const values = new Map(found.map(({ Name = "", Value = "" }) => [names.get(Name), Value]));
  const valueOf = (output: (typeof NEEDED)[number]): string => {
    const value = values.get(output);
    if (!value) throw new Error(`Parameter ${parameterName(environmentOf(stage), output)} tidak ada di akun ini.`);
    return value;
  };
  return {
    tableName: valueOf("tableName"),
    tableArn: valueOf("tableArn"),
    evidenceBucket: valueOf("evidenceBucket"),
    archiveBucket: valueOf("archiveBucket"),
    dataKeyArn: valueOf("dataKeyArn"),
    signingKeyArn: valueOf("signingKeyArn"),
    userPoolId: valueOf("userPoolId"),
  };
}

/** The account and the operator's role of a stage, and what core reads from the environment. Pure. */
export function cloudSettings(stage: string, parameters: Parameters) {
  const account = /^arn:aws:dynamodb:[a-z0-9-]+:(\d{12}):table\/.+$/.exec(parameters.tableArn)?.[1];
  if (account === undefined) throw new Error(`Bukan ARN sebuah tabel: ${parameters.tableArn}`);
  // Names as infra/stage.ts and infra/buckets.ts write them.
  const named = (what: string): string => `selaras-${stage}-${what}`;
  return {
    account,
    role: `arn:aws:iam::${account}:role/${named("operator")}`,
    environment: {
      AWS_REGION: REGION,
      SELARAS_TABLE: parameters.tableName,
      SELARAS_TABLE_ARN: parameters.tableArn,
      SELARAS_EVIDENCE_BUCKET: parameters.evidenceBucket,
      SELARAS_ARCHIVE_BUCKET: parameters.archiveBucket,
      SELARAS_WORK_BUCKET: `${named("work")}-${account}`,
      SELARAS_DATA_KEY: parameters.dataKeyArn,
      SELARAS_SIGNING_KEY: parameters.signingKeyArn,
      SELARAS_TENANT_ROLE: `arn:aws:iam::${account}:role/${named("tenant-operator")}`,
    },
  } as const;
}

type Keys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration: Date;
};

/** Gives the credentials of a role, taken with the shell's own and taken anew before they end. */
function takingRole(role: string): () => Promise<Keys> {
  let kept: Keys | null = null;
  return async () => {
    if (kept && kept.expiration.getTime() - machineTime() > RENEW_MILLISECONDS) return kept;
    const sts = new STSClient({ region: REGION });
    const taken = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "operate" }));
    sts.destroy();
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = taken.Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !Expiration) throw new Error(`${role}: no credentials`);
    kept = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      expiration: Expiration,
      ...(SessionToken ? { sessionToken: SessionToken } : {}),
    };
    return kept;
  };
}

/**
 * A stage in AWS, on the shell's own credentials: these may read the foundation's parameters and take the operator's role
 * (SELARAS_OPERATORS of the deployment); everything in the table is done with the role.
 */
export async function enterCloud(stage: string): Promise<Place> {
  const parameters = await parametersOf(stage);
  const { account, role, environment } = cloudSettings(stage, parameters);
  Object.assign(process.env, environment);
  forgetSessions();
  const credentials = takingRole(role);
  // Before the first question, so that whoever is no operator hears it here.
  await credentials();
  standAs("operator", credentials);
  return {
    name: `stage ${stage}, akun ${account}`,
    accounts: { make: null, lineFor: (person) => invitation(parameters.userPoolId, REGION, person) },
    leave: async () => standAs(null),
  };
}
