import * as v from "valibot";
import { type Actor, context } from "../kernel/context.ts";
import type { Decision } from "../kernel/decision.ts";
import { ensure } from "../kernel/decision.ts";
import { busy, Failure, type FieldFailure, invalidFields, notFound } from "../kernel/failure.ts";
import type { Immutable } from "../kernel/immutable.ts";
import { LIMITS } from "../kernel/limits.ts";
import { recall, Unit } from "../db/unit.ts";
import type { JournalRecord } from "../db/journal.ts";
import { register } from "./registry.ts";

type Schema = v.GenericSchema;

/**
 * Who may. `sees` false answers like something that does not exist; `may` refuses openly. The sentence stands in the
 * printed policy matrix.
 */
export type Policy<R> = {
  readonly sentence: string;
  readonly sees: (actor: Actor, record: R) => boolean;
  readonly may: (actor: Actor, record: R) => Decision;
};

type Common<In extends Schema, Out extends Schema, R> = {
  /** `<module>.<verb>`: also the audit action and the row in the policy matrix. */
  readonly name: string;
  /** What it does, in one Indonesian sentence, for the API document. */
  readonly summary: string;
  readonly input: In;
  readonly output: Out;
  /** Reads what the policy decides on, always inside the actor's tenant; null answers `not_found`. */
  readonly load: (input: v.InferOutput<In>, attempt: number) => Promise<R | null>;
  readonly policy: Policy<R>;
};

export type ReadSpec<In extends Schema, Out extends Schema, R> = Common<In, Out, R> & {
  readonly run: (given: {
    input: v.InferOutput<In>;
    record: R;
    actor: Actor;
    now: Date;
  }) => Promise<Immutable<v.InferInput<Out>>>;
};

export type WriteSpec<In extends Schema, Out extends Schema, R> = Common<In, Out, R> & {
  /** The partition (without tenant) in whose trail the command is written down; from the input alone. */
  readonly subject: (input: v.InferOutput<In>) => string;
  readonly run: (given: {
    input: v.InferOutput<In>;
    record: R;
    actor: Actor;
    now: Date;
    unit: Unit;
  }) => Promise<Immutable<v.InferInput<Out>>>;
  /** The answer to a repeated command, when it is not the stored reply itself. */
  readonly recall?: (entry: JournalRecord, input: v.InferOutput<In>) => Promise<Immutable<v.InferInput<Out>>>;
};

export type Operation<In, Reply> = {
  (input: In): Promise<Reply>;
  readonly operation: OperationFacts;
};
export type OperationFacts = {
  readonly name: string;
  readonly summary: string;
  readonly kind: "read" | "write";
  readonly input: Schema;
  readonly output: Schema;
  readonly policy: Policy<never>;
};

function parse<S extends Schema>(schema: S, given: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, given);
  if (parsed.success) return parsed.output;
  const fields: FieldFailure[] = parsed.issues.slice(0, 20).map((issue) => ({
    path: v.getDotPath(issue) ?? "",
    message: issue.message,
  }));
  throw invalidFields(fields);
}

async function admit<In extends Schema, Out extends Schema, R>(
  spec: Common<In, Out, R>,
  input: v.InferOutput<In>,
  attempt: number,
): Promise<R> {
  const { actor } = context();
  const record = await spec.load(input, attempt);
  if (record === null || !spec.policy.sees(actor, record)) throw notFound({});
  ensure(spec.policy.may(actor, record));
  return record;
}

/** An operation that only reads: parse > load in tenant > policy > run. */
export function readOperation<In extends Schema, Out extends Schema, R>(
  spec: ReadSpec<In, Out, R>,
): Operation<v.InferInput<In>, v.InferOutput<Out>> {
  const call = async (given: v.InferInput<In>): Promise<v.InferOutput<Out>> => {
    const input = parse(spec.input, given);
    const record = await admit(spec, input, 1);
    const { actor, now } = context();
    return spec.run({ input, record, actor, now });
  };
  return register(call, { ...spec, kind: "read" });
}

/**
 * An operation that writes: parse > load in tenant > policy > run > commit once. When the world moved between reading
 * and writing it looks again, bounded; repeating a command answers what it answered the first time.
 */
export function writeOperation<In extends Schema, Out extends Schema, R>(
  spec: WriteSpec<In, Out, R>,
): Operation<v.InferInput<In>, v.InferOutput<Out>> {
  const answerAgain = (entry: JournalRecord, input: v.InferOutput<In>): Promise<v.InferOutput<Out>> =>
    spec.recall ? spec.recall(entry, input) : Promise.resolve(entry.reply as v.InferOutput<Out>);

  const once = async (input: v.InferOutput<In>, attempt: number): Promise<{ reply: v.InferOutput<Out> } | null> => {
    const record = await admit(spec, input, attempt);
    const here = context();
    const unit = new Unit(here, spec.name, spec.subject(input), attempt);
    const reply = await spec.run({ input, record, actor: here.actor, now: here.now, unit });
    if (unit.size === 0 && unit.told === null) {
      // Nothing to change: the answer stands as it is, unless this very command made it so.
      const earlier = await recall(here, spec.name, spec.subject(input));
      return { reply: earlier ? await answerAgain(earlier, input) : reply };
    }
    const outcome = await unit.commit(spec.recall ? null : reply);
    if (outcome.kind === "again") return null;
    return { reply: outcome.kind === "done" ? reply : await answerAgain(outcome.entry, input) };
  };

  const call = async (given: v.InferInput<In>): Promise<v.InferOutput<Out>> => {
    const input = parse(spec.input, given);
    try {
      for (let attempt = 1; attempt <= LIMITS.operationAttempts; attempt += 1) {
        const answered = await once(input, attempt);
        if (answered) return answered.reply;
      }
    } catch (error) {
      // A repeated command usually fails on the state that its first run made: then the first answer is the answer.
      if (!(error instanceof Failure)) throw error;
      const entry = await recall(context(), spec.name, spec.subject(input));
      if (!entry) throw error;
      return answerAgain(entry, input);
    }
    throw busy({});
  };
  return register(call, { ...spec, kind: "write" });
}
