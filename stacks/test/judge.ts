/** Just enough of IAM's rules to ask of a set of statements whether a call passes: denials win, and nothing is granted by itself. */
export type Statement = {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};
export type Call = {
  readonly action: string;
  readonly on: string;
  /** Keys of the request's context; a key that is not there is absent from the request. */
  readonly context?: Readonly<Record<string, string>>;
};

const listed = (value: string | readonly string[]): readonly string[] => (typeof value === "string" ? [value] : value);

export function matches(pattern: string, value: string, flags = ""): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`, flags).test(value);
}

const anyMatches = (patterns: string | readonly string[], value: string): boolean =>
  listed(patterns).some((pattern) => matches(pattern, value));
const anyEquals = (values: string | readonly string[], value: string): boolean => listed(values).includes(value);

const OPERATORS: Readonly<
  Record<string, (expected: string | readonly string[], given: string | undefined) => boolean>
> = {
  StringEquals: (expected, given) => given !== undefined && anyEquals(expected, given),
  StringNotEquals: (expected, given) => given === undefined || !anyEquals(expected, given),
  StringEqualsIfExists: (expected, given) => given === undefined || anyEquals(expected, given),
  StringLike: (expected, given) => given !== undefined && anyMatches(expected, given),
  ArnLike: (expected, given) => given !== undefined && anyMatches(expected, given),
};

function applies({ Action, Resource, Condition = {} }: Statement, { action, on, context = {} }: Call): boolean {
  return (
    listed(Action).some((pattern) => matches(pattern, action, "i")) &&
    anyMatches(Resource, on) &&
    Object.entries(Condition).every(([operator, keys]) => {
      const judge = OPERATORS[operator];
      if (judge === undefined) throw new Error(`no rule for ${operator}`);
      return Object.entries(keys).every(([key, expected]) => judge(expected, context[key]));
    })
  );
}

/** What becomes of a call: passed, denied by a named statement, or granted by none. */
export function judge(statements: readonly Statement[], call: Call): string {
  const denial = statements.find((statement) => statement.Effect === "Deny" && applies(statement, call));
  if (denial) return `denied: ${denial.Sid}`;
  return statements.some((statement) => statement.Effect === "Allow" && applies(statement, call))
    ? "passes"
    : "not granted";
}
