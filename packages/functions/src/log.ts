type Facts = Readonly<Record<string, unknown>>;

/** Places of a stack. The message stands before them, over as many lines as it has. */
const placesOf = ({ stack = "", message }: Error): string =>
  stack
    .replace(message, "")
    .split("\n")
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, 5)
    .join("\n");

/** Name and place of an error; its message may hold what somebody typed and stays out of the log. */
const shown = (value: unknown): unknown =>
  value instanceof Error ? { name: value.name, stack: placesOf(value) } : value;

function write(level: "info" | "warn" | "error", event: string, facts: Facts): void {
  const entries = Object.entries(facts).map(([name, value]) => [name, shown(value)]);
  const line = JSON.stringify({ level, event, ...Object.fromEntries(entries) });
  process.stderr.write(`${line}\n`);
}

/** Structured lines: never names, answers or tokens. */
export const log = {
  info: (event: string, facts: Facts = {}): void => write("info", event, facts),
  warn: (event: string, facts: Facts = {}): void => write("warn", event, facts),
  error: (event: string, facts: Facts = {}): void => write("error", event, facts),
};
