import { expect, it } from "vitest";
import { RESERVED_SLUGS } from "../../packages/core/src/kernel/id.ts";
import { securityHeaders, siteHeaders } from "../../packages/functions/src/http/security.ts";
import { ACCOUNT, type Evaluation, type Fields, type Plain, REGION } from "./evaluation.ts";
import { at, documentIn, isFields, listAt, ofType, STAGE_NAMES, type Stages, textAt, theOne } from "./found.ts";
import { edgeValues, homeValues } from "./parameters.ts";

const DOOR = "aws:cloudfront/distribution:Distribution";
const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const CACHE = "aws:cloudfront/cachePolicy:CachePolicy";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

const door = (of: Evaluation, name: "Officials" | "Visitors"): Fields => theOne(of, DOOR, name).inputs;
const behaviour = (of: Fields, path: string): Plain =>
  listAt(of, "orderedCacheBehaviors").find((each) => at(each, "pathPattern") === path) ?? null;

/** Headers that a policy adds, put together from CloudFront's fields. */
function headersOf(of: Evaluation, policy: Plain): Readonly<Record<string, string>> {
  const { inputs } = theOne(
    of,
    HEADERS,
    ofType(of, HEADERS).find((each) => each.inputs["name"] === policy)?.name ?? "",
  );
  const known = at(inputs, "securityHeadersConfig");
  const hsts = at(known, "strictTransportSecurity");
  const subdomains = at(hsts, "includeSubdomains") === true ? "; includeSubDomains" : "";
  const custom = listAt(inputs, "customHeadersConfig", "items").map((each) => [
    textAt(each, "header"),
    textAt(each, "value"),
  ]);
  return {
    "content-security-policy": textAt(known, "contentSecurityPolicy", "contentSecurityPolicy"),
    "referrer-policy": textAt(known, "referrerPolicy", "referrerPolicy"),
    "x-frame-options": textAt(known, "frameOptions", "frameOption"),
    "strict-transport-security": `max-age=${JSON.stringify(at(hsts, "accessControlMaxAgeSec"))}${subdomains}`,
    ...(isFields(at(known, "contentTypeOptions")) ? { "x-content-type-options": "nosniff" } : {}),
    ...Object.fromEntries(custom),
    ...(isFields(at(inputs, "corsConfig"))
      ? { "access-control-allow-origin": textAt(inputs, "corsConfig", "accessControlAllowOrigins", "items", 0) }
      : {}),
  };
}

const headersAt = (of: Evaluation, where: Plain) => headersOf(of, at(where, "responseHeadersPolicyId"));
const cachedBy = (of: Evaluation, where: Plain): Fields => {
  const name = at(where, "cachePolicyId");
  return ofType(of, CACHE).find(({ inputs }) => inputs["name"] === name)?.inputs ?? {};
};

export function edgeSuite(stages: () => Stages): void {
  it("gives every page of the officials' site the headers that the house on one machine gives", () => {
    const { production } = stages();
    const officials = door(production, "Officials");
    const bucket = (name: string) => `https://${name}.s3.${REGION}.amazonaws.com`;
    const expected = siteHeaders({
      signIn: `https://cognito-idp.${REGION}.amazonaws.com/`,
      store: `${bucket(homeValues("production").evidenceBucket)} ${bucket(`selaras-production-work-${ACCOUNT}`)}`,
    });
    for (const where of [at(officials, "defaultCacheBehavior"), behaviour(officials, "/assets/*")]) {
      expect(headersAt(production, where)).toEqual(expected);
    }
    expect(expected["content-security-policy"]).not.toContain("unsafe");
    expect(expected["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

  it("gives what a gateway answers in a function's place the function's headers", () => {
    const { production } = stages();
    const visitors = door(production, "Visitors");
    expect(headersAt(production, behaviour(door(production, "Officials"), "/api/*"))).toEqual(securityHeaders("api"));
    expect(headersAt(production, at(visitors, "defaultCacheBehavior"))).toEqual(securityHeaders("portal"));
    expect(headersAt(production, behaviour(visitors, "/assets/*"))).toEqual({
      ...securityHeaders("portal"),
      "access-control-allow-origin": "*",
    });
    // The function's own headers stand where it wrote any; a site's come from here alone.
    const overrides = ofType(production, HEADERS).map(({ name, inputs }) => [
      name,
      at(inputs, "securityHeadersConfig", "contentSecurityPolicy", "override"),
    ]);
    expect(Object.fromEntries(overrides)).toEqual({
      SiteHeaders: true,
      AssetHeaders: true,
      ApiHeaders: false,
      PortalHeaders: false,
    });
  });

  it("never keeps an answer of the officials' API, and no failure", () => {
    const { production } = stages();
    const api = behaviour(door(production, "Officials"), "/api/*");
    expect([at(api, "cachePolicyId"), at(api, "originRequestPolicyId")]).toEqual([
      CACHING_DISABLED,
      ALL_VIEWER_EXCEPT_HOST,
    ]);
    for (const name of ["Officials", "Visitors"] as const) {
      const kept = listAt(door(production, name), "customErrorResponses");
      expect(kept.map((each) => at(each, "errorCode"))).toEqual([
        400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504,
      ]);
      expect(new Set(kept.map((each) => at(each, "errorCachingMinTtl")))).toEqual(new Set([0]));
    }
  });

  it("keeps public pages apart by host, for as long as they say", () => {
    const { production } = stages();
    const pages = cachedBy(production, at(door(production, "Visitors"), "defaultCacheBehavior"));
    expect(pages).toMatchObject({ minTtl: 0, defaultTtl: 0, maxTtl: 31_536_000 });
    expect(pages["parametersInCacheKeyAndForwardedToOrigin"]).toEqual({
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig: { headerBehavior: "whitelist", headers: { items: ["selaras-host"] } },
      queryStringsConfig: { queryStringBehavior: "whitelist", queryStrings: { items: ["tahun", "year", "kode"] } },
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
  });

  it("keeps files by their path alone", () => {
    const { production } = stages();
    const files = [
      at(door(production, "Officials"), "defaultCacheBehavior"),
      behaviour(door(production, "Officials"), "/assets/*"),
      behaviour(door(production, "Visitors"), "/assets/*"),
    ];
    for (const where of files) {
      const kept = at(cachedBy(production, where), "parametersInCacheKeyAndForwardedToOrigin");
      expect([
        at(kept, "headersConfig", "headerBehavior"),
        at(kept, "queryStringsConfig", "queryStringBehavior"),
      ]).toEqual(["none", "none"]);
    }
  });

  it("tells the functions which host was asked for, with a key, and lets no visitor say so", () => {
    const { production } = stages();
    const headers = (name: "Officials" | "Visitors") =>
      listAt(door(production, name), "origins").flatMap((origin) =>
        listAt(origin, "customHeaders").map((each) => [at(each, "name"), at(each, "value")]),
      );
    const key = ["selaras-edge", "made-up-key-EdgeKey1"];
    expect(headers("Officials")).toEqual([key, ["selaras-host", "app.selaras.example"]]);
    // Here a function at the edge writes the host into the same header; edge-code.test.ts runs it.
    expect(headers("Visitors")).toEqual([key]);
    const code = theOne(production, "aws:cloudfront/function:Function", "VisitorsHost").inputs["code"];
    expect(code).toContain(`request.headers["selaras-host"] = { value: host }`);
    expect(code).toContain('APEX = ".selaras.example"');
    expect(code).toContain(JSON.stringify(RESERVED_SLUGS));
    expect(code).not.toContain("cookies");
  });

  it.each(STAGE_NAMES)("speaks only to who speaks securely, behind the firewall, on %s", (stage) => {
    const evaluation = stages()[stage];
    const { webAclArn } = edgeValues(stage === "personal" ? "dev" : stage);
    for (const { inputs } of ofType(evaluation, DOOR)) {
      expect(inputs).toMatchObject({
        webAclId: webAclArn,
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        enabled: true,
      });
      const behaviours = [at(inputs, "defaultCacheBehavior"), ...listAt(inputs, "orderedCacheBehaviors")];
      expect(behaviours.map((each) => at(each, "viewerProtocolPolicy"))).not.toContain("allow-all");
      expect(behaviours.every((each) => at(each, "compress") === true)).toBe(true);
      for (const origin of listAt(inputs, "origins")) {
        const gateway = at(origin, "customOriginConfig");
        if (gateway === null) expect(at(origin, "originAccessControlId")).toBe(`selaras-${evaluation.stage}-sites`);
        else
          expect([at(gateway, "originProtocolPolicy"), at(gateway, "originSslProtocols")]).toEqual([
            "https-only",
            ["TLSv1.2"],
          ]);
      }
    }
  });

  it("stands under the domain and all its regencies, with a certificate of CloudFront's region", () => {
    const { production } = stages();
    expect(door(production, "Officials")["aliases"]).toEqual(["app.selaras.example", "selaras.example"]);
    expect(door(production, "Visitors")["aliases"]).toEqual(["*.selaras.example"]);
    const { inputs } = theOne(production, "aws:acm/certificate:Certificate", "Certificate");
    expect(inputs).toMatchObject({
      region: "us-east-1",
      domainName: "selaras.example",
      subjectAlternativeNames: ["*.selaras.example"],
      validationMethod: "DNS",
    });
    for (const name of ["Officials", "Visitors"] as const) {
      expect(door(production, name)["viewerCertificate"]).toEqual({
        acmCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/Certificate`,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      });
    }
    const records = ofType(production, "aws:route53/record:Record").map(({ inputs: { name, type } }) => [name, type]);
    expect(records).toContainEqual(["*.selaras.example", "A"]);
    expect(records).toContainEqual(["app.selaras.example", "AAAA"]);
  });

  it("takes a given certificate, and keeps no records of a zone that is kept elsewhere", () => {
    const { staging } = stages();
    expect(ofType(staging, "aws:acm/certificate:Certificate")).toEqual([]);
    expect(ofType(staging, "aws:route53/record:Record")).toEqual([]);
    expect(at(door(staging, "Visitors"), "viewerCertificate", "acmCertificateArn")).toBe(
      "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d",
    );
  });

  it("lives without a domain under the names that CloudFront gives", () => {
    const { personal } = stages();
    for (const { inputs } of ofType(personal, DOOR)) {
      expect([inputs["aliases"], inputs["viewerCertificate"]]).toEqual([[], { cloudfrontDefaultCertificate: true }]);
    }
    expect(personal.outputs).toMatchObject({
      officials: "https://officials.cloudfront.net",
      visitors: "visitors.cloudfront.net",
    });
    const code = theOne(personal, "aws:cloudfront/function:Function", "VisitorsHost").inputs["code"];
    expect(code).toContain("selaras-look");
  });

  it("keeps hashed files for ever, asks for all others again, and puts pages up last", () => {
    const { production } = stages();
    const objects = ofType(production, OBJECT).filter(({ name }) => /^(Web|PortalAssets):/.test(name));
    const key = ({ inputs }: { readonly inputs: Fields }): string => textAt(inputs, "key");
    const hashed = objects.filter((each) => key(each).startsWith("assets/"));
    expect(hashed.length).toBeGreaterThan(20);
    expect(new Set(hashed.map(({ inputs }) => inputs["cacheControl"]))).toEqual(
      new Set(["public, max-age=31536000, immutable"]),
    );
    const others = objects.filter((each) => !hashed.includes(each));
    expect(others.map(key).sort()).toEqual([
      "config.json",
      "index.html",
      "offline-worker.js",
      "selaras.svg",
      "selaras.webmanifest",
    ]);
    expect(new Set(others.map(({ inputs }) => inputs["cacheControl"]))).toEqual(new Set(["no-cache"]));
    // An opened page may still ask for the files of before: forgetting a file does not delete it.
    expect(hashed.every(({ retainOnDelete }) => retainOnDelete)).toBe(true);
    const page = theOne(production, OBJECT, "Web:index.html");
    expect(page.after.filter((urn) => urn.includes("Web:assets/")).length).toBeGreaterThan(20);
  });

  it("has the public site's files in place before the function that names them", () => {
    const { production } = stages();
    const { after } = theOne(production, "aws:lambda/function:Function", "PublicFunction");
    const names = ofType(production, OBJECT).filter(({ name }) => name.startsWith("PortalAssets:"));
    expect(names.length).toBeGreaterThan(2);
    for (const { urn } of names) expect(after).toContain(urn);
  });

  it("tells the officials' site what its stage is", () => {
    const config = (of: Evaluation): unknown =>
      JSON.parse(textAt(theOne(of, OBJECT, "Web:config.json").inputs, "content"));
    expect(config(stages().production)).toEqual({
      userPool: homeValues("production").userPoolId,
      userClient: homeValues("production").userClientId,
      signInEndpoint: `https://cognito-idp.${REGION}.amazonaws.com/`,
      base: "selaras.example",
    });
  });

  it("lets each site be read by its own door alone", () => {
    const { production } = stages();
    const readers = [
      ["Web", "officials"],
      ["PortalAssets", "visitors"],
    ] as const;
    for (const [name, reader] of readers) {
      const [, allowed] = documentIn(
        theOne(production, "aws:s3/bucketPolicy:BucketPolicy", `${name}Policy`),
        "policy",
      ).Statement;
      expect(allowed).toMatchObject({
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: ["s3:GetObject", "s3:ListBucket"],
        Condition: { StringEquals: { "AWS:SourceArn": `arn:aws:cloudfront::${ACCOUNT}:distribution/${reader}` } },
      });
    }
  });

  it("writes down who asked the doors for what, into a bucket in the country", () => {
    const { production } = stages();
    const sources = ofType(production, "aws:cloudwatch/logDeliverySource:LogDeliverySource");
    expect(sources.map(({ inputs }) => `${textAt(inputs, "region")} ${textAt(inputs, "resourceArn")}`).sort()).toEqual(
      ["officials", "visitors"].map((id) => `us-east-1 arn:aws:cloudfront::${ACCOUNT}:distribution/${id}`),
    );
    const [place] = ofType(production, "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination");
    expect(at(place?.inputs ?? null, "deliveryDestinationConfiguration", "destinationResourceArn")).toBe(
      `arn:aws:s3:::selaras-production-access-logs-${ACCOUNT}`,
    );
    for (const { inputs } of ofType(production, "aws:cloudwatch/logDelivery:LogDelivery")) {
      expect(inputs["recordFields"]).not.toContain("cs-uri-query");
      expect(inputs["recordFields"]).not.toContain("cs(Cookie)");
    }
  });
}
