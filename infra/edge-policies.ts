import { securityHeaders, siteHeaders } from "../packages/functions/src/http/security.ts";
import { EDGE_KEY_HEADER, HOST_HEADER } from "../packages/functions/src/http/edge.ts";
import { workBucket } from "./buckets.ts";
import { CODE_QUERY, YEAR_QUERY } from "./edge-code.ts";
import { edgeKeys } from "./edge-keys.ts";
import { foundation } from "./foundation.ts";
import { named, REGION } from "./stage.ts";

/* What the CDN keeps, under which key, and which headers it adds. */

type Headers = Readonly<Record<string, string>>;

const seconds = (policy: string): number => Number(/max-age=(\d+)/.exec(policy)?.[1] ?? 0);

/** CloudFront wants the headers it knows in fields of their own, and refuses them among the others. */
function inFields(headers: Headers, override: boolean) {
  const {
    "content-security-policy": csp,
    "referrer-policy": referrer,
    "strict-transport-security": hsts,
    "x-content-type-options": nosniff,
    "x-frame-options": frame,
    ...others
  } = headers;
  return {
    securityHeadersConfig: {
      ...(csp === undefined ? {} : { contentSecurityPolicy: { contentSecurityPolicy: csp, override } }),
      ...(referrer === undefined ? {} : { referrerPolicy: { referrerPolicy: referrer, override } }),
      ...(nosniff === undefined ? {} : { contentTypeOptions: { override } }),
      ...(frame === undefined ? {} : { frameOptions: { frameOption: frame, override } }),
      ...(hsts === undefined
        ? {}
        : {
            strictTransportSecurity: {
              accessControlMaxAgeSec: seconds(hsts),
              includeSubdomains: hsts.includes("includeSubDomains"),
              override,
            },
          }),
    },
    customHeadersConfig: { items: Object.entries(others).map(([header, value]) => ({ header, value, override })) },
  };
}

/** Pages of every site may load what is here. */
const FOR_EVERYBODY = {
  accessControlAllowCredentials: false,
  accessControlAllowHeaders: { items: ["*"] },
  accessControlAllowMethods: { items: ["GET", "HEAD"] },
  accessControlAllowOrigins: { items: ["*"] },
  originOverride: true,
};

type Adding = {
  readonly headers: $util.Input<Headers>;
  /** False: what the origin wrote stands. */
  readonly override: boolean;
  readonly forEverybody?: boolean;
};

function headersOf(name: string, what: string, { headers, override, forEverybody = false }: Adding) {
  const fields = $resolve([headers]).apply(([found]) => inFields(found, override));
  return new aws.cloudfront.ResponseHeadersPolicy(name, {
    name: named(what),
    securityHeadersConfig: fields.securityHeadersConfig,
    customHeadersConfig: fields.customHeadersConfig,
    ...(forEverybody ? { corsConfig: FOR_EVERYBODY } : {}),
  }).id;
}

/** Where the browser signs in. Also written into the site's own settings. */
export const signInEndpoint = `https://cognito-idp.${REGION}.amazonaws.com/`;
const bucketHost = (bucket: string): string => `https://${bucket}.s3.${REGION}.amazonaws.com`;

const contentPolicy = $resolve([foundation.evidenceBucket, workBucket.bucket] as const).apply(([evidence, work]) =>
  siteHeaders({
    signIn: signInEndpoint,
    // Evidence and exports travel between browser and bucket, not through a function.
    store: [evidence, work].map(bucketHost).join(" "),
  }),
);

/** Headers of the officials' site: they come from nowhere else. */
export const siteHeadersId = headersOf("SiteHeaders", "site", { headers: contentPolicy, override: true });

/** The functions write their own; these are for answers that a gateway or the CDN gives in their place. */
export const apiHeadersId = headersOf("ApiHeaders", "api", { headers: securityHeaders("api"), override: false });
export const portalHeadersId = headersOf("PortalHeaders", "portal", {
  headers: securityHeaders("portal"),
  override: false,
});
export const assetHeadersId = headersOf("AssetHeaders", "assets", {
  headers: securityHeaders("portal"),
  override: true,
  forEverybody: true,
});

const YEAR_SECONDS = 365 * 24 * 3600;
const NONE = { cookiesConfig: { cookieBehavior: "none" } } as const;
const PACKED = { enableAcceptEncodingBrotli: true, enableAcceptEncodingGzip: true } as const;
/** The answer itself says how long it may be kept, and one that says nothing is not kept. */
const AS_TOLD = { minTtl: 0, defaultTtl: 0, maxTtl: YEAR_SECONDS } as const;

/** Files of a site: the path alone. */
export const filesCacheId = new aws.cloudfront.CachePolicy("FilesCache", {
  name: named("files"),
  ...AS_TOLD,
  parametersInCacheKeyAndForwardedToOrigin: {
    ...NONE,
    ...PACKED,
    headersConfig: { headerBehavior: "none" },
    queryStringsConfig: { queryStringBehavior: "none" },
  },
}).id;

/**
 * Public pages: by host, or one regency would be shown another's, and by the year that they are asked for. Anything else
 * a visitor adds is dropped and makes no second copy; edge-code.ts has dropped years that are none, and typed codes
 * everywhere but at their form.
 */
export const pagesCacheId = new aws.cloudfront.CachePolicy("PagesCache", {
  name: named("pages"),
  ...AS_TOLD,
  parametersInCacheKeyAndForwardedToOrigin: {
    ...NONE,
    ...PACKED,
    headersConfig: { headerBehavior: "whitelist", headers: { items: [HOST_HEADER] } },
    queryStringsConfig: {
      queryStringBehavior: "whitelist",
      queryStrings: { items: [...Object.values(YEAR_QUERY), CODE_QUERY.name] },
    },
  },
}).id;

/** Amazon's own "CachingDisabled": nothing of the officials' API is ever kept. */
export const NOTHING_KEPT_ID = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
/** Amazon's own "AllViewerExceptHostHeader": everything reaches the API but the host, by which the gateway knows itself. */
export const ALL_BUT_HOST_ID = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

/** Proves to the functions that a request came through the CDN, and says for which host where that is always the same. */
export const edgeHeaders = (host: string | null) => [
  { name: EDGE_KEY_HEADER, value: edgeKeys.sent },
  ...(host === null ? [] : [{ name: HOST_HEADER, value: host }]),
];
