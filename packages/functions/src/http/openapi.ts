import { toJsonSchema } from "@valibot/to-json-schema";
import { declaredFailures } from "@selaras/core/kernel/failure.ts";
import type { GenericSchema } from "valibot";
import { STATUS } from "./answer.ts";
import { COMMAND_HEADER, PATHS, PUBLIC_PATHS, TENANT_HEADER } from "./paths.ts";
import { PUBLIC_ROUTES } from "./public-routes.ts";
import { type AnyOperation, operationOf } from "./routes.ts";

type Json = Record<string, unknown>;

const schemaOf = (schema: GenericSchema, typeMode: "input" | "output"): Json => {
  const { $schema: _draft, ...rest } = toJsonSchema(schema, { errorMode: "ignore", typeMode }) as Json;
  return rest;
};

const partsOf = (path: string): readonly string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
const templated = (path: string): string => path.replace(/:(\w+)/g, "{$1}");

const header = (name: string, description: string, required: boolean): Json => ({
  name,
  in: "header",
  required,
  description,
  schema: { type: "string" },
});

function describe(method: string, path: string, route: AnyOperation, open: boolean): Json {
  const { name, summary, kind, input, output, policy } = route.operation;
  const given = schemaOf(input, "input");
  const properties = (given["properties"] ?? {}) as Record<string, Json>;
  const required = (given["required"] ?? []) as readonly string[];
  const parts = partsOf(path);
  const inPath = parts.map((part) => ({
    name: part,
    in: "path",
    required: true,
    schema: properties[part] ?? { type: "string" },
  }));
  const left = Object.keys(properties).filter((property) => !parts.includes(property));
  const inQuery = left.map((property) => ({
    name: property,
    in: "query",
    required: required.includes(property),
    schema: properties[property] ?? {},
  }));
  const reading = method === "GET";
  const body = {
    required: true,
    content: {
      "application/json": {
        schema: {
          type: "object",
          properties: Object.fromEntries(left.map((property) => [property, properties[property]])),
          required: required.filter((property) => !parts.includes(property)),
          additionalProperties: false,
        },
      },
    },
  };
  return {
    operationId: name,
    summary,
    description: `Siapa: ${policy.sentence}.`,
    tags: [name.slice(0, name.indexOf("."))],
    ...(open ? { security: [] } : {}),
    parameters: [
      ...inPath,
      ...(reading ? inQuery : []),
      ...(open ? [] : [header(TENANT_HEADER, "Daerah yang dipilih tab ini.", name !== "account.session")]),
      ...(kind === "write"
        ? [header(COMMAND_HEADER, "ULID yang dibuat klien; mengulang perintah tidak mengubah apa pun.", true)]
        : []),
    ],
    ...(reading ? {} : { requestBody: body }),
    responses: {
      200: { description: "Berhasil.", content: { "application/json": { schema: schemaOf(output, "output") } } },
      ...(open ? {} : { 429: { $ref: "#/components/responses/Limited" } }),
      default: { $ref: "#/components/responses/Failure" },
    },
  };
}

const failureSchema: Json = {
  type: "object",
  required: ["error"],
  additionalProperties: false,
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "requestId"],
      additionalProperties: false,
      properties: {
        code: { type: "string" },
        message: { type: "string" },
        requestId: { type: "string" },
        fields: {
          type: "array",
          items: {
            type: "object",
            required: ["path", "message"],
            properties: { path: { type: "string" }, message: { type: "string" } },
          },
        },
      },
    },
  },
};

const namesOf = <T extends object>(table: T) => Object.keys(table) as (keyof T)[];

let made: Promise<Json> | undefined;

/**
 * The API document (OpenAPI 3.1), made from the same route table and schemas that answer the requests; it loads every
 * operation.
 */
export function documentOf(): Promise<Json> {
  made ??= build();
  return made;
}

async function build(): Promise<Json> {
  const paths: Record<string, Json> = {};
  const add = ([method, path]: readonly [string, string], route: AnyOperation, open: boolean): void => {
    const key = `/api${templated(path)}`;
    paths[key] = { ...paths[key], [method.toLowerCase()]: describe(method, path, route, open) };
  };
  for (const name of namesOf(PATHS)) add(PATHS[name], await operationOf(name), false);
  for (const name of namesOf(PUBLIC_PATHS)) add(PUBLIC_PATHS[name], PUBLIC_ROUTES[name], true);
  const failureContent = { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } };
  const codes = [...declaredFailures()].map(([code, kind]) => `${code} (${STATUS[kind]})`).sort();
  return {
    openapi: "3.1.0",
    info: {
      title: "Selaras",
      version: "1",
      description: "Pelaporan kinerja perangkat daerah, dari draf sampai terbit.",
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "Access token Cognito." } },
      schemas: { Failure: failureSchema },
      responses: {
        Failure: {
          description: `Ditolak; kode menyebut alasannya. ${codes.join(", ")}.`,
          content: failureContent,
        },
        Limited: {
          description: "Terlalu banyak permintaan. Belum dikerjakan; kirim lagi setelah waktu yang disebut.",
          headers: {
            "Retry-After": {
              description: "Detik sampai permintaan ini boleh dikirim lagi.",
              required: true,
              schema: { type: "integer", minimum: 1 },
            },
          },
          content: failureContent,
        },
      },
    },
  };
}
