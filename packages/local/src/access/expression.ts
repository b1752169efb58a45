import type { KeyNames } from "./table-names.ts";
import { type Fields, fieldsOf, textOf, Unreadable } from "./wire.ts";

/**
 * The little that access needs of DynamoDB's expressions: which partition a key condition names, and what an update sets
 * the key attributes to. Source: DynamoDB developer guide, "Key condition expressions" and "Update expressions".
 */

const TOKEN = /\s*(?:([#:]?\w+)|(<=|>=|<>|[=<>(),.+-])|\[\s*(\d+)\s*\])/y;

interface Token {
  readonly kind: "name" | "sign" | "position";
  readonly text: string;
}

function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = expression.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(expression);
    if (found === null) throw new Unreadable("an expression holds signs that are not known");
    const [, name, sign, position] = found;
    if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    else tokens.push({ kind: "position", text: position ?? "" });
  }
  return tokens;
}

/** Placeholders of a request, resolved. */
class Placeholders {
  readonly #names: Fields;
  readonly #values: Fields;

  constructor(request: Fields) {
    this.#names = fieldsOf(request["ExpressionAttributeNames"] ?? {}, "ExpressionAttributeNames");
    this.#values = fieldsOf(request["ExpressionAttributeValues"] ?? {}, "ExpressionAttributeValues");
  }

  name(text: string): string {
    if (!text.startsWith("#")) return text;
    const name = Object.hasOwn(this.#names, text) ? this.#names[text] : undefined;
    if (typeof name !== "string") throw new Unreadable(`${text} stands for nothing`);
    return name;
  }

  value(text: string): unknown {
    if (!Object.hasOwn(this.#values, text)) throw new Unreadable(`${text} stands for nothing`);
    return this.#values[text];
  }
}

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === "name" && token.text.toLowerCase() === word;
const isSign = (token: Token | undefined, sign: string): boolean => token?.kind === "sign" && token.text === sign;
const isValue = (token: Token | undefined): token is Token => token?.kind === "name" && token.text.startsWith(":");
const isName = (token: Token | undefined): token is Token => token?.kind === "name" && !token.text.startsWith(":");

/** Reads tokens from left to right. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }
  take(): Token | undefined {
    this.#at += 1;
    return this.#tokens[this.#at - 1];
  }
  sign(sign: string): void {
    if (!isSign(this.take(), sign)) throw new Unreadable(`an expression lacks ${sign}`);
  }
  name(): string {
    const token = this.take();
    if (!isName(token)) throw new Unreadable("an expression lacks an attribute's name");
    return token.text;
  }
  value(): string {
    const token = this.take();
    if (!isValue(token)) throw new Unreadable("an expression lacks a value");
    return token.text;
  }
}

type Comparison = { readonly name: string; readonly value: string; readonly isEqual: boolean };

/** The partition that a key condition asks for. Raises Unreadable unless it is exactly one, by `=`. */
export function partitionOf(request: Fields, keys: KeyNames): string {
  const expression = request["KeyConditionExpression"];
  if (typeof expression !== "string") throw new Unreadable("KeyConditionExpression is not a text");
  const reader = new Reader(tokensOf(expression));
  const comparisons = conjunction(reader);
  if (reader.peek() !== undefined) throw new Unreadable("KeyConditionExpression goes on behind its end");
  const placeholders = new Placeholders(request);
  const named = comparisons.map((each) => ({ ...each, name: placeholders.name(each.name) }));
  const partitions = named.filter(({ name }) => name === keys.hash);
  const others = named.filter(({ name }) => name !== keys.hash);
  const [partition] = partitions;
  if (partition === undefined || partitions.length > 1 || !partition.isEqual) {
    throw new Unreadable(`KeyConditionExpression does not name one ${keys.hash}`);
  }
  if (others.length > 1 || others.some(({ name }) => name !== keys.range)) {
    throw new Unreadable("KeyConditionExpression asks for more than the two keys");
  }
  return textOf(placeholders.value(partition.value), keys.hash);
}

function conjunction(reader: Reader): readonly Comparison[] {
  const found = [...term(reader)];
  while (isWord(reader.peek(), "and")) {
    reader.take();
    found.push(...term(reader));
  }
  return found;
}

function term(reader: Reader): readonly Comparison[] {
  if (isSign(reader.peek(), "(")) {
    reader.take();
    const inside = conjunction(reader);
    reader.sign(")");
    return inside;
  }
  if (isWord(reader.peek(), "begins_with") && isSign(reader.peek(1), "(")) {
    reader.take();
    reader.sign("(");
    const name = reader.name();
    reader.sign(",");
    const value = reader.value();
    reader.sign(")");
    return [{ name, value, isEqual: false }];
  }
  if (isValue(reader.peek())) {
    const value = reader.value();
    const isEqual = isSign(compared(reader), "=");
    return [{ name: reader.name(), value, isEqual }];
  }
  const name = reader.name();
  if (isWord(reader.peek(), "between")) {
    reader.take();
    const value = reader.value();
    if (!isWord(reader.take(), "and")) throw new Unreadable("BETWEEN lacks its AND");
    reader.value();
    return [{ name, value, isEqual: false }];
  }
  const isEqual = isSign(compared(reader), "=");
  return [{ name, value: reader.value(), isEqual }];
}

function compared(reader: Reader): Token {
  const sign = reader.take();
  if (sign === undefined || !["=", "<", "<=", ">", ">="].some((known) => isSign(sign, known))) {
    throw new Unreadable("KeyConditionExpression compares in a way that is not known");
  }
  return sign;
}

const CLAUSES = ["set", "remove", "add", "delete"];

/**
 * What an update writes into the named attributes, by attribute. Removing one writes nothing. Raises Unreadable when
 * one of them gets anything but a value of the request.
 */
export function assignmentsOf(request: Fields, watched: readonly string[]): ReadonlyMap<string, string> {
  const expression = request["UpdateExpression"];
  if (expression === undefined) return new Map();
  if (typeof expression !== "string") throw new Unreadable("UpdateExpression is not a text");
  const placeholders = new Placeholders(request);
  const found = new Map<string, string>();
  for (const { clause, tokens } of actionsOf(tokensOf(expression))) {
    const first = tokens[0];
    if (!isName(first)) throw new Unreadable("UpdateExpression lacks an attribute's name");
    const name = placeholders.name(first.text);
    if (!watched.includes(name) || (clause === "remove" && tokens.length === 1)) continue;
    if (clause !== "set" || found.has(name)) throw new Unreadable(`UpdateExpression changes ${name} in an unknown way`);
    found.set(name, textOf(placeholders.value(assigned(tokens.slice(1), first, placeholders)), name));
  }
  return found;
}

/** The value in `= :value` or `= if_not_exists(the same name, :value)`. */
function assigned(tokens: readonly Token[], target: Token, placeholders: Placeholders): string {
  const [equals, first, open, path, comma, second, close] = tokens;
  if (isSign(equals, "=") && isValue(first) && tokens.length === 2) return first.text;
  const keeps = isWord(first, "if_not_exists") && isSign(open, "(") && isSign(comma, ",") && isSign(close, ")");
  const same = isName(path) && placeholders.name(path.text) === placeholders.name(target.text);
  if (isSign(equals, "=") && keeps && same && isValue(second) && tokens.length === 7) return second.text;
  throw new Unreadable(`UpdateExpression sets ${placeholders.name(target.text)} to no value of the request`);
}

interface Action {
  readonly clause: string;
  readonly tokens: readonly Token[];
}

/** The comma-separated actions of all clauses; the four words that begin a clause are reserved and can be no names. */
function actionsOf(tokens: readonly Token[]): readonly Action[] {
  const actions: { clause: string; tokens: Token[] }[] = [];
  let clause: string | undefined;
  let depth = 0;
  for (const token of tokens) {
    const word = CLAUSES.find((each) => isWord(token, each));
    if (depth === 0 && word !== undefined) clause = word;
    else if (clause === undefined) throw new Unreadable("UpdateExpression begins with no clause");
    if (isSign(token, "(")) depth += 1;
    if (isSign(token, ")")) depth -= 1;
    if (depth === 0 && (word !== undefined || isSign(token, ","))) actions.push({ clause: clause ?? "", tokens: [] });
    else actions.at(-1)?.tokens.push(token);
  }
  return actions;
}
