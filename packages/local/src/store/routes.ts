import { storeDemands } from "../access/store-request.ts";
import { type Authenticated, authenticate } from "./authentication.ts";
import { answerBucket, listBuckets } from "./bucket-routes.ts";
import type { Bucket } from "./buckets.ts";
import { requireAllowed, withoutTellingAbsence } from "./callers.ts";
import type { StoreContext } from "./context.ts";
import { corsHeaders } from "./cors.ts";
import { readObject, readTags } from "./object-read-routes.ts";
import {
  copyObject,
  type CopySource,
  copySourceOf,
  deleteObject,
  deleteTags,
  putObject,
  putTags,
} from "./object-write-routes.ts";
import { isFormUpload, postObject } from "./post-upload.ts";
import { Refusal } from "./refusal.ts";
import { emptyReply, type Reply } from "./reply.ts";
import { requestTerms, type StoreRequest } from "./request.ts";

/** Finds the route of a request, checks its signature and the caller's rights first and answers it. Raises Refusal. */
export async function route(context: StoreContext, bucket: Bucket | undefined, request: StoreRequest): Promise<Reply> {
  if (request.method === "OPTIONS") return preflight(bucket, request);
  if (isFormUpload(request)) {
    return postObject(context, bucket ?? (await context.buckets.require(request.bucket)), request);
  }
  const signed = authenticate(request, context);
  requireImplemented(request);
  const source = request.key === "" || request.query.has("tagging") ? undefined : copySourceOf(request);
  const terms = requestTerms(request);
  requireAllowed(signed.caller, storeDemands({ ...request, terms, ...(source === undefined ? {} : { source }) }));
  if (request.bucket === "") return listBuckets(context, request);
  if (request.key === "") return answerBucket(context, request, signed);
  const found = bucket ?? (await context.buckets.require(request.bucket));
  return withoutTellingAbsence(signed.caller, source?.bucket ?? found.name, () =>
    answerObject(context, found, request, signed, source),
  );
}

function preflight(bucket: Bucket | undefined, request: StoreRequest): Reply {
  if (!request.headers.has("origin") || !request.headers.has("access-control-request-method")) {
    throw new Refusal("BadRequest", "Insufficient information. Origin request header needed.");
  }
  const allowed = corsHeaders(bucket?.corsRules ?? [], request.method, request.headers);
  if (allowed === undefined) throw new Refusal("AccessForbidden");
  return emptyReply(200, allowed);
}

async function answerObject(
  context: StoreContext,
  bucket: Bucket,
  request: StoreRequest,
  caller: Authenticated,
  source: CopySource | undefined,
): Promise<Reply> {
  const tagging = request.query.has("tagging");
  switch (request.method) {
    case "GET":
      return tagging ? readTags(context, bucket, request) : readObject(context, bucket, request);
    case "HEAD":
      return readObject(context, bucket, request);
    case "PUT": {
      if (tagging) return putTags(context, bucket, request, caller);
      if (source !== undefined) return copyObject(context, bucket, request, source);
      return putObject(context, bucket, request, caller);
    }
    case "DELETE":
      return tagging ? deleteTags(context, bucket, request) : deleteObject(context, bucket, request);
    default:
      throw new Refusal("MethodNotAllowed");
  }
}

/** Parts of S3 that are left out: asking for them must not look like a plain read or write. */
const LEFT_OUT = [
  "accelerate",
  "acl",
  "analytics",
  "attributes",
  "intelligent-tiering",
  "inventory",
  "legal-hold",
  "logging",
  "metrics",
  "partNumber",
  "renameObject",
  "replication",
  "requestPayment",
  "restore",
  "retention",
  "select",
  "torrent",
  "uploadId",
  "uploads",
  "website",
];

function requireImplemented(request: StoreRequest): void {
  const leftOut = LEFT_OUT.find((name) => request.query.has(name));
  if (leftOut !== undefined) throw new Refusal("NotImplemented", `The subresource ${leftOut} is not implemented.`);
  const name = "x-amz-server-side-encryption-customer-algorithm";
  if (requestTerms(request).has(name))
    throw new Refusal("NotImplemented", "Customer-provided keys are not implemented.");
}
