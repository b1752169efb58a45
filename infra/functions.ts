import { SCOPE_OF } from "../packages/core/src/cloud/access.ts";
import { EDGE_KEYS } from "../packages/functions/src/http/edge.ts";
import { workBucket } from "./buckets.ts";
import { edgeKeys } from "./edge-keys.ts";
import { foundation } from "./foundation.ts";
import { functionRoles, type LambdaName, NO_MAIL, tenantRoleOf } from "./roles.ts";
import { portalAssets } from "./sites.ts";
import { domain, isPersonal, isProduction, metricsNamespace, named } from "./stage.ts";

type Shape = {
  readonly says: string;
  readonly memory: `${number} MB`;
  readonly timeout: `${number} seconds`;
  /** At most so many at once, so that one function never takes what the others need; absent: as many as come. */
  readonly atOnce?: number;
};

/** API Gateway waits 30 seconds and no longer. */
const ANSWER = "29 seconds";

const SHAPES: Readonly<Record<LambdaName, Shape>> = {
  // Memory is processor time as well: one virtual CPU from 1769 MB.
  api: { says: "The officials' API", memory: "1024 MB", timeout: ANSWER },
  // Readers are many and mostly served by the CDN; a rush of them must leave room for those who work.
  public: { says: "The public sites", memory: "1024 MB", timeout: "15 seconds", atOnce: 200 },
  province: { says: "What provinces compare", memory: "1024 MB", timeout: ANSWER, atOnce: 50 },
  projector: { says: "Keeps projections after the journal", memory: "1024 MB", timeout: "60 seconds" },
  jobs: { says: "What is due by the clock", memory: "1024 MB", timeout: "900 seconds", atOnce: 4 },
  worker: { says: "Long work: exports", memory: "2048 MB", timeout: "900 seconds", atOnce: 8 },
};

/** Prints the address of the verification page into documents. Without a domain regencies have no hosts of their own. */
const printsAddresses: readonly LambdaName[] = ["worker"];
const publicSite = `https://{tenant}.${domain === null ? "selaras.invalid" : domain.apex}`;

/** Seals what was signed. */
const seals: readonly LambdaName[] = ["worker"];
/** Accounts of regencies at BSrE, JSON by regency; none until somebody sets the secret. */
const bsre = new sst.Secret("Bsre", "{}");

/** Brings out notices: by mail, and to devices with the key that push services know this house by. */
const tells: readonly LambdaName[] = ["jobs"];
/** Hands the public half of that key to browsers. */
const subscribes: readonly LambdaName[] = ["api"];
/** Public key, private key and contact as JSON; without it no device can be told. */
const vapid = new sst.Secret("Vapid", "{}");
const publicVapid = vapid.value.apply((text) => {
  const given: unknown = JSON.parse(text);
  return typeof given === "object" && given !== null && "publicKey" in given ? String(given.publicKey) : "";
});
const mailFrom = foundation.mailSender.apply((sender) => (NO_MAIL.includes(sender) ? "" : `Selaras <${sender}>`));
const officialsSite = `https://${domain === null ? "selaras.invalid" : domain.app}`;

const usesHost: readonly LambdaName[] = ["api", "public", "province"];
const checksTokens: readonly LambdaName[] = ["api", "province"];

type Variables = Readonly<Record<string, $util.Input<string>>>;

/** What the sessions of a tenant are taken for and limited to. */
function sessionVariables(name: LambdaName): Variables {
  const role = tenantRoleOf(name);
  if (SCOPE_OF[name] === null || role === null) return {};
  return {
    SELARAS_TENANT_ROLE: role,
    SELARAS_TABLE_ARN: foundation.tableArn,
    SELARAS_EVIDENCE_BUCKET: foundation.evidenceBucket,
    SELARAS_ARCHIVE_BUCKET: foundation.archiveBucket,
    SELARAS_WORK_BUCKET: workBucket.bucket,
    SELARAS_DATA_KEY: foundation.dataKeyArn,
  };
}

const variables = (name: LambdaName): Variables => ({
  SELARAS_FUNCTION: name,
  SELARAS_TABLE: foundation.tableName,
  ...sessionVariables(name),
  ...(checksTokens.includes(name)
    ? { SELARAS_USER_POOL: foundation.userPoolId, SELARAS_USER_CLIENT: foundation.userClientId }
    : {}),
  ...(printsAddresses.includes(name) ? { SELARAS_PUBLIC_SITE: publicSite } : {}),
  ...(seals.includes(name) ? { SELARAS_SIGNING_KEY: foundation.signingKeyArn, SELARAS_BSRE: bsre.value } : {}),
  ...(tells.includes(name)
    ? { SELARAS_APP_SITE: officialsSite, SELARAS_MAIL_FROM: mailFrom, SELARAS_VAPID: vapid.value }
    : {}),
  ...(subscribes.includes(name) ? { SELARAS_VAPID_PUBLIC: publicVapid } : {}),
  ...(usesHost.includes(name) ? { [EDGE_KEYS]: edgeKeys.accepted } : {}),
  POWERTOOLS_SERVICE_NAME: "selaras",
  POWERTOOLS_METRICS_NAMESPACE: metricsNamespace,
});

const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function lambda(name: LambdaName, after: readonly $util.Resource[] = []): sst.aws.Function {
  const { says, memory, timeout, atOnce } = SHAPES[name];
  const { role, policies } = functionRoles[name];
  return new sst.aws.Function(
    title(name),
    {
      name: named(name),
      description: says,
      // Made by packages/functions/build.ts, the same for tests, measurements and deployment.
      bundle: `packages/functions/dist/${name}`,
      handler: "index.handler",
      runtime: "nodejs24.x",
      architecture: "arm64",
      memory,
      timeout,
      role: role.arn,
      environment: variables(name),
      // Personal stages share an account, whose limit they would soon have divided among themselves.
      ...(atOnce === undefined || isPersonal ? {} : { concurrency: { reserved: atOnce } }),
      logging: { format: "json", retention: isProduction ? "3 months" : "2 weeks" },
      // `sst dev` would put a stand-in here that needs wide permissions; `npm start` is the place to develop.
      dev: false,
      transform: {
        function: (args) => {
          args.tracingConfig = { mode: "Active" };
        },
        logGroup: (args) => {
          args.kmsKeyId = foundation.logKeyArn;
        },
      },
    },
    { dependsOn: [...policies, ...after] },
  );
}

export const functions = {
  api: lambda("api"),
  // Its pages name the files of the same build: they are there first.
  public: lambda("public", portalAssets.files),
  province: lambda("province"),
  projector: lambda("projector"),
  jobs: lambda("jobs"),
  worker: lambda("worker"),
} as const satisfies Record<LambdaName, sst.aws.Function>;
