import { ACCOUNT, type Fields, type Parameters, REGION } from "./evaluation.ts";

/*
 * What Amazon would answer: ids and ARNs of what was made, and the few questions that a deployment asks. Only what the
 * configuration reads back is here; a question that nobody foresaw is an error and not a guess.
 */
const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

type Made = { readonly type: string; readonly name: string; readonly inputs: Fields };

const arn = (service: string, resource: string, region = REGION): string =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;

const STATE: Readonly<Record<string, (id: string, made: Made) => Fields>> = {
  "aws:s3/bucket:Bucket": (id) => ({
    arn: `arn:aws:s3:::${id}`,
    region: REGION,
    bucketRegionalDomainName: `${id}.s3.${REGION}.amazonaws.com`,
  }),
  "aws:iam/role:Role": (id) => ({ arn: `arn:aws:iam::${ACCOUNT}:role/${id}` }),
  "aws:lambda/function:Function": (id) => ({ arn: arn("lambda", `function:${id}`), version: "1", publish: false }),
  "aws:cloudwatch/logGroup:LogGroup": (id) => ({ arn: arn("logs", `log-group:${id}`) }),
  "aws:sqs/queue:Queue": (id) => ({ arn: arn("sqs", id), url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${id}` }),
  "aws:apigatewayv2/api:Api": (id) => ({
    apiEndpoint: `https://${id}.execute-api.${REGION}.amazonaws.com`,
    executionArn: arn("execute-api", id),
  }),
  "aws:cloudfront/distribution:Distribution": (id) => ({
    arn: arn("cloudfront", `distribution/${id}`, ""),
    domainName: `${id}.cloudfront.net`,
    hostedZoneId: "Z2FDTNDATAQYW2",
  }),
  "aws:cloudfront/function:Function": (id) => ({ arn: arn("cloudfront", `function/${id}`, "") }),
  "aws:acm/certificate:Certificate": (id, { inputs }) => ({
    arn: arn("acm", `certificate/${id}`, text(inputs["region"]) ?? REGION),
    domainValidationOptions: [
      { resourceRecordName: "_proof", resourceRecordType: "CNAME", resourceRecordValue: "_proven" },
    ],
  }),
  "aws:route53/record:Record": (_, { inputs }) => ({ fqdn: `${text(inputs["name"])}.` }),
  "aws:acm/certificateValidation:CertificateValidation": (_, { inputs }) => ({
    certificateArn: inputs["certificateArn"],
  }),
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": (id) => ({ arn: arn("logs", `delivery:${id}`) }),
  "random:index/randomPassword:RandomPassword": (id) => ({ result: `made-up-key-${id}` }),
  "random:index/randomBytes:RandomBytes": () => ({ base64: Buffer.alloc(32).toString("base64") }),
};

/** What a resource of ours is called: by the name it asks for, otherwise by its place in the program. */
function idOf({ name, inputs }: Made): string {
  const asked = text(inputs["bucket"]) ?? text(inputs["name"]) ?? text(inputs["dashboardName"]);
  return asked ?? name;
}

/** Id and computed properties of a resource that was made. */
export function made(resource: Made): { id: string; state: Record<string, unknown> } {
  // Doors have no name of their own; Amazon gives them an id in lower case, which becomes a host name.
  const id = resource.type.startsWith("aws:cloudfront/distribution") ? resource.name.toLowerCase() : idOf(resource);
  return { id, state: { ...resource.inputs, ...STATE[resource.type]?.(id, resource) } };
}

/** The answer to a question. @throws Error when the parameter does not exist, or the question is not foreseen. */
export function answer(token: string, inputs: Fields, parameters: Parameters): Record<string, unknown> {
  switch (token) {
    case "aws:index/getRegion:getRegion":
      return { id: REGION, region: REGION, name: REGION };
    case "aws:index/getPartition:getPartition":
      return { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com" };
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { id: ACCOUNT, accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/nobody`, userId: "nobody" };
    case "aws:ssm/getParameter:getParameter": {
      const [name = "", region = REGION] = [text(inputs["name"]), text(inputs["region"])];
      const value = parameters[region]?.[name];
      if (value === undefined) throw new Error(`No SSM parameter ${name} in ${region}`);
      return { ...inputs, id: name, type: "String", insecureValue: value, version: 1 };
    }
    default:
      throw new Error(`The evaluation has no answer to ${token}: add one to infra/test/cloud.ts`);
  }
}
