import { LogFormatter, Logger, LogItem } from "@aws-lambda-powertools/logger";
import type { LogAttributes, UnformattedAttributes } from "@aws-lambda-powertools/logger/types";
import { allowed, eventOf, type Facts } from "./facts.ts";
import { invocation } from "./invocation.ts";

/** One line of JSON: what happened, in which invocation, and the facts that may be told. */
class PlainLines extends LogFormatter {
  override formatAttributes(base: UnformattedAttributes, facts: LogAttributes): LogItem {
    const here = invocation();
    const standing = here && {
      function: here.function,
      operation: here.operation,
      requestId: here.requestId,
      awsRequestId: here.awsRequestId,
      tenant: here.tenant,
      actor: here.actor,
    };
    const attributes = {
      level: base.logLevel.toLowerCase(),
      event: eventOf(base.message),
      service: base.serviceName,
      timestamp: this.formatTimestamp(base.timestamp),
      traceId: base.xRayTraceId,
      ...allowed({ ...standing, ...facts }),
    };
    return new LogItem({ attributes });
  }
}

class Lines extends Logger {
  /** Whether this is the first invocation of its container; true once per process, and never where Lambda warms up ahead. */
  tookColdStart(): boolean {
    return this.getColdStart();
  }
}

let lines: Lines | undefined;

/**
 * Made with the first line and not before: it reads the level from the environment (`POWERTOOLS_LOG_LEVEL`; info in the
 * cloud, warnings on one machine), which tests and the local house set after the modules were loaded.
 */
const logger = (): Lines => (lines ??= new Lines({ serviceName: "selaras", logFormatter: new PlainLines() }));

export const tookColdStart = (): boolean => logger().tookColdStart();

/** Structured lines: never names, answers or tokens. Facts without a place on the list are left out and counted. */
export const log = {
  info: (event: string, facts: Facts = {}): void => logger().info(event, facts),
  warn: (event: string, facts: Facts = {}): void => logger().warn(event, facts),
  error: (event: string, facts: Facts = {}): void => logger().error(event, facts),
};
