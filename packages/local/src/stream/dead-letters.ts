import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DynamoDBRecord } from "aws-lambda";
import { writeWhole } from "./checkpoint.ts";

/** A record that was given up, with what is needed to understand it and to send it again. */
export interface DeadLetter {
  /** When it was given up, ISO 8601. */
  at: string;
  source: string;
  attempts: number;
  reason: string;
  record: DynamoDBRecord;
}

/** A list of dead letters, in a file (one JSON line each) or in memory. */
export interface DeadLetterBox {
  add(letters: readonly DeadLetter[]): void;
  all(): DeadLetter[];
  /** Takes out the letters whose record has one of these event ids. */
  remove(eventIds: ReadonlySet<string>): void;
}

/** Opens the box in `file`, or one that lives in memory. */
export function deadLetterBox(file: string | undefined): DeadLetterBox {
  return file === undefined ? boxInMemory() : boxInFile(file);
}

function boxInMemory(): DeadLetterBox {
  let letters: DeadLetter[] = [];
  return {
    add: (more) => letters.push(...more),
    all: () => [...letters],
    remove: (eventIds) => {
      letters = letters.filter(({ record }) => !eventIds.has(record.eventID ?? ""));
    },
  };
}

function boxInFile(file: string): DeadLetterBox {
  const all = (): DeadLetter[] => {
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
  };
  const text = (letters: readonly DeadLetter[]) => letters.map((letter) => `${JSON.stringify(letter)}\n`).join("");
  return {
    add: (more) => {
      mkdirSync(path.dirname(file), { recursive: true });
      appendFileSync(file, text(more));
    },
    all,
    remove: (eventIds) => writeWhole(file, text(all().filter(({ record }) => !eventIds.has(record.eventID ?? "")))),
  };
}
