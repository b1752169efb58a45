import { randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import * as v from "valibot";
import { type Access, closed, listening } from "../access/access.ts";
import { judge } from "../access/judgement.ts";
import { LOCAL_ACCOUNT } from "../access/roles.ts";
import { bodyOf, keysNamed } from "../access/signed-request.ts";
import type { SigningKey } from "./key-file.ts";

/**
 * The stand-in for the service that keeps keys: Sign, GetPublicKey and DescribeKey of its JSON protocol, for one
 * asymmetric key. Like the gate before the table it knows its callers by key and token and verifies no signature.
 * Source: AWS Key Management Service API reference.
 */
export interface KeyService {
  /** `http://127.0.0.1:<port>`, for `AWS_ENDPOINT_URL_KMS`. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

const MAX_BODY_BYTES = 16 * 1024;
/** KMS's own limit on a message that it hashes itself. */
const MAX_MESSAGE_BYTES = 4096;
const ALGORITHM = "ECDSA_SHA_256";
const SPEC = "ECC_NIST_P256";

/** What the service says no with: an error name of KMS and its sentence. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const Fields = v.record(v.string(), v.unknown());
type Fields = v.InferOutput<typeof Fields>;
type Action = "Sign" | "GetPublicKey" | "DescribeKey";

const described = ({ arn }: SigningKey) => ({ KeyId: arn, KeySpec: SPEC, KeyUsage: "SIGN_VERIFY" });

function signed(key: SigningKey, { Message, MessageType = "RAW", SigningAlgorithm }: Fields): object {
  if (SigningAlgorithm !== ALGORITHM) {
    throw new Refused("InvalidKeyUsageException", `The key signs with ${ALGORITHM} only.`);
  }
  // Node signs messages, not digests. The product sends the message, so nothing is missing here.
  if (MessageType !== "RAW") throw new Refused("UnsupportedOperationException", "This stand-in signs messages only.");
  const message = Buffer.from(typeof Message === "string" ? Message : "", "base64");
  if (message.length === 0 || message.length > MAX_MESSAGE_BYTES) {
    throw new Refused("ValidationException", `Message has 1 to ${MAX_MESSAGE_BYTES} bytes.`);
  }
  const signature = sign("sha256", message, key.privateKey).toString("base64");
  return { KeyId: key.arn, Signature: signature, SigningAlgorithm: ALGORITHM };
}

const ACTIONS: Readonly<Record<Action, (key: SigningKey, fields: Fields) => object>> = {
  Sign: signed,
  GetPublicKey: (key) => ({
    ...described(key),
    PublicKey: key.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
    SigningAlgorithms: [ALGORITHM],
  }),
  DescribeKey: (key) => ({
    KeyMetadata: {
      ...described(key),
      KeyId: key.keyId,
      Arn: key.arn,
      AWSAccountId: LOCAL_ACCOUNT,
      Enabled: true,
      KeyState: "Enabled",
      SigningAlgorithms: [ALGORITHM],
    },
  }),
};
const isAction = (name: string): name is Action => Object.hasOwn(ACTIONS, name);

/** Refuses unless the policies of whoever asks allow the action on this key; without an access everybody may. */
function requireAllowed(access: Access | null, incoming: IncomingMessage, action: Action, arn: string): void {
  const named = keysNamed(incoming);
  if (named === undefined) {
    throw new Refused("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  }
  if (access === null) return;
  const found = access.principalOf(named.accessKeyId, named.token);
  if (found.kind === "expired") {
    throw new Refused("ExpiredTokenException", "The security token included in the request is expired");
  }
  if (found.kind !== "known") {
    throw new Refused("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  const denial = judge(found.principal, [{ action: `kms:${action}`, resource: arn, context: {} }]);
  if (denial === null) return;
  access.deny(denial);
  throw new Refused("AccessDeniedException", denial.message);
}

function fieldsOf(body: Buffer): Fields {
  try {
    return v.parse(Fields, JSON.parse(body.toString("utf8")));
  } catch {
    throw new Refused("SerializationException", "The request is no JSON object.");
  }
}

async function answer(key: SigningKey, access: Access | null, incoming: IncomingMessage): Promise<object> {
  const body = await bodyOf(incoming, MAX_BODY_BYTES);
  if (body === undefined) throw new Refused("RequestEntityTooLargeException", "The request is too large.");
  const [service, action = ""] = String(incoming.headers["x-amz-target"] ?? "").split(".");
  if (service !== "TrentService" || !isAction(action)) {
    throw new Refused("UnknownOperationException", `Unknown operation ${action}`);
  }
  const fields = fieldsOf(body);
  const asked = typeof fields["KeyId"] === "string" ? fields["KeyId"] : "";
  // Permission comes first: who may not use a key is not told whether it is there.
  requireAllowed(access, incoming, action, asked.startsWith("arn:") ? asked : key.arn);
  if (asked !== key.arn && asked !== key.keyId) {
    throw new Refused("NotFoundException", `Key '${asked}' does not exist`);
  }
  return ACTIONS[action](key, fields);
}

/** Starts the service on a free port of 127.0.0.1. `access` null: every caller may do everything. */
export async function startKeyService(options: {
  readonly key: SigningKey;
  readonly access: Access | null;
}): Promise<KeyService> {
  const server = createServer((incoming, outgoing) => {
    const write = (status: number, content: object): void => {
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID() };
      outgoing.writeHead(status, headers).end(JSON.stringify(content));
    };
    answer(options.key, options.access, incoming).then(
      (content) => write(200, content),
      (error: unknown) => {
        if (error instanceof Refused) return write(400, { __type: error.code, message: error.message });
        console.error("kms:", error);
        write(500, { __type: "KMSInternalException", message: "Something failed." });
      },
    );
  });
  // A connection that the client believes open must not end just when it is used again.
  server.keepAliveTimeout = 0;
  return { endpoint: await listening(server), stop: () => closed(server) };
}
