import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

type Capacity = {
  CapacityUnits?: number | undefined;
  GlobalSecondaryIndexes?: Record<string, { CapacityUnits?: number | undefined }> | undefined;
};

/** Request units and calls since the last reset, as the engine itself reports them. */
export type Consumption = { calls: number; read: number; tableWrite: number; indexWrite: number };

const spent: Consumption = { calls: 0, read: 0, tableWrite: 0, indexWrite: 0 };
let metering = false;

export const startMetering = (): void => {
  metering = true;
  Object.assign(spent, { calls: 0, read: 0, tableWrite: 0, indexWrite: 0 });
};
export const stopMetering = (): Consumption => {
  metering = false;
  return { ...spent };
};

const isReading = (command: string): boolean => /Query|Get|Scan/.test(command);

const capacities = (output: object): readonly Capacity[] =>
  "ConsumedCapacity" in output ? ([output.ConsumedCapacity ?? []].flat() as readonly Capacity[]) : [];

/** Lets the client report what each call consumed while metering is on; costs nothing otherwise. */
export function meterRequests(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        if (!metering) return next(request);
        Object.assign(request.input, { ReturnConsumedCapacity: "INDEXES" });
        const answer = await next(request);
        spent.calls += 1;
        for (const capacity of capacities(answer.output)) {
          const all = capacity.CapacityUnits ?? 0;
          const indexes = Object.values(capacity.GlobalSecondaryIndexes ?? {});
          const index = indexes.reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
          if (isReading(commandName ?? "")) spent.read += all;
          else {
            spent.tableWrite += all - index;
            spent.indexWrite += index;
          }
        }
        return answer;
      },
    { step: "initialize", name: "meterRequests" },
  );
}
