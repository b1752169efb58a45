import { CognitoFailure, invalidParameter } from "./failure.ts";

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of one API request, read with the checks the service itself makes. A wrong type is refused, not coerced. */
export class ApiRequest {
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  /** Parses a body; an empty one counts as `{}`. Anything but a JSON object is a SerializationException. */
  static parse(body: string): ApiRequest {
    let value: unknown;
    try {
      value = body.trim() === "" ? {} : JSON.parse(body);
    } catch {
      throw new CognitoFailure("SerializationException", "The request body is not valid JSON.");
    }
    if (!isFields(value)) throw new CognitoFailure("SerializationException", "The request body is not a JSON object.");
    return new ApiRequest(value);
  }

  /** A required, non-empty string. */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined || value === "") {
      throw invalidParameter(
        `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null or empty`,
      );
    }
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#own(name);
    if (value !== undefined && typeof value !== "string") throw this.#wrongType(name, "a string");
    return value;
  }

  optionalFlag(name: string): boolean | undefined {
    const value = this.#own(name);
    if (value !== undefined && typeof value !== "boolean") throw this.#wrongType(name, "a boolean");
    return value;
  }

  optionalCount(name: string): number | undefined {
    const value = this.#own(name);
    if (value === undefined) return undefined;
    if (typeof value !== "number" || !Number.isSafeInteger(value)) throw this.#wrongType(name, "an integer");
    return value;
  }

  /** A structure inside the request; absent reads as undefined. */
  optionalPart(name: string): ApiRequest | undefined {
    const value = this.#own(name);
    if (value === undefined) return undefined;
    if (!isFields(value)) throw this.#wrongType(name, "a structure");
    return new ApiRequest(value);
  }

  /** A map of strings such as `AuthParameters`; absent reads as empty. */
  texts(name: string): ReadonlyMap<string, string> {
    const value = this.#own(name) ?? {};
    if (!isFields(value)) throw this.#wrongType(name, "a map");
    const entries = new Map<string, string>();
    for (const [key, text] of Object.entries(value)) {
      // The browser library sends null for a device it does not remember.
      if (text === null) continue;
      if (typeof text !== "string") throw this.#wrongType(`${name}.${key}`, "a string");
      entries.set(key, text);
    }
    return entries;
  }

  /** A list of strings such as `AttributesToGet`; absent reads as undefined. */
  optionalNames(name: string): readonly string[] | undefined {
    const value = this.#own(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw this.#wrongType(name, "a list");
    return value.map((item: unknown) => {
      if (typeof item !== "string") throw this.#wrongType(name, "a list of strings");
      return item;
    });
  }

  /** A list of `{ Name, Value }` such as `UserAttributes`; absent reads as empty, a later name wins. */
  attributes(name: string): ReadonlyMap<string, string> {
    const value = this.#own(name) ?? [];
    if (!Array.isArray(value)) throw this.#wrongType(name, "a list");
    return new Map(
      value.map((item: unknown): [string, string] => {
        if (!isFields(item)) throw this.#wrongType(name, "a list of attributes");
        const attribute = new ApiRequest(item);
        return [attribute.text("Name"), attribute.optionalText("Value") ?? ""];
      }),
    );
  }

  // JSON null means absent, as the service reads it; inherited names such as "constructor" are not fields.
  #own(name: string): unknown {
    return Object.hasOwn(this.#fields, name) ? (this.#fields[name] ?? undefined) : undefined;
  }

  #wrongType(name: string, expected: string): CognitoFailure {
    return new CognitoFailure("SerializationException", `'${name}' must be ${expected}.`);
  }
}
