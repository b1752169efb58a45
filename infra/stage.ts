import { METRICS_NAMESPACE } from "../packages/core/src/cloud/metrics.ts";
import { environmentOf } from "../packages/core/src/cloud/outputs.ts";
import { settingsOf } from "./settings.ts";

/** What is true of the stage that is deployed. */

export const REGION = "ap-southeast-3";
/** CloudFront takes its certificate and its firewall from there and writes its metrics and logs there only. */
export const EDGE_REGION = "us-east-1";

const { stage } = $app;
export const environment = environmentOf(stage);
export const isProduction = stage === "production";
/** A personal stage stands on the foundation of `dev` and shares its table, its files and its accounts. */
export const isPersonal = stage !== environment;

/** Names are written out, so that a runbook can say them: `selaras-staging-api`. */
export const named = (what: string): string => `selaras-${stage}-${what}`;

/** Stages may share an account: what is tried on one must not ring for production. */
export const metricsNamespace = isProduction ? METRICS_NAMESPACE : `${METRICS_NAMESPACE}/${stage}`;

export const accountId = aws.getCallerIdentityOutput().accountId;

export const { domain, operators } = settingsOf(stage, process.env);
