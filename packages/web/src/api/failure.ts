import { t } from "../i18n/index.ts";

export type FieldProblem = { readonly path: string; readonly message: string };

/** Anything a call of the API can end in besides its reply. `message` is ready to be shown. */
export class ApiFailure extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** `<module>.<reason>` of the server, or `network`, `offline`, `cancelled` of this device. */
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string;

  constructor(status: number, code: string, message: string, requestId: string, fields: readonly FieldProblem[] = []) {
    super(message);
    this.name = "ApiFailure";
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.requestId = requestId;
  }

  /** No answer came: the same command may be sent again later. */
  get unanswered(): boolean {
    return this.status === 0;
  }
}

const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === "object" && x !== null;
const isField = (x: unknown): x is FieldProblem =>
  isRecord(x) && typeof x["path"] === "string" && typeof x["message"] === "string";

/** The failure that an answer of the server describes; answers of other makers (a proxy, a gateway) are told by status. */
export function failureOf(status: number, body: unknown, sentId: string): ApiFailure {
  const told = isRecord(body) && isRecord(body["error"]) ? body["error"] : {};
  const { code, message, requestId, fields } = told;
  return new ApiFailure(
    status,
    typeof code === "string" ? code : `http.${status}`,
    typeof message === "string" ? message : t.failure.status(status),
    typeof requestId === "string" ? requestId : sentId,
    Array.isArray(fields) ? fields.filter(isField) : [],
  );
}

/** No answer: either the device knows that it is offline, or the way to the server is broken. */
export const noAnswer = (sentId: string, offline: boolean): ApiFailure =>
  new ApiFailure(0, offline ? "offline" : "network", offline ? t.failure.offline : t.failure.network, sentId);

/** The person gave an act up while it waited. In doubt: an attempt before that was never answered. */
export const cancelled = (sentId: string, inDoubt: boolean): ApiFailure =>
  new ApiFailure(0, "cancelled", inDoubt ? t.failure.cancelledInDoubt : t.failure.cancelled, sentId);

/** Whatever was thrown, as a failure with a sentence. */
export const asFailure = (thrown: unknown): ApiFailure =>
  thrown instanceof ApiFailure ? thrown : new ApiFailure(0, "unexpected", t.failure.unexpected, "");
