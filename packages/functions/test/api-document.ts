import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as v from "valibot";
import { addressed } from "./http-world.ts";
import { PATHS, type RouteName } from "../src/http/paths.ts";

/** The parts of an OpenAPI 3.1 document that ours uses. Anything else in it is a mistake. */
const Schema = v.record(v.string(), v.unknown());
const Content = v.strictObject({ "application/json": v.strictObject({ schema: Schema }) });
const Parameter = v.strictObject({
  name: v.string(),
  in: v.picklist(["path", "query", "header"]),
  required: v.boolean(),
  description: v.optional(v.string()),
  schema: Schema,
});
const Operation = v.strictObject({
  operationId: v.string(),
  summary: v.string(),
  description: v.string(),
  tags: v.array(v.string()),
  security: v.optional(v.array(v.record(v.string(), v.array(v.string())))),
  parameters: v.array(Parameter),
  requestBody: v.optional(v.strictObject({ required: v.boolean(), content: Content })),
  responses: v.strictObject({
    200: v.strictObject({ description: v.string(), content: Content }),
    429: v.optional(v.strictObject({ $ref: v.literal("#/components/responses/Limited") })),
    default: v.strictObject({ $ref: v.literal("#/components/responses/Failure") }),
  }),
});
const Methods = v.picklist(["get", "put", "post", "delete", "patch", "head", "options", "trace"]);
export const OpenApi = v.strictObject({
  openapi: v.pipe(v.string(), v.regex(/^3\.1\.\d+$/)),
  info: v.strictObject({ title: v.string(), version: v.string(), description: v.string() }),
  security: v.array(v.record(v.string(), v.array(v.string()))),
  paths: v.record(v.pipe(v.string(), v.regex(/^\/api\/[^?#]*$/)), v.record(Methods, Operation)),
  components: v.strictObject({
    securitySchemes: v.record(
      v.string(),
      v.strictObject({ type: v.literal("http"), scheme: v.literal("bearer"), description: v.string() }),
    ),
    schemas: v.strictObject({ Failure: Schema }),
    responses: v.strictObject({
      Failure: v.strictObject({ description: v.string(), content: Content }),
      Limited: v.strictObject({
        description: v.string(),
        headers: v.strictObject({
          "Retry-After": v.strictObject({ description: v.string(), required: v.literal(true), schema: Schema }),
        }),
        content: Content,
      }),
    }),
  }),
});
export type OpenApi = v.InferOutput<typeof OpenApi>;
export type DocumentedOperation = v.InferOutput<typeof Operation>;

export const operationsOf = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/;

/** A compiler for the schemas of the document: unknown keywords and formats are mistakes. */
export const compiler = (): Ajv2020 =>
  new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    formats: { "date-time": INSTANT },
  });

/** Checks of real answers against the document, per route. */
export function validators(document: OpenApi) {
  const ajv = compiler();
  const byName = new Map(operationsOf(document).map(({ operation }) => [operation.operationId, operation]));
  const compiled = new Map<string, ValidateFunction>();
  const failure = ajv.compile(document.components.schemas.Failure);
  const of = (name: RouteName): ValidateFunction => {
    const known = compiled.get(name);
    if (known) return known;
    const operation = byName.get(name);
    if (!operation) throw new Error(`${name} is not in the document`);
    const made = ajv.compile(operation.responses[200].content["application/json"].schema);
    compiled.set(name, made);
    return made;
  };
  const problems = (check: ValidateFunction, json: unknown): readonly string[] => {
    check(json);
    return (check.errors ?? []).map((each) => `${each.instancePath} ${each.message} ${JSON.stringify(each.params)}`);
  };
  return {
    success: (name: RouteName, json: unknown) => problems(of(name), json),
    failure: (json: unknown) => problems(failure, json),
    /** Whether the document says that this input may be sent. */
    request(name: RouteName, input: Readonly<Record<string, unknown>>): readonly string[] {
      const operation = byName.get(name);
      const { body } = addressed(name, input);
      const [, path] = PATHS[name];
      const parts = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
      const left = Object.keys(input).filter((key) => !parts.includes(key));
      if (body === undefined) {
        const named = new Set(operation?.parameters.filter((each) => each.in === "query").map((each) => each.name));
        return left.filter((key) => !named.has(key)).map((key) => `${key} is not a query parameter`);
      }
      const schema = operation?.requestBody?.content["application/json"].schema;
      return schema ? problems(ajv.compile(schema), JSON.parse(body)) : ["no body is documented"];
    },
  };
}
