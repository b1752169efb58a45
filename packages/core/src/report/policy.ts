import type { Actor } from "../kernel/context.ts";
import { allow, refuse } from "../kernel/decision.ts";
import { forbidden } from "../kernel/failure.ts";
import type { Policy } from "../operation/operation.ts";
import { onlyProduct } from "../operation/policies.ts";
import { inChain, isAuthor, isAuthority, mayMove, type Placed, sees } from "./access.ts";
import type { Action } from "./schema.ts";

const SENTENCES: Readonly<Record<Action, string>> = {
  save: "penyusun pada unit pelapor, selama draf atau dikembalikan dan periode terbuka",
  attach: "penyusun pada unit pelapor, selama draf atau dikembalikan dan periode terbuka",
  submit: "penyusun pada unit pelapor, selama draf atau dikembalikan dan periode terbuka",
  withdraw: "penyusun pada unit pelapor, sebelum ada keputusan",
  verify: "pemegang jabatan pada tahap pemeriksaan yang sedang berjalan, bukan penyusunnya",
  sendBack: "pemegang jabatan pada tahap yang sedang berjalan",
  sign: "pemegang jabatan pada tahap tanda tangan, bukan penyusun atau pemeriksanya",
  release: "pemegang jabatan pada tahap penerbitan",
  recall: "penanda tangan sendiri, dalam waktu tunggu sebelum terbit",
  askCorrection: "penyusun, pejabat pada rantai dan pejabat yang memutuskan koreksi",
  answerCorrection: "pejabat yang memutuskan koreksi, selama koreksi diminta",
  void: "pejabat yang memutuskan koreksi",
};

/** Seen by those who may know of the report; moved by those whose turn it is. */
export const moving = (move: Action): Policy<Placed> => ({
  sentence: SENTENCES[move],
  sees,
  may: (actor: Actor, placed: Placed) => mayMove(move, actor, placed),
});

export const seeing: Policy<Placed> = {
  sentence:
    "pejabat pada unit pelapor dan di atasnya, jabatan pada rantai, kantor pengelola; semua pejabat setelah terbit",
  sees,
  may: () => allow,
};

/** Those whom the way of this report concerns: its authors, its chain, whoever answers for corrections; and the product. */
export const reaching: Policy<Placed> = {
  sentence: "penyusun, pejabat pada rantai, pejabat yang memutuskan koreksi, dan layanan sendiri",
  sees,
  may: (actor: Actor, placed: Placed) =>
    actor.kind === "system" || isAuthor(actor, placed) || inChain(actor, placed) || isAuthority(actor, placed)
      ? allow
      : refuse(forbidden({ act: "mengurus laporan unit ini" })),
};

/** Whoever answers for corrections of this report. */
export const deciding: Policy<Placed> = {
  sentence: "pemegang jabatan yang memutuskan koreksi menurut rantai laporan",
  sees,
  may: (actor: Actor, placed: Placed) =>
    isAuthority(actor, placed) ? allow : refuse(forbidden({ act: "memutuskan koreksi laporan ini" })),
};

export const product = onlyProduct("hanya layanan sendiri");
