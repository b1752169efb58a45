import { foundation } from "./foundation.ts";
import { functions } from "./functions.ts";
import { ROUTES, type Route, USUAL } from "./routes.ts";
import { isProduction, metricsNamespace, named, REGION } from "./stage.ts";

/*
 * One HTTP API before the functions that answer requests. It checks the token of every officials' request before any
 * code of ours runs; the function checks it again and asks the table who that is. The CDN stands before it: it has no
 * CORS rules, because pages and API share a host.
 */
const DAYS_KEPT = isProduction ? 90 : 14;
const ANSWER_MS = 29_000;

export const api = new aws.apigatewayv2.Api("Api", {
  name: named("api"),
  protocolType: "HTTP",
  description: "Officials, provinces and public pages of Selaras",
});

const authorizer = new aws.apigatewayv2.Authorizer("ApiOfficials", {
  apiId: api.id,
  name: "officials",
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: {
    issuer: $interpolate`https://cognito-idp.${REGION}.amazonaws.com/${foundation.userPoolId}`,
    // Cognito's access tokens name the client in `client_id`, which the gateway takes where there is no audience.
    audiences: [foundation.userClientId],
  },
});

function integration(name: Route["to"]): aws.apigatewayv2.Integration {
  const answering = functions[name];
  new aws.lambda.Permission(`ApiCalls${name}`, {
    action: "lambda:InvokeFunction",
    function: answering.name,
    principal: "apigateway.amazonaws.com",
    sourceArn: $interpolate`${api.executionArn}/*`,
  });
  return new aws.apigatewayv2.Integration(`ApiTo${name}`, {
    apiId: api.id,
    integrationType: "AWS_PROXY",
    integrationUri: answering.arn,
    payloadFormatVersion: "2.0",
    timeoutMilliseconds: ANSWER_MS,
  });
}

const integrations = {
  api: integration("api"),
  public: integration("public"),
  province: integration("province"),
} as const satisfies Record<Route["to"], unknown>;

const routes = ROUTES.map(
  ({ key, to, open }) =>
    new aws.apigatewayv2.Route(`Api:${key}`, {
      apiId: api.id,
      routeKey: key,
      target: $interpolate`integrations/${integrations[to].id}`,
      ...(open === null ? { authorizationType: "JWT", authorizerId: authorizer.id } : { authorizationType: "NONE" }),
    }),
);

const accessLog = new aws.cloudwatch.LogGroup("ApiLog", {
  name: `/aws/vendedlogs/${named("api")}`,
  retentionInDays: DAYS_KEPT,
  kmsKeyId: foundation.logKeyArn,
});

/** What is written down of a request. Neither the path, which holds ids, nor who sent it: the functions' logs have both. */
const LOGGED = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  route: "$context.routeKey",
  status: "$context.status",
  latencyMs: "$context.responseLatency",
  functionMs: "$context.integrationLatency",
  functionError: "$context.integrationErrorMessage",
  authorizer: "$context.authorizer.error",
  bytes: "$context.responseLength",
} as const;

export const apiStage = new aws.apigatewayv2.Stage(
  "ApiStage",
  {
    apiId: api.id,
    name: "$default",
    autoDeploy: true,
    accessLogSettings: { destinationArn: accessLog.arn, format: JSON.stringify(LOGGED) },
    defaultRouteSettings: {
      throttlingRateLimit: USUAL.rate,
      throttlingBurstLimit: USUAL.burst,
      detailedMetricsEnabled: true,
    },
    routeSettings: ROUTES.flatMap(({ key, throttle }) =>
      throttle === null
        ? []
        : [
            {
              routeKey: key,
              throttlingRateLimit: throttle.rate,
              throttlingBurstLimit: throttle.burst,
              detailedMetricsEnabled: true,
            },
          ],
    ),
  },
  // Settings of a route that does not stand yet are refused.
  { dependsOn: routes },
);

/** Numbers of the gateway's own refusals, beside the ones that the functions write. */
export const GATEWAY_NAMESPACE = `${metricsNamespace}/Gateway`;
/** Answers that the gateway gave itself, by status: no function was asked, so no function's log or number has them. */
export const GATEWAY_REFUSALS = { GatewayUnauthenticated: "401", GatewayLimited: "429" } as const;

// A value that there is none of is written as a dash: where no function was asked, its time.
for (const [metric, status] of Object.entries(GATEWAY_REFUSALS)) {
  new aws.cloudwatch.LogMetricFilter(metric, {
    name: named(`gateway-${status}`),
    logGroupName: accessLog.name,
    pattern: `{ ($.status = "${status}") && ($.functionMs = "-") }`,
    metricTransformation: { name: metric, namespace: GATEWAY_NAMESPACE, value: "1", unit: "Count" },
  });
}
