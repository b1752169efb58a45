import { TenantId } from "@selaras/core/kernel/id.ts";
import {
  type FunctionName,
  functionPolicy,
  FUNCTIONS,
  type Holdings,
  type PolicyDocument,
  type Scope,
  SCOPE_OF,
  SCOPES,
  TENANT_TAG,
  TENANT_VARIABLE,
  tenantPolicy,
} from "@selaras/core/cloud/access.ts";
import * as v from "valibot";
import { type Policy, readPolicy } from "./policy.ts";
import { type Principal, refusalOf, tagKey } from "./principal.ts";

/** The local house's account and region, as its ARNs name them. */
export const LOCAL_ACCOUNT = "000000000000";
export const LOCAL_REGION = "ap-southeast-3";
const TABLE = `arn:aws:dynamodb:${LOCAL_REGION}:${LOCAL_ACCOUNT}:table/selaras-local`;

/** The things of a local house. Its stream has a new label after every fresh start, so all labels are meant. */
export const LOCAL_HOLDINGS: Holdings = {
  table: TABLE,
  stream: `${TABLE}/stream/*`,
  evidence: "arn:aws:s3:::selaras-evidence",
  archive: "arn:aws:s3:::selaras-archive",
  work: "arn:aws:s3:::selaras-work",
  dataKey: null,
  // A house names its own key by the id that the key was made with.
  signingKey: `arn:aws:kms:${LOCAL_REGION}:${LOCAL_ACCOUNT}:key/00000000-0000-4000-8000-000000000000`,
  mail: {
    identity: `arn:aws:ses:${LOCAL_REGION}:${LOCAL_ACCOUNT}:identity/selaras.test`,
    from: "kabar@selaras.test",
  },
  region: LOCAL_REGION,
};

/** ARN of the roles from which sessions of a tenant are taken; `{scope}` stands for the scope. */
export const TENANT_ROLE = `arn:aws:iam::${LOCAL_ACCOUNT}:role/selaras-local-tenant-{scope}`;
const tenantRole = (scope: Scope): string => TENANT_ROLE.replace("{scope}", scope);
const sessionArn = (role: string, session: string): string =>
  `arn:aws:sts::${LOCAL_ACCOUNT}:assumed-role/${role.slice(role.lastIndexOf("/") + 1)}/${session}`;

/** Who may do everything: for creating the table, for tests that look at all of it. */
export const ADMIN: Principal = {
  arn: `arn:aws:iam::${LOCAL_ACCOUNT}:user/selaras-local-admin`,
  rolePolicy: null,
  sessionPolicy: null,
  context: {},
};

/** What is asked of the service that gives sessions. */
export interface SessionRequest {
  readonly role: string;
  readonly sessionName: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly policy: Policy | null;
}

/** The roles of a house. */
export interface Roles {
  /** A function on its own role. */
  function(name: FunctionName): Principal;
  /** The session that a principal gets, or why it gets none (the end of AWS's sentence, with the action refused). */
  assume(caller: Principal, request: SessionRequest): Principal | { readonly action: string; readonly why: string };
}

/** Builds every role from the product's own documents. */
export function localRoles(holdings: Holdings): Roles {
  const functions = new Map(
    FUNCTIONS.map((name): [FunctionName, Principal] => [name, functionPrincipal(name, holdings)]),
  );
  const tenantRoles = new Map(
    SCOPES.map((scope) => [scope, readPolicy(tenantPolicy(scope, TENANT_VARIABLE, holdings))]),
  );
  const named = (name: FunctionName): Principal => {
    const found = functions.get(name);
    if (found === undefined) throw new Error(`There is no function ${name}`);
    return found;
  };
  const trusts = (scope: Scope, caller: Principal): boolean =>
    FUNCTIONS.some((name) => SCOPE_OF[name] === scope && named(name) === caller);
  const assume: Roles["assume"] = (caller, { role, sessionName, tags, policy }) => {
    for (const action of ["sts:AssumeRole", "sts:TagSession"]) {
      const why = refusalOf(caller, { action, resource: role, context: {} });
      if (why !== null) return { action, why };
    }
    const scope = SCOPES.find((each) => tenantRole(each) === role);
    const rolePolicy = scope && tenantRoles.get(scope);
    if (scope === undefined || rolePolicy === undefined || !trusts(scope, caller)) {
      return { action: "sts:AssumeRole", why: "because the role does not trust it" };
    }
    const tenant = tags.get(TENANT_TAG) ?? "";
    if (tags.size !== 1 || !v.is(TenantId, tenant)) {
      return {
        action: "sts:TagSession",
        why: `because the session needs the tag ${TENANT_TAG} with a slug, and no other`,
      };
    }
    return {
      arn: sessionArn(role, sessionName),
      rolePolicy,
      sessionPolicy: policy,
      context: { [tagKey(TENANT_TAG)]: tenant },
    };
  };
  return { function: named, assume };
}

/** The document of a function's own role in this house. */
export const functionDocument = (name: FunctionName, holdings: Holdings): PolicyDocument =>
  functionPolicy(name, holdings, tenantRole);

function functionPrincipal(name: FunctionName, holdings: Holdings): Principal {
  return {
    arn: sessionArn(`selaras-local-${name}`, name),
    rolePolicy: readPolicy(functionDocument(name, holdings)),
    sessionPolicy: null,
    context: {},
  };
}
