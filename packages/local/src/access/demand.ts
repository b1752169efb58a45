import type { RequestContext } from "./condition.ts";

/** One thing that a request asks for. A request passes when all of its demands do. */
export interface Demand {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  readonly context: RequestContext;
  /** What the gate asks though IAM does not, as a part of the sentence that refuses; absent where IAM asks the same. */
  readonly beyond?: string;
  /** Refused whatever the policies say. */
  readonly never?: true;
}
