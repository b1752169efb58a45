import { existsSync, readdirSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { bucketPolicy, privateBucket } from "./buckets.ts";

/** What the sites are made of. A file of another kind must be given its type here before it can be deployed. */
const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".woff2": "font/woff2",
};

/** Names with a hash in them never change their content; everything else is asked for again every time. */
export const LASTING = "public, max-age=31536000, immutable";
export const ASKED_AGAIN = "no-cache";
const isHashed = (key: string): boolean => key.startsWith("assets/");

/** Names of a built site's files. @throws Error when it was not built. */
function filesOf(folder: string, mustHold: string): readonly string[] {
  const root = join($cli.paths.root, folder);
  if (!existsSync(join(root, mustHold))) throw new Error(`${folder} was not built: see "Deploying" in infra/README.md`);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

function upload(name: string, bucket: aws.s3.Bucket, folder: string, key: string, after: aws.s3.BucketObjectv2[]) {
  const contentType = TYPES[extname(key)];
  if (contentType === undefined) throw new Error(`${folder}/${key}: files of this kind have no type in infra/sites.ts`);
  return new aws.s3.BucketObjectv2(
    `${name}:${key}`,
    {
      bucket: bucket.id,
      key,
      source: new $util.asset.FileAsset(join($cli.paths.root, folder, key)),
      contentType,
      cacheControl: isHashed(key) ? LASTING : ASKED_AGAIN,
    },
    // A page that somebody opened before the deployment still asks for the files of its time: a file that is no longer
    // part of the site is forgotten here and stays in the bucket.
    { retainOnDelete: true, dependsOn: after },
  );
}

/** Uploads a built site: first what pages refer to, then the pages. */
function uploadSite(name: string, bucket: aws.s3.Bucket, folder: string, mustHold: string) {
  const keys = filesOf(folder, mustHold);
  const hashed = keys.filter(isHashed).map((key) => upload(name, bucket, folder, key, []));
  const pages = keys.filter((key) => !isHashed(key)).map((key) => upload(name, bucket, folder, key, hashed));
  return { keys, files: [...hashed, ...pages] } as const;
}

export type Site = {
  readonly name: string;
  readonly bucket: aws.s3.Bucket;
  /** Paths of the files at the root of the site, such as `/offline-worker.js`. */
  readonly roots: readonly string[];
  readonly files: readonly aws.s3.BucketObjectv2[];
};

function site(name: string, what: string, folder: string, mustHold: string): Site {
  const bucket = privateBucket(name, what);
  const { keys, files } = uploadSite(name, bucket, folder, mustHold);
  return { name, bucket, files, roots: keys.filter((key) => !isHashed(key)).map((key) => `/${key}`) };
}

/** The officials' site. */
export const web = site("Web", "web", "packages/web/dist", "index.html");
/** Style sheet, font and script of the public site; its pages come from the function. */
export const portalAssets = site("PortalAssets", "portal", "packages/portal/dist/client", "assets");

/** Lets one distribution read a site, and nobody else. */
export function readableBy(distribution: aws.cloudfront.Distribution, { name, bucket }: Site): void {
  bucketPolicy(
    name,
    bucket,
    $resolve([bucket.arn, distribution.arn] as const).apply(([arn, source]) => [
      {
        Sid: "Distribution",
        Effect: "Allow" as const,
        Principal: { Service: "cloudfront.amazonaws.com" },
        // Whoever may not list is told "forbidden" for what is not there; a missing file shall be a plain 404.
        Action: ["s3:GetObject", "s3:ListBucket"],
        Resource: [arn, `${arn}/*`],
        Condition: { StringEquals: { "AWS:SourceArn": source } },
      },
    ]),
  );
}
