import { afterAll, beforeAll, describe } from "vitest";
import { accessSuite } from "./access.suite.ts";
import { apiSuite } from "./api.suite.ts";
import { edgeSuite } from "./edge.suite.ts";
import { evaluate, EXAMPLE_SETTINGS, forgetProgram } from "./evaluate.ts";
import type { Stages } from "./found.ts";
import { functionsSuite } from "./functions.suite.ts";
import { handlersSuite } from "./handlers.suite.ts";
import { stageSuite } from "./stage.suite.ts";
import { watchSuite } from "./watch.suite.ts";
import { workSuite } from "./work.suite.ts";

/*
 * The deployment of three stages, each evaluated once for all suites: production with everything, staging with a
 * certificate of its own and records kept elsewhere, and somebody's personal stage without a domain.
 */
const STAGING = {
  SELARAS_DOMAIN: "staging.selaras.example",
  SELARAS_CERTIFICATE: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d",
};

/** A clean clone writes SST's platform and builds both sites first. */
const PATIENCE_MS = 180_000;

let found: Stages | undefined;
const stages = (): Stages => {
  if (!found) throw new Error("The stages were not evaluated");
  return found;
};

beforeAll(async () => {
  const [production, staging, personal] = await Promise.all([
    evaluate({ stage: "production", settings: EXAMPLE_SETTINGS }),
    evaluate({ stage: "staging", settings: STAGING }),
    evaluate({ stage: "me" }),
  ]);
  found = { production, staging, personal };
}, PATIENCE_MS);
afterAll(forgetProgram);

describe("a stage", () => {
  stageSuite(stages);
});
describe("access", () => {
  accessSuite(stages);
});
describe("the functions", () => {
  functionsSuite(stages);
});
describe("the API", () => {
  apiSuite(stages);
});
describe("the doors", () => {
  edgeSuite(stages);
});
describe("work in the background", () => {
  workSuite(stages);
});
describe("what rings", () => {
  watchSuite(stages);
});
describe("the bundles", () => {
  handlersSuite(stages);
});
