/**
 * Who may touch what, once for everybody: the deployment writes these documents into roles, the product sends them along
 * when it takes a session of one tenant, and the gate of the local house evaluates them on every request.
 */

export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
export type Statement = {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
};
export type PolicyDocument = { readonly Version: "2012-10-17"; readonly Statement: readonly Statement[] };

/** ARNs of the things that the documents speak of. */
export type Holdings = {
  readonly table: string;
  readonly stream: string;
  /** Bucket ARNs: evidence of reports, the archive of what was signed, files that live for days. */
  readonly evidence: string;
  readonly archive: string;
  readonly work: string;
  /** The customer key of table and buckets; null where there is none. */
  readonly dataKey: string | null;
  /** The asymmetric key that snapshots are sealed with. */
  readonly signingKey: string;
  /** From which address mails are sent, and the identity at the mail service that stands for it; null where none is sent. */
  readonly mail: { readonly identity: string; readonly from: string } | null;
  readonly region: string;
};

/** Every program that touches data, each with a role of its own. The operator is a person at a shell, not a Lambda. */
export const FUNCTIONS = ["api", "public", "province", "projector", "jobs", "worker", "operator"] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** How far a session of one tenant reaches. */
export const SCOPES = ["official", "projector", "operator"] as const;
export type Scope = (typeof SCOPES)[number];

/** The session that a function takes when it works inside a tenant; a function without one never does. */
export const SCOPE_OF: Readonly<Record<FunctionName, Scope | null>> = {
  api: "official",
  public: null,
  province: null,
  projector: "projector",
  jobs: "official",
  worker: "official",
  operator: "operator",
};

/** Name of the session tag that carries the tenant, so that the role itself is fenced even when code forgets the session policy. */
export const TENANT_TAG = "tenant";
/** Stands for the tenant of the session in the role's own document. */
export const TENANT_VARIABLE = `\${aws:PrincipalTag/${TENANT_TAG}}`;

const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"] as const;
const PUT = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"] as const;
/** No batches: one may delete without the right to delete, and a unit of work is a transaction anyway. */
const WRITE = [...PUT, "dynamodb:DeleteItem"] as const;

/** Partitions of a tenant that projections write; everything else is the officials' own. */
export const PROJECTED_PARTITIONS = ["board", "rollup", "search"] as const;

/**
 * Only requests whose leading keys all lie in these partitions. `ForAllValues` passes when a request has no
 * leading key at all, so their presence is demanded as well.
 */
const leadingKeys = (partitions: readonly string[]): Condition => ({
  "ForAllValues:StringLike": {
    // A prefix ends in its terminator; anything else is one whole partition.
    "dynamodb:LeadingKeys": partitions.map((each) => (each.endsWith("#") ? `${each}*` : each)),
  },
  Null: { "dynamodb:LeadingKeys": "false" },
});

const onTable = (sid: string, actions: readonly string[], table: readonly string[], prefixes: readonly string[]) =>
  ({ Sid: sid, Effect: "Allow", Action: actions, Resource: table, Condition: leadingKeys(prefixes) }) as const;

const everywhere = ({ table }: Holdings): readonly string[] => [table, `${table}/index/*`];

const objects = (sid: string, actions: readonly string[], places: readonly string[]): Statement => ({
  Sid: sid,
  Effect: "Allow",
  Action: actions,
  Resource: places,
});

/** The table and the buckets are encrypted with the house's own key: whoever uses them uses it, through them only. */
function withKey({ dataKey, region }: Holdings, services: readonly string[]): readonly Statement[] {
  if (dataKey === null) return [];
  const through = services.map((service) => `${service}.${region}.amazonaws.com`);
  const allowed = { Sid: "Key", Effect: "Allow", Resource: [dataKey] } as const;
  // What DynamoDB and S3 ask in the caller's name; the list is AWS's own for tables with a customer key.
  const actions = [
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:DescribeKey",
  ];
  return [{ ...allowed, Action: actions, Condition: { StringEquals: { "kms:ViaService": through } } }];
}

const document = (...statements: readonly Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});

function officialStatements(who: string, holdings: Holdings): readonly Statement[] {
  const { evidence, archive, work } = holdings;
  return [
    onTable("Rows", [...READ, ...WRITE], everywhere(holdings), [`${who}#`]),
    objects(
      "Files",
      ["s3:GetObject", "s3:PutObject"],
      [`${evidence}/${who}/*`, `${archive}/${who}/*`, `${work}/${who}/*`],
    ),
  ];
}

function projectorStatements(who: string, holdings: Holdings): readonly Statement[] {
  // Besides projections a projector writes down what it used.
  const own = [...PROJECTED_PARTITIONS, "usage"].map((partition) => `${who}#${partition}#`);
  return [
    onTable("Sources", READ, everywhere(holdings), [`${who}#`]),
    onTable("Projections", PUT, [holdings.table], [...own, `public#${who}#`]),
    onTable("Standing", ["dynamodb:GetItem"], [holdings.table], [`public#${who}#`]),
    objects("Snapshots", ["s3:GetObject"], [`${holdings.archive}/${who}/*`]),
  ];
}

function operatorStatements(who: string, holdings: Holdings): readonly Statement[] {
  const { evidence, archive, work } = holdings;
  const prefixes = [`${who}#`, `public#${who}#`, "identity#", "platform#"];
  return [
    onTable("Rows", [...READ, ...WRITE], everywhere(holdings), prefixes),
    objects(
      "Files",
      ["s3:GetObject", "s3:PutObject"],
      [`${evidence}/${who}/*`, `${archive}/${who}/*`, `${work}/${who}/*`],
    ),
  ];
}

const STATEMENTS: Readonly<Record<Scope, (who: string, holdings: Holdings) => readonly Statement[]>> = {
  official: officialStatements,
  projector: projectorStatements,
  operator: operatorStatements,
};

/**
 * What a session of one tenant may do. The same text twice: as session policy with the tenant's slug, and as policy of
 * the role that is assumed with `TENANT_VARIABLE` in its place.
 */
export const tenantPolicy = (scope: Scope, who: string, holdings: Holdings): PolicyDocument =>
  document(...STATEMENTS[scope](who, holdings), ...withKey(holdings, ["dynamodb", "s3"]));

const assuming = (role: string): Statement => ({
  Sid: "Session",
  Effect: "Allow",
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Resource: [role],
});

const QUESTIONS = ["dynamodb:GetItem", "dynamodb:Query"] as const;

const streamStatements = ({ stream }: Holdings): readonly Statement[] => [
  {
    Sid: "Stream",
    Effect: "Allow",
    Action: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
    Resource: [stream],
  },
  // Whoever ties a function to a stream asks for it; it knows no resource, and tells names only.
  { Sid: "StreamNames", Effect: "Allow", Action: ["dynamodb:ListStreams"], Resource: ["*"] },
];

const onSigningKey = (sid: string, action: string, { signingKey }: Holdings): Statement => ({
  Sid: sid,
  Effect: "Allow",
  Action: [action],
  Resource: [signingKey],
});

/** On its own role and not on a session: whoever answers the internet never sends a mail. And from one address only. */
const mailing = ({ mail }: Holdings): readonly Statement[] =>
  mail === null
    ? []
    : [
        {
          Sid: "Mail",
          Effect: "Allow",
          Action: ["ses:SendEmail"],
          Resource: [mail.identity],
          Condition: { StringEquals: { "ses:FromAddress": mail.from } },
        },
      ];

const OWN_STATEMENTS: Readonly<Record<FunctionName, (holdings: Holdings) => readonly Statement[]>> = {
  api: ({ table, archive }) => [
    onTable("SignIn", QUESTIONS, [table], ["identity#"]),
    // Tells that the store answers, and nothing of what is in it.
    objects("Health", ["s3:GetBucketLocation"], [archive]),
  ],
  public: ({ table }) => [onTable("Published", QUESTIONS, [table], ["public#"])],
  province: ({ table }) => [onTable("Compared", QUESTIONS, [table], ["province#"])],
  projector: streamStatements,
  // On its own role and not on a session: whoever answers the internet never makes a seal.
  worker: (holdings) => [...streamStatements(holdings), onSigningKey("Seal", "kms:Sign", holdings)],
  jobs: (holdings) => [
    onTable("Tenants", QUESTIONS, [holdings.table], ["platform#tenants"]),
    onTable("Usage", [...READ, "dynamodb:PutItem"], [holdings.table], ["platform#usage#"]),
    ...mailing(holdings),
  ],
  operator: (holdings) => [
    onTable("House", [...READ, ...WRITE], [holdings.table], ["platform#", "identity#"]),
    // Enough to check a seal, not to make one.
    onSigningKey("PublicKey", "kms:GetPublicKey", holdings),
  ],
};

/**
 * What a function may do before it takes a session, or without ever taking one. `tenantRole` gives the ARN of the role
 * that sessions of a scope are taken from.
 */
export function functionPolicy(
  name: FunctionName,
  holdings: Holdings,
  tenantRole: (scope: Scope) => string,
): PolicyDocument {
  const scope = SCOPE_OF[name];
  const session = scope === null ? [] : [assuming(tenantRole(scope))];
  return document(...OWN_STATEMENTS[name](holdings), ...session, ...withKey(holdings, ["dynamodb"]));
}
