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
 * A ceiling on what a route can cost, not a rule of fairness: the gateway counts all regencies together and cannot tell
 * who asks, so a tighter one would let a single script empty the route for everybody. Fairness per person and regency is
 * core's (packages/core/src/limit). A 429 of the gateway also makes a tab wait with everything, hence so much room.
 */
const CEILING: Throttle = { rate: 100, burst: 200 };

/** Where one request costs much: addresses to upload to, a search, a unit's whole budget, files made or read in. */
const STRICTER: readonly RegExp[] = [
  /^evidence\.announce$/,
  /^search\./,
  /^budget\.record$/,
  /^audit\./,
  /^export\.request$/,
  /^rollup\.(period|region)$/,
  /^report\.draw(Preview)?$/,
  /^consistency\.board$/,
  /^import\./,
];

const throttleOf = (operation: string): Throttle | null =>
  STRICTER.some((pattern) => pattern.test(operation)) ? CEILING : null;

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

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/**
 * The public function runs 200 times at once (functions.ts) and answers in about 0.1 s; a code that proves nothing keeps
 * one of them for 0.8 s (`LIMITS.unknownCodeMilliseconds`). 1680 x 0.1 s + 40 x 0.8 s = 200 at once, which its routes
 * share out here: guessing codes takes a sixth at most, and leaves the pages theirs. Together no more: an account in
 * Jakarta is given 2500 a second, 1250 at a burst, for all its APIs, and what readers may not take is left for the
 * officials. Readers hardly come so far: the CDN answers for most.
 */
const PUBLIC: Readonly<Record<"page" | "home" | "question" | "head" | "code" | "codeHead", Throttle>> = {
  page: { rate: 750, burst: 330 },
  home: { rate: 430, burst: 200 },
  question: { rate: 350, burst: 150 },
  head: { rate: 50, burst: 50 },
  code: { rate: 30, burst: 50 },
  codeHead: { rate: 10, burst: 20 },
};

const published = (path: string, throttle: Throttle, head: Throttle = PUBLIC.head): readonly Route[] => [
  ...every(["GET"], path, { to: "public", open: PUBLISHED, throttle }),
  ...every(["HEAD"], path, { to: "public", open: PUBLISHED, throttle: head }),
];

export const ROUTES: readonly Route[] = [
  ...officials,
  ...every(METHODS, "/api/{proxy+}", { to: "api", open: null, throttle: null }),
  ...every(["GET"], "/api/province/{proxy+}", { to: "province", open: null, throttle: CEILING }),
  ...every(["GET"], "/api/health", { to: "api", open: ALIVE, throttle: { rate: 5, burst: 10 } }),
  ...every(["GET"], "/api/openapi.json", { to: "api", open: DESCRIPTION, throttle: { rate: 5, burst: 10 } }),
  ...published("/api/public/{proxy+}", PUBLIC.question),
  ...published("/v/{proxy+}", PUBLIC.code, PUBLIC.codeHead),
  ...published("/", PUBLIC.home),
  ...published("/{proxy+}", PUBLIC.page),
];
