/** What an evaluation of the deployment found. Plain data: it travels from the child process to the tests as JSON. */

export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [name: string]: Plain };
export type Fields = { readonly [name: string]: Plain };

/** A resource that the deployment would make, with what it asks for. */
export type Found = {
  readonly urn: string;
  /** Such as `aws:iam/role:Role`. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Fields;
  readonly retainOnDelete: boolean;
  /** Urns of resources that must be there first. */
  readonly after: readonly string[];
};

/** A question to Amazon: `aws:ssm/getParameter:getParameter`. */
export type Lookup = { readonly token: string; readonly inputs: Fields };

/** A bundle that SST was asked to pack for a function. */
export type Packed = { readonly name: string; readonly bundle: string; readonly handler: string };

export type Evaluation = {
  readonly stage: string;
  /** What `app()` of sst.config.ts said. */
  readonly app: Fields;
  readonly resources: readonly Found[];
  readonly lookups: readonly Lookup[];
  readonly packed: readonly Packed[];
  readonly outputs: Fields;
};

/** Value per region and name of an SSM parameter. */
export type Parameters = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the child process is told. */
export type Order = {
  /** The bundled configuration; see program.ts. */
  readonly program: string;
  readonly root: string;
  /** A folder of this evaluation alone. */
  readonly scratch: string;
  readonly stage: string;
  readonly parameters: Parameters;
};

export const ACCOUNT = "123456789012";
export const REGION = "ap-southeast-3";
export const EDGE_REGION = "us-east-1";
