import type { Authenticated } from "./authentication.ts";
import type { Bucket } from "./buckets.ts";
import type { StoreContext } from "./context.ts";
import { corsRules } from "./cors.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";
import { emptyReply, type Reply, xmlReply } from "./reply.ts";
import type { StoreRequest } from "./request.ts";
import { readDocument } from "./upload-body.ts";
import { branch, readXml, textOf } from "./xml.ts";

interface Setting {
  /** Root element of its document; absent for the policy, which is JSON. */
  readonly root?: string;
  /** What S3 answers before it was set; absent where it answers an empty document. */
  readonly absent?: RefusalCode;
}

/**
 * Subresources that are stored and returned. Only `versioning` and `cors` have an effect here: the store enforces
 * neither policy, encryption nor lifecycle.
 */
const SETTINGS: Readonly<Record<string, Setting>> = {
  cors: { root: "CORSConfiguration", absent: "NoSuchCORSConfiguration" },
  encryption: {
    root: "ServerSideEncryptionConfiguration",
    absent: "ServerSideEncryptionConfigurationNotFoundError",
  },
  lifecycle: { root: "LifecycleConfiguration", absent: "NoSuchLifecycleConfiguration" },
  notification: { root: "NotificationConfiguration" },
  "object-lock": { root: "ObjectLockConfiguration", absent: "ObjectLockConfigurationNotFoundError" },
  ownershipControls: { root: "OwnershipControls", absent: "OwnershipControlsNotFoundError" },
  policy: { absent: "NoSuchBucketPolicy" },
  publicAccessBlock: { root: "PublicAccessBlockConfiguration", absent: "NoSuchPublicAccessBlockConfiguration" },
  tagging: { root: "Tagging", absent: "NoSuchTagSet" },
  versioning: { root: "VersioningConfiguration" },
};

/** The name of the setting a request is about, or undefined when it is about the bucket itself. */
export function requestedSetting(request: StoreRequest): string | undefined {
  return Object.keys(SETTINGS).find((name) => request.query.has(name));
}

/** GET, PUT or DELETE of a setting. */
export async function answerSetting(
  context: StoreContext,
  bucket: Bucket,
  name: string,
  request: StoreRequest,
  caller: Authenticated,
): Promise<Reply> {
  if (request.method === "GET") return readSetting(bucket, name);
  if (request.method === "PUT") {
    const document = await readDocument(request, caller);
    const effect = effectOf(name, document);
    await context.buckets.change(bucket.name, (now) => ({
      ...now,
      ...effect,
      settings: { ...now.settings, [name]: document },
    }));
    return emptyReply(200);
  }
  if (request.method !== "DELETE" || name === "versioning") throw new Refusal("MethodNotAllowed");
  await context.buckets.change(bucket.name, (now) => {
    const settings = Object.fromEntries(Object.entries(now.settings).filter(([kept]) => kept !== name));
    return { ...now, settings, corsRules: name === "cors" ? [] : now.corsRules };
  });
  return emptyReply(204);
}

function readSetting(bucket: Bucket, name: string): Reply {
  const { root, absent } = SETTINGS[name] ?? {};
  const document = bucket.settings[name];
  if (document !== undefined) {
    const contentType = root === undefined ? "application/json" : "application/xml";
    return { status: 200, headers: { "content-type": contentType }, body: document };
  }
  if (absent !== undefined) throw new Refusal(absent);
  return xmlReply(200, branch(root ?? name));
}

/** Checks a document before it is stored and tells what it changes. Raises MalformedXML or MalformedPolicy. */
function effectOf(name: string, document: string): Pick<Bucket, "versioning"> | Pick<Bucket, "corsRules"> {
  const root = SETTINGS[name]?.root;
  if (root === undefined) {
    requireJsonObject(document);
    return {};
  }
  const node = readXml(document, root);
  if (name === "cors") return { corsRules: corsRules(document) };
  if (name !== "versioning") return {};
  const status = textOf(node, "Status");
  if (status !== "Enabled" && status !== "Suspended") throw new Refusal("MalformedXML");
  return { versioning: status };
}

function requireJsonObject(text: string): void {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  } catch {
    // The refusal below says it.
  }
  throw new Refusal("MalformedPolicy");
}
