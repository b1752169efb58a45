import { removal } from "../access/store-request.ts";
import type { Authenticated } from "./authentication.ts";
import { answerSetting, requestedSetting } from "./bucket-settings.ts";
import type { Bucket } from "./buckets.ts";
import { requireAllowed, type StoreCaller } from "./callers.ts";
import type { StoreContext } from "./context.ts";
import { versionIdHeader } from "./description.ts";
import { MAX_PAGE_KEYS } from "./limits.ts";
import { listObjects, listVersions } from "./listing.ts";
import { Refusal } from "./refusal.ts";
import { emptyReply, type Reply, xmlReply } from "./reply.ts";
import { requireKeyLength, type StoreRequest } from "./request.ts";
import { readDocument } from "./upload-body.ts";
import { branch, childrenOf, leaf, readXml, textOf, type XmlNode } from "./xml.ts";

/** Everything asked of a bucket rather than of an object in it. */
export async function answerBucket(
  context: StoreContext,
  request: StoreRequest,
  caller: Authenticated,
): Promise<Reply> {
  const setting = requestedSetting(request);
  if (request.method === "PUT" && setting === undefined) return createBucket(context, request, caller);
  const bucket = await context.buckets.require(request.bucket);
  if (setting !== undefined) return answerSetting(context, bucket, setting, request, caller);
  const { method, query } = request;
  if (method === "HEAD") return emptyReply(200, { "x-amz-bucket-region": context.region });
  if (method === "DELETE") return deleteBucket(context, bucket);
  if (method === "POST" && query.has("delete"))
    return deleteBatch(context, bucket, await readDocument(request, caller), caller);
  if (method !== "GET") throw new Refusal("MethodNotAllowed");
  if (query.has("location")) return xmlReply(200, leaf("LocationConstraint", context.region));
  const records = await context.objects.records(bucket.name);
  if (query.has("versions")) return xmlReply(200, listVersions(bucket.name, records, query));
  if (query.get("list-type") !== "2") throw new Refusal("NotImplemented", "Only the second version of ListObjects.");
  return xmlReply(200, listObjects(bucket.name, records, query));
}

/** GET of the store itself: all buckets. */
export async function listBuckets(context: StoreContext, request: StoreRequest): Promise<Reply> {
  if (request.method !== "GET") throw new Refusal("MethodNotAllowed");
  const buckets = await context.buckets.list();
  const rows = buckets.map(({ name, createdAt }) =>
    branch("Bucket", leaf("Name", name), leaf("CreationDate", createdAt)),
  );
  return xmlReply(200, branch("ListAllMyBucketsResult", branch("Buckets", ...rows)));
}

async function createBucket(context: StoreContext, request: StoreRequest, caller: Authenticated): Promise<Reply> {
  const document = await readDocument(request, caller);
  if (document !== "") readXml(document, "CreateBucketConfiguration");
  await context.buckets.create(request.bucket, context.now());
  return emptyReply(200, { location: `/${request.bucket}` });
}

async function deleteBucket(context: StoreContext, bucket: Bucket): Promise<Reply> {
  const records = await context.objects.records(bucket.name);
  if (records.length > 0) throw new Refusal("BucketNotEmpty");
  await context.buckets.remove(bucket.name);
  return emptyReply(204);
}

async function deleteBatch(
  context: StoreContext,
  bucket: Bucket,
  document: string,
  { caller }: Authenticated,
): Promise<Reply> {
  const batch = readXml(document, "Delete");
  const wanted = childrenOf(batch, "Object");
  if (wanted.length === 0 || wanted.length > MAX_PAGE_KEYS) throw new Refusal("MalformedXML");
  const results: string[] = [];
  for (const one of wanted) results.push(await deleteOne(context, bucket, one, caller));
  const quiet = textOf(batch, "Quiet") === "true";
  const shown = quiet ? results.filter((result) => result.startsWith("<Error>")) : results;
  return xmlReply(200, branch("DeleteResult", ...shown));
}

/** Deletes one object of a batch; a refusal is a row of the answer, not the answer. */
async function deleteOne(context: StoreContext, bucket: Bucket, one: XmlNode, caller: StoreCaller): Promise<string> {
  const key = textOf(one, "Key");
  if (key === undefined || key === "") throw new Refusal("MalformedXML");
  const versionId = textOf(one, "VersionId") || undefined;
  const named = [leaf("Key", key), ...(versionId === undefined ? [] : [leaf("VersionId", versionId)])];
  try {
    requireKeyLength(key);
    requireAllowed(caller, [removal(bucket.name, key, versionId)]);
    const ifMatch = textOf(one, "ETag");
    const removed = await context.objects.remove(bucket, key, versionId, ifMatch === undefined ? {} : { ifMatch });
    const markerId = versionIdHeader(removed.versionId)["x-amz-version-id"];
    const marker = [leaf("DeleteMarker", true), ...(markerId ? [leaf("DeleteMarkerVersionId", markerId)] : [])];
    return branch("Deleted", ...named, ...(removed.deleteMarker ? marker : []));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return branch("Error", ...named, leaf("Code", error.code), leaf("Message", error.message));
  }
}
