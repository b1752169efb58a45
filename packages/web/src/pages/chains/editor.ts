import type { ChainProblem } from "@selaras/core/approval/rules.ts";
import type { Assignee, Step } from "@selaras/core/approval/schema.ts";
import type { Api } from "../../api/client.ts";
import type { Names } from "./describe.ts";
import type { Content } from "./model.ts";

/** What a chain may name in this regency. */
export type Vocabulary = Api["approval.vocabulary"]["reply"];
export type TeamRow = Api["approval.teams"]["reply"]["teams"][number];
export type ChainRow = Api["approval.chains"]["reply"]["chains"][number];

export type Around = {
  readonly vocabulary: Vocabulary;
  readonly teams: readonly TeamRow[];
  readonly chains: readonly ChainRow[];
  readonly names: Names;
  /** A post assignee to begin with where one is wanted. */
  readonly fallback: Extract<Assignee, { by: "post" }>;
};

/** What every part of the editor of one step gets. */
export type PartProps = {
  step: Step;
  content: Content;
  around: Around;
  problems: readonly ChainProblem[];
  /** `tag` joins changes of one field that follow each other into one act of undoing. */
  change: (change: Partial<Step>, tag?: string) => void;
};

/** What is wrong with one property of a step, in words. */
export const wrong = (problems: readonly ChainProblem[], step: string, field: string): string | undefined =>
  problems.find((problem) => problem.step === step && problem.field === field)?.message;

/** The list with a value in it or out of it. */
export const toggled = (list: readonly string[], value: string, on: boolean): string[] =>
  on ? [...list.filter((each) => each !== value), value] : list.filter((each) => each !== value);
