import { type Actor, context, type HeldPost } from "../kernel/context.ts";
import { all, allow, type Decision, refuse } from "../kernel/decision.ts";
import { forbidden, notFound } from "../kernel/failure.ts";
import { formatPeriod } from "../kernel/format.ts";
import { postAt, separated } from "../approval/rules.ts";
import { chainVersion, teamsOf } from "../approval/index.ts";
import { deskOf, seatsOf } from "../approval/desks.ts";
import { stepOf } from "../approval/machine.ts";
import type { ChainVersion, OpenStep, Step, Team } from "../approval/schema.ts";
import { type TaskRecord, Tasks } from "../approval/store.ts";
import { noWindow, windowOf } from "../calendar/index.ts";
import { mayEnter } from "../calendar/rules.ts";
import type { Extension, Window } from "../calendar/schema.ts";
import { unitsToday } from "../orgunit/index.ts";
import type { OrgUnit } from "../orgunit/schema.ts";
import { isWithin } from "../orgunit/tree.ts";
import { seesWholeTenant } from "../position/rules.ts";
import { definitionOf } from "../template/index.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { currentTenant } from "../tenant/index.ts";
import type { Tenant } from "../tenant/schema.ts";
import {
  correctionOpen,
  decidedSince,
  noCorrection,
  notAuthor,
  notSigner,
  notYourDesk,
  noReturn,
  recallLate,
  signerLeft,
} from "./failures.ts";
import { can, isOut } from "./machine.ts";
import { undecided } from "./moves.ts";
import type { Action, Head } from "./schema.ts";

/** A report with everything its policy decides on. */
export type Surroundings = {
  readonly tenant: Tenant;
  readonly units: readonly OrgUnit[];
  readonly definition: TemplateDefinition;
  readonly chain: ChainVersion;
  readonly teams: readonly Team[];
  /** Tasks of the steps that are open now, those of seats included. */
  readonly tasks: readonly TaskRecord[];
  readonly window: Window | null;
  readonly extension: Extension | null;
};
export type Placed = { readonly head: Head } & Surroundings;

/** What stands around a report: its pins resolved, the units of today, the calendar of its period and its open tasks. */
export async function surroundings(head: Head): Promise<Surroundings> {
  const [tenant, units, definition, chain, tasks, calendar] = await Promise.all([
    currentTenant(),
    unitsToday(),
    definitionOf(head.pins.template.hash),
    chainVersion(head.pins.chain),
    openTasks(head),
    windowOf(head.template, head.period, head.unit),
  ]);
  if (!definition) throw notFound({});
  const teams = await teamsOf(chain);
  const { window = null, extension = null } = calendar ?? {};
  return { tenant, units, definition, chain, teams, tasks, window, extension };
}

/** The open tasks of a report, read strongly: what may be decided, and what a decision closes. */
async function openTasks({ reportId, course, issueTask }: Head): Promise<readonly TaskRecord[]> {
  const wanted = [...course.open.map((each) => each.taskId), ...(issueTask ? [issueTask] : [])];
  const pages = await Promise.all(
    wanted.map((taskId) => Tasks.list({ reportId }, { begins: { taskId }, strong: true })),
  );
  return pages.flatMap((page) => page.items);
}

/** The desks of a step: where its open tasks wait, or where they would. */
function desksOf(step: Step, { head, units, teams, tasks }: Pick<Placed, "head" | "units" | "teams" | "tasks">) {
  const open = tasks.flatMap((task) => (task.step === step.key && task.desk !== undefined ? [task.desk] : []));
  const own = seatsOf(step, { unit: head.unit, units }, teams).map((seat): string => seat.desk);
  return [...new Set([...open, ...own])];
}

type Known = Pick<Placed, "head" | "units" | "tenant" | "chain" | "teams" | "tasks">;

/** Whether somebody holds a post of the report's chain. */
export const inChain = (actor: Actor, placed: Known): boolean =>
  actor.kind === "official" &&
  placed.chain.steps.some((step) => desksOf(step, placed).some((at) => postAt(actor.posts, at) !== null));

/** Whether somebody is told when a step of the chain is overdue: it names a superior, whose notice leads here. */
const isSuperior = (actor: Actor, { head, chain, units }: Known): boolean =>
  actor.kind === "official" &&
  chain.steps.some(
    ({ escalation }) =>
      escalation !== null && postAt(actor.posts, deskOf(escalation.to, { unit: head.unit, units })) !== null,
  );

/**
 * Who knows of a report (mission, rule 14): everybody in the tenant once it is published; before that the holders in its
 * reporting unit, in units above or below it, the posts that its chain names in a step, above it or over corrections, and the
 * tenant-wide offices.
 */
export function sees(actor: Actor, placed: Known): boolean {
  const { head, units, tenant } = placed;
  if (actor.kind === "system") return true;
  if (actor.kind !== "official") return false;
  if (isOut(head.state) || seesWholeTenant(actor.posts, tenant)) return true;
  const inLine = actor.posts.some(
    (post) => isWithin(units, head.unit, post.unit) || isWithin(units, post.unit, head.unit),
  );
  return inLine || inChain(actor, placed) || isAuthority(actor, placed) || isSuperior(actor, placed);
}

/** Whether the actor fills this report: an author post in the reporting unit or below it. */
export function isAuthor(
  actor: Actor,
  { head, units, definition }: Pick<Placed, "head" | "units" | "definition">,
): boolean {
  if (actor.kind !== "official") return false;
  return actor.posts.some((post) => definition.authors.includes(post.kind) && isWithin(units, post.unit, head.unit));
}

const authored = (actor: Actor, placed: Placed): Decision => (isAuthor(actor, placed) ? allow : refuse(notAuthor({})));

/** A report that the chain sent back may be edited in spite of the lock; so may a correction that was granted. */
function unlocked({ head, window, extension, tenant }: Placed): Decision {
  if (head.state === "returned" || head.correction !== null) return allow;
  if (!window) return refuse(noWindow({ period: formatPeriod(head.period) }));
  return mayEnter(window, extension, context().now, tenant.zone);
}

/** A submission is its author's to take back until somebody of the chain decided on it. */
const takenUp = ({ head, tasks }: Placed): Decision =>
  undecided(head) && !tasks.some((task) => (task.tally?.votes.length ?? 0) > 0) ? allow : refuse(decidedSince({}));

/** A step that this person can decide now, with the task in which it is decided and the post that gives the right. */
export type Seated = {
  readonly step: Step;
  readonly open: OpenStep;
  readonly task: TaskRecord;
  readonly post: HeldPost;
};

/** Every open step at whose desk an actor sits and in which the person has not voted yet. */
export function turnsOf(
  actor: Actor,
  { head, chain, tasks }: Pick<Placed, "head" | "chain" | "tasks">,
): readonly Seated[] {
  if (actor.kind !== "official") return [];
  return head.course.open.flatMap((open): Seated[] => {
    const step = stepOf(chain, open.key);
    const base = tasks.find((task) => task.taskId === open.taskId);
    if (!step || base?.tally?.votes.some((vote) => vote.person === actor.person)) return [];
    const own = tasks.filter((task) => task.taskId === open.taskId || task.base === open.taskId);
    for (const task of own) {
      const post = task.desk === undefined || task.done ? null : postAt(actor.posts, task.desk);
      if (post) return [{ step, open, task, post }];
    }
    return [];
  });
}

const KIND_OF = { verify: "check", sign: "sign", release: "publish" } as const;
/** What kind of decision a step asks for. */
export const deedAt = ({ kind }: Step): "check" | "sign" | "publish" =>
  kind === "sign" || kind === "publish" ? kind : "check";

/** The step that an act decides: the one named by its task, or the first at which the person sits. */
export function turnFor(
  act: keyof typeof KIND_OF | "sendBack",
  actor: Actor,
  placed: Placed,
  task?: string,
): Seated | null {
  const fits = ({ step, open }: Seated): boolean =>
    (task === undefined || open.taskId === task) && (act === "sendBack" || deedAt(step) === KIND_OF[act]);
  return turnsOf(actor, placed).find(fits) ?? null;
}

function atDesk(act: keyof typeof KIND_OF | "sendBack", actor: Actor, placed: Placed): Decision {
  const { head, chain } = placed;
  const seated = turnFor(act, actor, placed);
  const [first] = head.course.open;
  const label = (first && stepOf(chain, first.key)?.label) ?? "";
  if (!seated) return refuse(notYourDesk({ step: label }));
  if (act !== "sendBack") return separated(seated.step, actor, head.acted, head.exceptions);
  // Sending back confirms nothing, so nobody is barred from it: otherwise a report could be stuck with its only holder.
  return seated.step.returnsTo.length > 0 ? allow : refuse(noReturn({ step: seated.step.label }));
}

/** Whether somebody acts in the post under which was signed. Older signatures name it by its title alone. */
const inPostOf = ({ desk: at, hat }: NonNullable<Head["signed"]>, posts: readonly HeldPost[]): boolean =>
  at === undefined ? posts.some(({ title }) => title === hat) : postAt(posts, at) !== null;

/** The signer, while in the post of the signature, may take it back as long as the waiting time runs and nothing is out. */
function recallable(actor: Actor, { head }: Placed): Decision {
  if (actor.kind !== "official" || head.signed?.person !== actor.person) return refuse(notSigner({}));
  const { until, hat } = head.signed;
  if (!inPostOf(head.signed, actor.posts)) return refuse(signerLeft({ hat }));
  const waits = head.issueTask === null || (until !== null && context().now.toISOString() < until);
  return waits ? allow : refuse(recallLate({}));
}

/** Whether somebody holds a post that answers for corrections under this chain. */
export function isAuthority(actor: Actor, { head, chain, units }: Pick<Placed, "head" | "chain" | "units">): boolean {
  if (actor.kind !== "official") return false;
  return postAt(actor.posts, deskOf(chain.correction.authority, { unit: head.unit, units })) !== null;
}

/** Those who answer for a unit's report: its authors, its chain, and the tenant-wide offices. */
const concerned = (actor: Actor, placed: Placed): Decision =>
  isAuthor(actor, placed) || inChain(actor, placed) || isAuthority(actor, placed)
    ? allow
    : refuse(forbidden({ act: "meminta koreksi laporan unit ini" }));

const once = ({ head }: Placed): Decision => (head.correcting === null ? allow : refuse(correctionOpen({})));

const answerable = ({ head }: Placed): Decision => (head.correcting === "asked" ? allow : refuse(noCorrection({})));
const authority = (actor: Actor, placed: Placed): Decision =>
  isAuthority(actor, placed) ? allow : refuse(forbidden({ act: "memutuskan koreksi laporan ini" }));

/** Whether an actor may make a move now. The reason disables the button and refuses the request alike. */
export function mayMove(move: Action, actor: Actor, placed: Placed): Decision {
  if (move === "answerCorrection") return all(answerable(placed), authority(actor, placed));
  const state = can(move, placed.head.state);
  switch (move) {
    case "save":
    case "attach":
    case "submit":
      return all(authored(actor, placed), state, unlocked(placed));
    case "withdraw":
      // Behind the lock a withdrawn report could not be sent again: then it has to be sent back by the chain.
      return all(authored(actor, placed), state, takenUp(placed), unlocked(placed));
    case "verify":
    case "sign":
    case "release":
    case "sendBack":
      return all(state, atDesk(move, actor, placed));
    case "recall":
      return all(state, recallable(actor, placed));
    case "askCorrection":
      return all(state, concerned(actor, placed), once(placed));
    case "void":
      return all(
        state,
        isAuthority(actor, placed) ? allow : refuse(forbidden({ act: "menarik laporan yang sudah terbit" })),
        once(placed),
      );
    default:
      return move satisfies never;
  }
}
