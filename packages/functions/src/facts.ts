import { FUNCTIONS } from "@selaras/core/cloud/access.ts";
import { FAILURE_KINDS } from "@selaras/core/kernel/failure.ts";

/*
 * What may stand in a log line or a trace, by name and by form. Everything else is left out: names, answers, tokens,
 * addresses of mail, queries and bodies have neither a name here nor one of these forms.
 */
const slug = /^[a-z][a-z0-9-]{1,59}$/;
const oneOf = (words: readonly string[]): RegExp => new RegExp(`^(${words.join("|")})$`);

const WORDS = {
  /** Of the request: the browser's ULID or a new one; and Lambda's own. */
  requestId: /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/,
  awsRequestId: /^[0-9a-f-]{36}$/,
  function: oneOf(FUNCTIONS),
  /** Name of an operation, a page or a job; never an address. */
  operation: /^[a-z][a-zA-Z-]{0,39}(\.[a-zA-Z-]{1,40})?$/,
  tenant: slug,
  actor: oneOf(["official", "system", "identity", "visitor"]),
  code: /^[a-z]+\.[a-z_]{1,60}$/,
  kind: oneOf(FAILURE_KINDS),
  job: slug,
  template: slug,
  period: /^20\d\d-\d\d$/,
  /** Place of a record in its stream. */
  sequence: /^[0-9a-z-]{1,60}$/,
} as const;

const NUMBERS = ["status", "durationMs", "calls", "readUnits", "writeUnits", "records", "opened", "failed"] as const;
const TRUTHS = ["coldStart"] as const;

type Word = keyof typeof WORDS;
type Count = (typeof NUMBERS)[number];
type Truth = (typeof TRUTHS)[number];
/** Facts of a log line. `error` is told by its name and its places, never by its message. */
export type Facts = { readonly [K in Word]?: string | null | undefined } & {
  readonly [K in Count]?: number | undefined;
} & { readonly [K in Truth]?: boolean } & { readonly error?: unknown };

const FRAME = /^ {4}at .*(:\d+:\d+\)?|\(<anonymous>\)|\(native\)|\(index \d+\))$/;
const PLACES = 5;
const NAME = /^[A-Za-z][\w.]{0,79}$/;

/**
 * Places of a stack. The message stands before them, over as many lines as it has, and may look like places itself: what
 * is the message is taken away, and only the unbroken rows at the end count.
 */
function placesOf({ stack = "", message }: Error): string {
  const lines = stack.replace(message, "").split("\n");
  const last = lines.findLastIndex((line) => !FRAME.test(line));
  return lines
    .slice(last + 1)
    .slice(0, PLACES)
    .join("\n");
}

/** Name and places of an error; its message may hold what somebody typed. */
const shownError = (error: unknown): unknown =>
  error instanceof Error
    ? { name: NAME.test(error.name) ? error.name : "Error", stack: placesOf(error) }
    : { name: typeof error };

const isWord = (name: string): name is Word => name in WORDS;
const isOf = <T extends string>(names: readonly T[], name: string): name is T => names.some((each) => each === name);

function shown(name: string, value: unknown): unknown {
  if (name === "error") return shownError(value);
  if (isWord(name)) return typeof value === "string" && WORDS[name].test(value) ? value : undefined;
  if (isOf(NUMBERS, name)) return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  if (isOf(TRUTHS, name)) return typeof value === "boolean" ? value : undefined;
  return undefined;
}

/** The facts that may be told, and under `left` how many could not. Absent ones are neither. */
export function allowed(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  let left = 0;
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || value === null) continue;
    const fit = shown(name, value);
    if (fit === undefined) left += 1;
    else told[name] = fit;
  }
  return left === 0 ? told : { ...told, left };
}

/** What a line is about: a few plain words from the code, never text from outside. */
export const eventOf = (event: string): string => (/^[a-z][a-z -]{1,59}$/.test(event) ? event : "unnamed");
