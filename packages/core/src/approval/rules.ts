import type { Actor, HeldPost } from "../kernel/context.ts";
import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { failure } from "../kernel/failure.ts";
import type { ChainVersion, Step } from "./schema.ts";

export const unsupported = failure<{ step: string; part: string }>(
  "approval.unsupported",
  "refused",
  ({ step, part }) =>
    `Langkah "${step}" memakai ${part} yang belum didukung. Ubah langkah itu sebelum rantai diterbitkan.`,
);
export const emptyChain = failure(
  "approval.empty",
  "refused",
  () => "Rantai persetujuan harus berakhir pada langkah tanda tangan.",
);
export const samePerson = failure(
  "approval.same_person",
  "refused",
  () => "Anda sudah bertindak pada tahap sebelumnya untuk laporan ini. Pejabat lain harus memutuskan tahap ini.",
);

const partsNotYet = (step: Step): readonly (string | false)[] => [
  step.kind !== "verify" && step.kind !== "review" && step.kind !== "sign" && `jenis langkah ${step.kind}`,
  step.assignee.by === "team" && "tim",
  step.assignee.by === "post" && step.assignee.scope !== "own" && "jabatan di luar unit pelapor",
  step.mode.kind !== "any" && "kuorum",
  step.group !== null && "kelompok sejajar",
  step.condition !== null && "syarat",
  step.sla !== null && "batas waktu langkah",
  step.reminders.length > 0 && "pengingat",
  step.escalation !== null && "eskalasi",
  step.resume !== "full" && "pelanjutan sebagian",
  step.emptyHolder !== "wait" && "pengganti pejabat kosong",
  step.returnsTo.some((to) => to !== "author") && "pengembalian ke langkah lain",
  step.returnsTo.length === 0 && "larangan mengembalikan",
];

/** A published chain may hold only what the engine carries out today. The rest is refused, never ignored. */
export function supported(chain: ChainVersion): Decision {
  if (chain.steps.at(-1)?.kind !== "sign") return refuse(emptyChain({}));
  if (chain.waitingHours !== 0) return refuse(unsupported({ step: chain.label, part: "waktu tunggu" }));
  if (chain.steps.slice(0, -1).some((step) => step.kind === "sign")) {
    return refuse(unsupported({ step: chain.label, part: "lebih dari satu tanda tangan" }));
  }
  const before = ["author"];
  for (const step of chain.steps) {
    const part = before.includes(step.key)
      ? "kunci yang sama dengan langkah lain"
      : step.separateFrom.some((key) => !before.includes(key))
        ? "pemisahan dari langkah yang tidak mendahuluinya"
        : step.separateFrom.includes("author")
          ? partsNotYet(step).find((each) => each !== false)
          : "pengesahan oleh penyusunnya sendiri";
    before.push(step.key);
    if (part) return refuse(unsupported({ step: step.label, part }));
  }
  return allow;
}

/** The post with which an actor sits at the desk `<kind>@<unit>`, if any. */
export function postAt(posts: readonly HeldPost[], desk: string): HeldPost | null {
  return posts.find((post) => `${post.kind}@${post.unit}` === desk) ?? null;
}

/** Separation of duties is over persons, not posts. */
export function separated(step: Step, actor: Actor, acted: Readonly<Record<string, readonly string[]>>): Decision {
  if (actor.kind !== "official") return allow;
  const before = step.separateFrom.flatMap((key) => acted[key] ?? []);
  return before.includes(actor.person) ? refuse(samePerson({})) : allow;
}
