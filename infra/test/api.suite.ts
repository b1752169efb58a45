import { expect, it } from "vitest";
import { PATHS } from "../../packages/functions/src/http/paths.ts";
import { ROUTES, USUAL } from "../routes.ts";
import { ACCOUNT, type Evaluation, REGION } from "./evaluation.ts";
import { at, listAt, ofType, STAGE_NAMES, type Stages, textAt, theOne } from "./found.ts";
import { homeValues } from "./parameters.ts";

const ROUTE = "aws:apigatewayv2/route:Route";

/** Whoever wants to open a door writes it here as well. */
const OPEN = [
  "GET /",
  "GET /api/health",
  "GET /api/openapi.json",
  "GET /api/public/{proxy+}",
  "GET /v/{proxy+}",
  "GET /{proxy+}",
  "HEAD /",
  "HEAD /api/public/{proxy+}",
  "HEAD /v/{proxy+}",
  "HEAD /{proxy+}",
];

const routes = (of: Evaluation) =>
  ofType(of, ROUTE).map(({ inputs }) => ({
    key: textAt(inputs, "routeKey"),
    type: inputs["authorizationType"],
    authorizer: inputs["authorizerId"],
    to: textAt(inputs, "target").replace("integrations/ApiTo", ""),
  }));

/** Which route a request takes, as API Gateway chooses: an exact path, then variables, then the longest greedy one. */
function chosen(of: Evaluation, method: string, path: string): { key: string; to: string } | undefined {
  const fits = routes(of).filter(({ key }) => {
    const [asked, pattern = ""] = key.split(" ");
    const shape = pattern.replace(/\{proxy\+\}/, ".+").replace(/\{\w+\}/g, "[^/]+");
    return asked === method && new RegExp(`^${shape}$`).test(path);
  });
  const weight = (key: string): number =>
    (key.includes("+}") ? 0 : 1_000_000) - (key.match(/\{/g) ?? []).length * 1_000 + key.length;
  return fits.sort((a, b) => weight(b.key) - weight(a.key))[0];
}

export function apiSuite(stages: () => Stages): void {
  it.each(STAGE_NAMES)("asks for a token on every route of %s but the named public ones", (stage) => {
    const found = routes(stages()[stage]);
    expect(found).toHaveLength(ROUTES.length);
    const open = found.filter(({ type }) => type !== "JWT").map(({ key }) => key);
    expect(open.sort()).toEqual(OPEN);
    const asked = found.filter(({ type }) => type === "JWT");
    expect(asked.filter(({ authorizer }) => authorizer !== "officials")).toEqual([]);
    expect(found.filter(({ key, type }) => OPEN.includes(key) && type !== "NONE")).toEqual([]);
  });

  it("gives a reason for every route that is open", () => {
    for (const { key, open } of ROUTES.filter((each) => OPEN.includes(each.key))) {
      expect([key, (open ?? "").length > 40]).toEqual([key, true]);
    }
  });

  it("has a route of its own for every operation of the officials' API", () => {
    const keys = routes(stages().production).map(({ key }) => key);
    expect(Object.keys(PATHS).length).toBeGreaterThan(30);
    expect(keys).toContain("GET /api/reports/{id}/evidence/{evidenceId}");
    for (const [method, path] of Object.values(PATHS)) {
      expect(keys).toContain(`${method} /api${path.replace(/:(\w+)/g, "{$1}")}`);
    }
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([
    ["GET", "/api/reports/rfk.2026-03.dinkes.1", "api"],
    ["POST", "/api/reports", "api"],
    ["GET", "/api/nowhere", "api"],
    ["DELETE", "/api/reports/x", "api"],
    ["GET", "/api/province/2026", "province"],
    ["GET", "/api/health", "api"],
    ["GET", "/api/public/home", "public"],
    ["HEAD", "/api/public/reports/rfk/2026-03/dinkes", "public"],
    ["GET", "/", "public"],
    ["HEAD", "/laporan/rfk/2026-03/dinkes", "public"],
    ["GET", "/lambang.svg", "public"],
    ["GET", "/wp-login.php", "public"],
  ])("leads %s %s to the function %s, as the house on one machine does", (method, path, to) => {
    expect(chosen(stages().production, method, path)?.to).toBe(to);
  });

  it("lets nobody without a token reach a function that sees more than what is published", () => {
    const reached = routes(stages().production)
      .filter(({ type }) => type === "NONE")
      .filter(({ to }) => to !== "public")
      .map(({ key }) => key);
    expect(reached.sort()).toEqual(["GET /api/health", "GET /api/openapi.json"]);
  });

  it("believes tokens of this stage's user pool for this stage's client", () => {
    const { inputs } = theOne(stages().production, "aws:apigatewayv2/authorizer:Authorizer", "ApiOfficials");
    const { userPoolId, userClientId } = homeValues("production");
    expect(inputs).toMatchObject({
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: {
        issuer: `https://cognito-idp.${REGION}.amazonaws.com/${userPoolId}`,
        audiences: [userClientId],
      },
    });
  });

  it("limits every route, those that cost much more strictly, and none so that one script empties it", () => {
    const { inputs, after } = theOne(stages().production, "aws:apigatewayv2/stage:Stage", "ApiStage");
    expect(inputs["defaultRouteSettings"]).toMatchObject({ throttlingRateLimit: 200, throttlingBurstLimit: 400 });
    const rates = Object.fromEntries(
      listAt(inputs, "routeSettings").map((each) => [
        textAt(each, "routeKey"),
        [at(each, "throttlingRateLimit"), at(each, "throttlingBurstLimit")],
      ]),
    );
    expect(rates).toMatchObject({
      "POST /api/reports/{id}/evidence/address": [100, 200],
      "GET /api/search": [100, 200],
      "POST /api/budgets": [100, 200],
      [`POST /api${PATHS["export.request"][1]}`]: [100, 200],
      "GET /api/province/{proxy+}": [100, 200],
      "GET /api/public/{proxy+}": [350, 150],
      "GET /v/{proxy+}": [30, 50],
      "GET /": [430, 200],
      "GET /{proxy+}": [750, 330],
      "GET /api/health": [5, 10],
    });
    const known = ROUTES.map(({ key }) => key);
    expect(Object.keys(rates).filter((key) => !known.includes(key))).toEqual([]);
    // The gateway refuses settings of routes that do not stand.
    expect(after.filter((urn) => urn.includes(ROUTE))).toHaveLength(ROUTES.length);
  });

  it("lets readers ask what the public function bears, and leaves the officials a part of the account's quota", () => {
    const routes = ROUTES.filter(({ to }) => to === "public");
    const open = routes.map(({ throttle }) => throttle ?? USUAL);
    const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
    expect(open).toHaveLength(8);
    // By hand: 200 at once, 0.1 s each, or 0.8 s for a code that proves nothing: 1680 x 0.1 + 40 x 0.8 = 200.
    const tenths = routes.map(({ key, throttle }) => (throttle ?? USUAL).rate * (key.includes(" /v/") ? 8 : 1));
    expect(sum(tenths)).toBe(2000);
    // In Jakarta an account has 2500 a second and bursts of 1250.
    expect(sum(open.map(({ burst }) => burst))).toBe(900);
  });

  it("lets no page of another site ask, and lets the gateway alone call the functions", () => {
    const { production } = stages();
    expect(theOne(production, "aws:apigatewayv2/api:Api", "Api").inputs["corsConfiguration"]).toBeUndefined();
    const permissions = ofType(production, "aws:lambda/permission:Permission");
    expect(permissions).toHaveLength(3);
    for (const { inputs } of permissions) {
      expect([inputs["principal"], inputs["sourceArn"]]).toEqual([
        "apigateway.amazonaws.com",
        `arn:aws:execute-api:${REGION}:${ACCOUNT}:selaras-production-api/*`,
      ]);
    }
  });

  it("writes down every request without its address, its path or its query", () => {
    const { inputs } = theOne(stages().production, "aws:apigatewayv2/stage:Stage", "ApiStage");
    const format = textAt(inputs, "accessLogSettings", "format");
    expect(JSON.parse(format)).toMatchObject({ route: "$context.routeKey", status: "$context.status" });
    expect(format).not.toMatch(/sourceIp|context\.path|query|Authorization/i);
  });
}
