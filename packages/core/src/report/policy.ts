import type { Actor } from "../kernel/context.ts";
import { allow } from "../kernel/decision.ts";
import type { Policy } from "../operation/operation.ts";
import { onlyProduct } from "../operation/policies.ts";
import { mayMove, type Placed, sees } from "./access.ts";
import type { Move } from "./machine.ts";

const SENTENCES: Readonly<Record<Exclude<Move, "publish">, string>> = {
  save: "penyusun pada unit pelapor, selama draf atau dikembalikan dan periode terbuka",
  attach: "penyusun pada unit pelapor, selama draf atau dikembalikan dan periode terbuka",
  submit: "penyusun pada unit pelapor, selama draf atau dikembalikan dan periode terbuka",
  withdraw: "penyusun pada unit pelapor, sebelum ada keputusan",
  verify: "pemegang jabatan pada tahap pemeriksaan yang sedang berjalan, bukan penyusunnya",
  sendBack: "pemegang jabatan pada tahap yang sedang berjalan",
  sign: "pemegang jabatan pada tahap tanda tangan, bukan penyusun atau pemeriksanya",
};

/** Seen by those who may know of the report; moved by those whose turn it is. */
export const moving = (move: Exclude<Move, "publish">): Policy<Placed> => ({
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

export const product = onlyProduct("hanya layanan sendiri");
