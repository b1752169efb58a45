import { RESERVED_SLUGS } from "../packages/core/src/kernel/id.ts";
import { api } from "./api.ts";
import { accessLogs, workBucket } from "./buckets.ts";
import { leadTo, viewerCertificate } from "./domain.ts";
import { officialsPages, passChosenHost, passHost } from "./edge-code.ts";
import {
  ALL_BUT_HOST_ID,
  apiHeadersId,
  assetHeadersId,
  edgeHeaders,
  filesCacheId,
  NOTHING_KEPT_ID,
  pagesCacheId,
  portalHeadersId,
  signInEndpoint,
  siteHeadersId,
} from "./edge-policies.ts";
import { foundation } from "./foundation.ts";
import { functions } from "./functions.ts";
import { ASKED_AGAIN, portalAssets, readableBy, type Site, web } from "./sites.ts";
import { domain, EDGE_REGION, named } from "./stage.ts";

/*
 * Two doors. The officials' door serves their site and the whole API and keeps nothing of it; the visitors' door serves
 * every regency by its host name, reads only, and keeps pages for as long as they say. One door for both would have to
 * decide by code, at every request, what each of them may keep and which headers it gets.
 */

const readAccess = new aws.cloudfront.OriginAccessControl("SiteAccess", {
  name: named("sites"),
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});

const SITE = "site";
const API = "api";

const siteOrigin = ({ bucket }: Site) => ({
  originId: SITE,
  domainName: bucket.bucketRegionalDomainName,
  originAccessControlId: readAccess.id,
});

const apiOrigin = (host: string | null) => ({
  originId: API,
  domainName: api.apiEndpoint.apply((endpoint) => new URL(endpoint).host),
  customHeaders: edgeHeaders(host),
  customOriginConfig: {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
    originReadTimeout: 30,
  },
});

const atViewer = (name: string, what: string, code: string) => [
  {
    eventType: "viewer-request",
    functionArn: new aws.cloudfront.Function(name, {
      name: named(what),
      runtime: "cloudfront-js-2.0",
      publish: true,
      code,
    }).arn,
  },
];

const READING = ["GET", "HEAD"];
const READ_ONLY = { allowedMethods: READING, cachedMethods: READING };
const EVERYTHING = {
  allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
  cachedMethods: READING,
};
const ALWAYS = { viewerProtocolPolicy: "redirect-to-https", compress: true } as const;

/** A failure of the API is over when it is over: without this the CDN would repeat it for ten seconds. */
const FAILURES_NOT_KEPT = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((errorCode) => ({
  errorCode,
  errorCachingMinTtl: 0,
}));

const COMMON = {
  enabled: true,
  isIpv6Enabled: true,
  httpVersion: "http2and3",
  // Everywhere but South America, Australia and New Zealand.
  priceClass: "PriceClass_200",
  webAclId: foundation.webAclArn,
  viewerCertificate,
  restrictions: { geoRestriction: { restrictionType: "none" } },
  customErrorResponses: FAILURES_NOT_KEPT,
} as const;

const filesOf = (headers: $util.Input<string>) => ({
  ...ALWAYS,
  ...READ_ONLY,
  targetOriginId: SITE,
  cachePolicyId: filesCacheId,
  responseHeadersPolicyId: headers,
});

/** A key that the doors send is known to the functions first. */
const afterFunctions = { dependsOn: [functions.api, functions.public, functions.province] };

const CONFIG = "config.json";

/** No regency can be called "app", so a host that begins with it contradicts nobody's choice. */
const OFFICIALS_HOST = domain?.app ?? "app";

export const officialsDoor = new aws.cloudfront.Distribution(
  "Officials",
  {
    ...COMMON,
    comment: `${named("officials")}: site and API`,
    aliases: domain === null ? [] : [domain.app, domain.apex],
    origins: [siteOrigin(web), apiOrigin(OFFICIALS_HOST)],
    defaultCacheBehavior: {
      ...filesOf(siteHeadersId),
      functionAssociations: atViewer(
        "OfficialsPages",
        "officials-pages",
        officialsPages([...web.roots, `/${CONFIG}`], domain?.app ?? null),
      ),
    },
    orderedCacheBehaviors: [
      { pathPattern: "/assets/*", ...filesOf(siteHeadersId) },
      {
        pathPattern: "/api/*",
        ...ALWAYS,
        ...EVERYTHING,
        targetOriginId: API,
        cachePolicyId: NOTHING_KEPT_ID,
        originRequestPolicyId: ALL_BUT_HOST_ID,
        responseHeadersPolicyId: apiHeadersId,
      },
    ],
  },
  afterFunctions,
);

export const visitorsDoor = new aws.cloudfront.Distribution(
  "Visitors",
  {
    ...COMMON,
    comment: `${named("visitors")}: public sites of all regencies`,
    aliases: domain === null ? [] : [`*.${domain.apex}`],
    origins: [siteOrigin(portalAssets), apiOrigin(null)],
    defaultCacheBehavior: {
      ...ALWAYS,
      ...READ_ONLY,
      targetOriginId: API,
      cachePolicyId: pagesCacheId,
      responseHeadersPolicyId: portalHeadersId,
      functionAssociations: atViewer(
        "VisitorsHost",
        "visitors-host",
        domain === null ? passChosenHost() : passHost(domain.apex, RESERVED_SLUGS),
      ),
    },
    orderedCacheBehaviors: [{ pathPattern: "/assets/*", ...filesOf(assetHeadersId) }],
  },
  afterFunctions,
);

readableBy(officialsDoor, web);
readableBy(visitorsDoor, portalAssets);

if (domain !== null) {
  leadTo("OfficialsHost", domain.app, officialsDoor);
  leadTo("OfficialsApex", domain.apex, officialsDoor);
  leadTo("VisitorsHosts", `*.${domain.apex}`, visitorsDoor);
}

export const officialsOrigin: $util.Output<string> =
  domain === null ? $interpolate`https://${officialsDoor.domainName}` : $util.output(`https://${domain.app}`);
export const visitorsBase: $util.Output<string> = domain === null ? visitorsDoor.domainName : $util.output(domain.apex);

/** What the officials' site must know of its stage; `RuntimeConfig` in packages/web/src/session/config.ts. */
new aws.s3.BucketObjectv2(`Web:${CONFIG}`, {
  bucket: web.bucket.id,
  key: CONFIG,
  contentType: "application/json; charset=utf-8",
  cacheControl: ASKED_AGAIN,
  content: $jsonStringify({
    userPool: foundation.userPoolId,
    userClient: foundation.userClientId,
    signInEndpoint,
    base: visitorsBase,
  }),
});

/** Exports are fetched by the officials' pages, and by no other site. Nothing is put from a browser: there are no imports. */
new aws.s3.BucketCorsConfiguration("WorkOrigins", {
  bucket: workBucket.id,
  corsRules: [
    {
      allowedOrigins: [officialsOrigin],
      allowedMethods: ["GET"],
      maxAgeSeconds: 600,
    },
  ],
});

/** What is written down of a request at the edge. Not what was searched for, no cookies, not where one came from. */
const LOGGED = [
  "date",
  "time",
  "x-edge-location",
  "c-ip",
  "cs-method",
  "cs(Host)",
  "cs-uri-stem",
  "sc-status",
  "sc-bytes",
  "cs(User-Agent)",
  "x-edge-result-type",
  "x-edge-request-id",
  "ssl-protocol",
  "cs-protocol-version",
  "time-taken",
  "time-to-first-byte",
];

// Delivery belongs to CloudFront's region; the logs themselves lie here.
const logDestination = new aws.cloudwatch.LogDeliveryDestination("AccessLogsPlace", {
  region: EDGE_REGION,
  name: named("access-logs"),
  outputFormat: "json",
  deliveryDestinationConfiguration: { destinationResourceArn: accessLogs.arn },
});

function keepLog(name: string, what: string, door: aws.cloudfront.Distribution): void {
  const source = new aws.cloudwatch.LogDeliverySource(`${name}Log`, {
    region: EDGE_REGION,
    name: named(what),
    logType: "ACCESS_LOGS",
    resourceArn: door.arn,
  });
  new aws.cloudwatch.LogDelivery(`${name}LogDelivery`, {
    region: EDGE_REGION,
    deliverySourceName: source.name,
    deliveryDestinationArn: logDestination.arn,
    recordFields: LOGGED,
  });
}
keepLog("Officials", "officials", officialsDoor);
keepLog("Visitors", "visitors", visitorsDoor);
