import { MockMonitor } from "@pulumi/pulumi/runtime/mocks.js";
import type { Fields, Found, Plain } from "./evaluation.ts";

/** Pulumi wraps secrets and files into objects that carry this name. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as it was asked for: a secret as its text, a file as its path. */
export function plain(value: unknown): Plain {
  if (Array.isArray(value)) return value.map(plain);
  if (isRecord(value)) {
    if (SIGNATURE in value) return "value" in value ? plain(value["value"]) : plain(value["path"]);
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

export const fields = (value: unknown): Fields => {
  const found = plain(value);
  return isRecord(found) ? found : {};
};

/** The parts of Pulumi's request that are written down. Its own types leave it open. */
type Registration = {
  getType(): string;
  getName(): string;
  getObject(): { toJavaScript(): unknown } | undefined;
  getRetainondelete(): boolean;
  getDependenciesList(): readonly string[];
};
type Reply = (error: unknown, answer: { getUrn(): string } | undefined) => void;

/** Stands for Pulumi's engine and writes down what it is asked to make, with its options. */
export class Recorder extends MockMonitor {
  readonly found: Found[] = [];

  override registerResource(request: Registration, reply: Reply): Promise<void> {
    return super.registerResource(request, (error, answer: { getUrn(): string } | undefined) => {
      if (answer) {
        this.found.push({
          urn: answer.getUrn(),
          type: request.getType(),
          name: request.getName(),
          inputs: fields(request.getObject()?.toJavaScript()),
          retainOnDelete: request.getRetainondelete(),
          after: request.getDependenciesList(),
        });
      }
      reply(error, answer);
    });
  }
}
