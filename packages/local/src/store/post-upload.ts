import { writing } from "../access/store-request.ts";
import type { Bucket } from "./buckets.ts";
import { requireAllowed } from "./callers.ts";
import { checksumHeaders, verifiedChecksums } from "./checksums.ts";
import type { StoreContext } from "./context.ts";
import { keptHeaders, tagsFromXml, versionIdHeader } from "./description.ts";
import { MAX_FRAMING_BYTES, MAX_OBJECT_BYTES } from "./limits.ts";
import { requirePolicy } from "./post-policy.ts";
import { Refusal } from "./refusal.ts";
import { emptyReply, type Reply, xmlReply } from "./reply.ts";
import { readBody, requireKeyLength, type StoreRequest } from "./request.ts";
import { uriEncode } from "./signing.ts";
import { branch, leaf } from "./xml.ts";

/** Whether a request is an upload by form, which carries its signature inside. */
export function isFormUpload(request: StoreRequest): boolean {
  const contentType = request.headers.get("content-type") ?? "";
  return request.method === "POST" && request.key === "" && /^multipart\/form-data\b/i.test(contentType);
}

/** POST of a form with a signed policy and one file. */
export async function postObject(context: StoreContext, bucket: Bucket, request: StoreRequest): Promise<Reply> {
  const { fields, file } = await readForm(request);
  const bytes = Buffer.from(await file.arrayBuffer());
  const caller = requirePolicy({ bucketName: bucket.name, fields, sizeBytes: bytes.length }, context);
  if (bytes.length > MAX_OBJECT_BYTES) throw new Refusal("EntityTooLarge");
  if (fields.has("success_action_redirect")) throw new Refusal("NotImplemented");
  const key = (fields.get("key") ?? "").replaceAll("${filename}", () => file.name);
  if (key === "") throw new Refusal("InvalidArgument", "Bucket POST must contain a field named 'key'.");
  requireKeyLength(key);
  requireAllowed(caller, [writing(bucket.name, key)]);
  const tagging = fields.get("tagging");
  const tags = tagging === undefined ? [] : tagsFromXml(tagging);
  const object = { bytes, headers: keptHeaders(fields), checksums: verifiedChecksums(bytes, fields), tags };
  const version = await context.objects.put(bucket, key, object, {});
  const etag = `"${version.content.etag}"`;
  const headers = {
    etag,
    location: `/${bucket.name}/${key.split("/").map(uriEncode).join("/")}`,
    ...checksumHeaders(version.content.checksums),
    ...versionIdHeader(version.versionId),
  };
  const status = Number(fields.get("success_action_status"));
  if (status !== 201) return emptyReply(status === 200 ? 200 : 204, headers);
  const facts = [leaf("Location", headers.location), leaf("Bucket", bucket.name), leaf("Key", key), leaf("ETag", etag)];
  return xmlReply(201, branch("PostResponse", ...facts), headers);
}

/** The text fields before the file, and the file; what follows the file is ignored, as S3 says. */
async function readForm(request: StoreRequest): Promise<{ fields: ReadonlyMap<string, string>; file: File }> {
  const received = await readBody(request.incoming, MAX_OBJECT_BYTES + MAX_FRAMING_BYTES);
  const form = await parseForm(received, request.headers.get("content-type") ?? "");
  const fields = new Map<string, string>();
  for (const [sentName, value] of form) {
    const name = sentName.toLowerCase();
    if (typeof value !== "string") {
      if (name === "file") return { fields, file: value };
      throw new Refusal("InvalidArgument", "Only the field 'file' can be a file.");
    }
    if (fields.has(name)) throw new Refusal("InvalidArgument", `The field ${name} is given twice.`);
    fields.set(name, value);
  }
  throw new Refusal("InvalidArgument", "POST requires exactly one file upload per request.");
}

async function parseForm(received: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(received), { headers: { "content-type": contentType } }).formData();
  } catch {
    throw new Refusal("MalformedPOSTRequest");
  }
}
