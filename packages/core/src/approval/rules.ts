import type { Actor, HeldPost } from "../kernel/context.ts";
import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { failure } from "../kernel/failure.ts";
import { compile } from "../expression/compile.ts";
import type { FieldScope } from "../expression/program.ts";
import { stagesOf } from "./machine.ts";
import { ANYWHERE, type Assignee, type ChainVersion, type Step } from "./schema.ts";

export const badChain = failure<{ step: string; problem: string }>(
  "approval.definition",
  "refused",
  ({ step, problem }) => `Rantai persetujuan belum benar${step === "" ? "" : ` pada langkah "${step}"`}: ${problem}`,
);
export const samePerson = failure<{ step: string }>(
  "approval.same_person",
  "refused",
  ({ step }) =>
    `Anda sudah bertindak pada tahap sebelumnya untuk laporan ini, sehingga tahap "${step}" harus diputuskan pejabat lain: penunjukan Plh, atasan, atau pengecualian tercatat dari pejabat yang berwenang.`,
);

/** What a condition may look at besides the figures of the template; worked out at submission. */
export const CHAIN_FACTS: Readonly<Record<string, FieldScope & { readonly label: string }>> = {
  bulan: { type: "number", label: "nomor bulan periode, 1 sampai 12" },
  versi: { type: "number", label: "versi laporan; 2 ke atas adalah koreksi" },
  jumlah_peringatan: { type: "number", label: "banyaknya peringatan yang dijelaskan penyusun" },
  jumlah_baris: { type: "number", label: "banyaknya baris" },
  jumlah_bukti: { type: "number", label: "banyaknya berkas bukti" },
  nihil: { type: "number", label: "1 bila seluruh laporan Nihil, selain itu 0" },
  terlambat: { type: "number", label: "1 bila dikirim setelah tenggat, selain itu 0" },
  unit: { type: "text", label: "kode unit pelapor" },
  jenis_unit: { type: "text", label: "jenis unit: dinas, badan, kecamatan, rsud ..." },
};

export type ChainProblem = { readonly step: string | null; readonly field: string; readonly message: string };
export type Known = {
  /** Ids of the teams of the tenant; absent = not looked at. */
  readonly teams?: readonly string[] | undefined;
  /** Names conditions may use besides `CHAIN_FACTS`: the figures of the templates; absent = any name. */
  readonly facts?: Readonly<Record<string, FieldScope>> | undefined;
};

const AFTER_SIGNATURE: readonly Step["kind"][] = ["sign", "acknowledge", "publish"];

function conditionProblem(condition: string, known: Known): string | null {
  const fields = { ...CHAIN_FACTS, ...known.facts };
  const compiled = compile(condition, { fields });
  if (!compiled.ok) {
    const [fault] = compiled.errors;
    return `Syarat pada huruf ke-${(fault?.at.start ?? 0) + 1}: ${fault?.message ?? "tidak dapat dibaca."}`;
  }
  return compiled.program.type === "boolean" ? null : "Syarat harus berupa pernyataan ya atau tidak.";
}

/** What is wrong with one step, given the keys of the steps before it. */
function stepProblems(
  step: Step,
  place: { readonly before: readonly string[]; readonly group: readonly string[]; readonly signed: boolean },
  known: Known,
): readonly (readonly [field: string, message: string] | null)[] {
  const { before, group, signed } = place;
  const comes = (key: string): boolean => key === "author" || (before.includes(key) && !group.includes(key));
  const signs = step.kind === "sign";
  return [
    before.includes(step.key) || step.key === "author" ? ["key", "Kuncinya sama dengan langkah lain."] : null,
    signed && !AFTER_SIGNATURE.includes(step.kind)
      ? ["kind", "Setelah tanda tangan hanya boleh tanda tangan lain, pemberitahuan atau penerbitan."]
      : null,
    step.kind === "publish" && !signed ? ["kind", "Penerbitan hanya boleh setelah tanda tangan."] : null,
    signed && !signs && step.returnsTo.length > 0
      ? ["returnsTo", "Setelah tanda tangan laporan tidak dapat dikembalikan; penanda tangan dapat menariknya kembali."]
      : null,
    step.returnsTo.some((key) => !comes(key))
      ? ["returnsTo", "Hanya dapat kembali ke penyusun atau langkah sebelumnya."]
      : null,
    step.separateFrom.some((key) => !comes(key))
      ? ["separateFrom", "Hanya dapat dipisahkan dari penyusun atau langkah sebelumnya."]
      : null,
    step.kind !== "acknowledge" && step.kind !== "publish" && !step.separateFrom.includes("author")
      ? ["separateFrom", "Penyusun tidak boleh mengesahkan laporannya sendiri."]
      : null,
    signs && step.group !== null ? ["group", "Tanda tangan tidak dapat berjalan sejajar dengan langkah lain."] : null,
    signs && step.mode.kind !== "any" ? ["mode", "Tanda tangan diberikan satu pejabat."] : null,
    signs && step.assignee.by === "team" ? ["assignee", "Tanda tangan diberikan pemegang jabatan, bukan tim."] : null,
    (signs || step.kind === "publish") && step.emptyHolder === "admin"
      ? ["emptyHolder", "Tanda tangan dan penerbitan tidak pernah dialihkan kepada admin."]
      : null,
    (signs || step.kind === "publish") && step.escalation?.reassign === true
      ? ["escalation", "Eskalasi tidak pernah memindahkan tanda tangan atau penerbitan."]
      : null,
    step.escalation !== null && step.limit === null ? ["escalation", "Eskalasi memerlukan batas waktu."] : null,
    step.mode.kind === "share" && step.mode.a > step.mode.b
      ? ["mode", "Bagian tidak boleh lebih dari seluruhnya."]
      : null,
    step.assignee.by === "team" && known.teams && !known.teams.includes(step.assignee.team)
      ? ["assignee", "Tim ini tidak ada."]
      : null,
    step.condition === null ? null : withField("condition", conditionProblem(step.condition, known)),
  ];
}
const withField = (field: string, message: string | null) => (message === null ? null : ([field, message] as const));

/** Everything that keeps a chain from being published, each with its step and field, in words for the designer. */
export function problemsOf(chain: Pick<ChainVersion, "steps">, known: Known = {}): readonly ChainProblem[] {
  const found: ChainProblem[] = [];
  const before: string[] = [];
  let signed = false;
  for (const stage of stagesOf(chain)) {
    const group = stage.map((step) => step.key);
    for (const step of stage) {
      const place = { before: [...before], group, signed };
      for (const problem of stepProblems(step, place, known)) {
        if (problem) found.push({ step: step.key, field: problem[0], message: problem[1] });
      }
      before.push(step.key);
    }
    signed ||= stage.some((step) => step.kind === "sign");
  }
  const groups = stagesOf(chain).flatMap(([first]) => (first?.group ? [first.group] : []));
  const torn = groups.find((group, i) => groups.indexOf(group) !== i);
  if (torn) found.push({ step: null, field: "steps", message: "Langkah satu kelompok sejajar harus berurutan." });
  if (!chain.steps.some((step) => step.kind === "sign" && step.condition === null)) {
    found.push({ step: null, field: "steps", message: "Harus ada satu langkah tanda tangan tanpa syarat." });
  }
  return found;
}

/** Whether a chain may be published; the first problem in words. */
export function sound(chain: Pick<ChainVersion, "steps">, known: Known = {}): Decision {
  const [first] = problemsOf(chain, known);
  if (!first) return allow;
  const label = chain.steps.find((step) => step.key === first.step)?.label ?? "";
  return refuse(badChain({ step: label, problem: first.message }));
}

/** Whether a post sits at a desk `<kind>@<unit>`; `@daerah` is everywhere. */
export const sitsAt = (post: Pick<HeldPost, "kind" | "unit">, desk: string): boolean =>
  desk === `${post.kind}@${post.unit}` || desk === `${post.kind}@${ANYWHERE}`;

/** The post with which an actor sits at a desk, if any. */
export function postAt(posts: readonly HeldPost[], desk: string): HeldPost | null {
  return posts.find((post) => sitsAt(post, desk)) ?? null;
}

/** The hold that stops a task now. */
export const runningHold = <H extends { readonly until: string | null }>(task: {
  readonly holds?: readonly H[];
}): H | undefined => task.holds?.find((hold) => hold.until === null);

export type Acted = Readonly<Record<string, readonly string[]>>;
type Lifted = readonly { readonly step: string; readonly person: string }[];

/** Separation of duties is over persons, not posts; the authority may lift it for one person at one step of a round. */
export function separatedFrom(
  step: Pick<Step, "key" | "label" | "separateFrom">,
  person: string,
  acted: Acted,
  lifted: Lifted = [],
): Decision {
  if (lifted.some((each) => each.step === step.key && each.person === person)) return allow;
  const before = step.separateFrom.flatMap((key) => acted[key] ?? []);
  return before.includes(person) ? refuse(samePerson({ step: step.label })) : allow;
}

/** The same for whoever acts; the product itself acts for nobody. */
export const separated = (step: Step, actor: Actor, acted: Acted, lifted: Lifted = []): Decision =>
  actor.kind === "official" ? separatedFrom(step, actor.person, acted, lifted) : allow;

/** Whether a chain assigns one of its steps to this. */
export const assigns = (chain: Pick<ChainVersion, "steps">, matches: (assignee: Assignee) => boolean): boolean =>
  chain.steps.some((step) => matches(step.assignee) || (step.escalation !== null && matches(step.escalation.to)));
