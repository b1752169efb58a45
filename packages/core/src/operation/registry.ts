import type { Operation, OperationFacts } from "./operation.ts";

const operations = new Map<string, OperationFacts>();

/** Everything the outside can do, by name. The whole-house tests walk this list. */
export const registeredOperations = (): ReadonlyMap<string, OperationFacts> => operations;

export function register<In, Reply>(
  call: (input: In) => Promise<Reply>,
  facts: Omit<OperationFacts, "policy"> & { readonly policy: unknown },
): Operation<In, Reply> {
  if (operations.has(facts.name)) throw new Error(`Two operations are called ${facts.name}`);
  const operation: OperationFacts = {
    name: facts.name,
    summary: facts.summary,
    kind: facts.kind,
    input: facts.input,
    output: facts.output,
    policy: facts.policy as OperationFacts["policy"],
  };
  operations.set(facts.name, operation);
  return Object.assign(call, { operation });
}
