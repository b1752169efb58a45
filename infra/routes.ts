import { PATHS } from "../packages/functions/src/http/paths.ts";

/** Which requests go to which function, who is let through without signing in, and how many at a time. Pure. */

/** Requests per second on average, and how many may come at once; over all regencies together. */
export type Throttle = { readonly rate: number; readonly burst: number };

export type Route = {
  /** As API Gateway writes it: `GET /api/reports/{id}`. */
  readonly key: string;
  readonly to: "api" | "public" | "province";
  /** Why nobody needs to sign in; null: the gateway asks for a token. */
  readonly open: string | null;
  /** Null: the stage's own. */
  readonly throttle: Throttle | null;
};

export const USUAL: Throttle = { rate: 200, burst: 400 };

/**
 * Stricter where one request costs much: addresses to upload to, a search, a budget of a whole unit, anything that is
 * made for download or read in.
 */
const STRICTER: readonly (readonly [RegExp, Throttle])[] = [
  [/^evidence\.announce$/, { rate: 20, burst: 60 }],
  [/^search\./, { rate: 20, burst: 40 }],
  [/^budget\.record$/, { rate: 5, burst: 20 }],
  [/^audit\./, { rate: 10, burst: 20 }],
  // An order for a file is one small transaction; the work behind it waits in its queue.
  [/^export\.request$/, { rate: 20, burst: 60 }],
  [/^import\..+$/, { rate: 2, burst: 10 }],
];

const throttleOf = (operation: string): Throttle | null =>
  STRICTER.find(([pattern]) => pattern.test(operation))?.[1] ?? null;

const keyOf = (method: string, path: string): string => `${method} /api${path.replace(/:(\w+)/g, "{$1}")}`;

const officials = Object.entries(PATHS).map(
  ([operation, [method, path]]): Route => ({
    key: keyOf(method, path),
    to: "api",
    open: null,
    throttle: throttleOf(operation),
  }),
);

const ALIVE = "Whether the house stands is asked by machines that have no account, and says nothing else.";
const DESCRIPTION = "What the API can do is no secret; it is made from the code and holds nobody's records.";
const PUBLISHED = "Published figures are for everybody; the function that answers can read nothing else.";

/** One method each: what matches a method exactly wins over ANY, and would decide between two greedy paths. */
const every = (methods: readonly string[], path: string, rest: Omit<Route, "key">): readonly Route[] =>
  methods.map((method) => ({ ...rest, key: `${method} ${path}` }));

const READING = ["GET", "HEAD"];
const METHODS = [...READING, "POST", "PUT", "PATCH", "DELETE"];

export const ROUTES: readonly Route[] = [
  ...officials,
  ...every(METHODS, "/api/{proxy+}", { to: "api", open: null, throttle: null }),
  ...every(["GET"], "/api/province/{proxy+}", { to: "province", open: null, throttle: { rate: 10, burst: 20 } }),
  ...every(["GET"], "/api/health", { to: "api", open: ALIVE, throttle: { rate: 5, burst: 10 } }),
  ...every(["GET"], "/api/openapi.json", { to: "api", open: DESCRIPTION, throttle: { rate: 5, burst: 10 } }),
  ...every(READING, "/api/public/{proxy+}", { to: "public", open: PUBLISHED, throttle: { rate: 50, burst: 100 } }),
  ...every(READING, "/", { to: "public", open: PUBLISHED, throttle: { rate: 100, burst: 200 } }),
  ...every(READING, "/{proxy+}", { to: "public", open: PUBLISHED, throttle: { rate: 100, burst: 200 } }),
];
