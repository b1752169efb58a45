import * as v from "valibot";
import { canonical } from "../kernel/canonical.ts";
import { sha256 } from "../kernel/digest.ts";
import { failure } from "../kernel/failure.ts";
import { PersonId, Revision, TemplateId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { personNames } from "../account/names.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { onTemplate } from "./drafting.ts";
import { draftChanged, drafting, draftOf, mayDraft, packed, saver, unpacked, whoAndWhen } from "./drafts.ts";
import { badDefinition } from "./index.ts";
import { inspect } from "./problems.ts";
import { TemplateDefinition } from "./schema.ts";
import { querySources } from "./sources.ts";
import { Drafts, type TrialMark, Trials } from "./store.ts";

export const testerUnknown = failure<{ count: number }>(
  "template.tester_unknown",
  "refused",
  ({ count }) =>
    `${count} penguji tidak ada pada daftar pegawai. Pilih penguji dari daftar, lalu mulai uji coba kembali.`,
);

export const trial = writeOperation({
  name: "template.trial",
  summary: "Membuka uji coba konsep templat bagi penguji yang disebut, atau mengakhirinya bila tidak ada yang disebut.",
  input: v.strictObject({
    template: TemplateId,
    /** Revision of the draft that is tried out. */
    rev: Revision,
    testers: v.pipe(v.array(PersonId), v.maxLength(LIMITS.testersPerTrial)),
  }),
  output: v.strictObject({ rev: v.number(), testers: v.array(PersonId) }),
  subject: onTemplate,
  load: ({ template }) => draftOf(template),
  policy: drafting,
  run: async ({ input, record: { head, definition }, actor, now, unit }) => {
    const { template } = input;
    const testers = [...new Set(input.testers)];
    if (head.rev !== input.rev) throw draftChanged({ part: "Isi", ...(await whoAndWhen(head.by)) });
    if (testers.length === 0) {
      if (head.trial) unit.add(Trials.remove({ template }));
    } else {
      const inspected = inspect(definition, await querySources(definition));
      const [first] = inspected.ok ? [] : inspected.problems;
      if (first) throw badDefinition(first);
      const known = await personNames(testers);
      if (known.size < testers.length) throw testerUnknown({ count: testers.length - known.size });
      const body = packed(definition);
      const mark = { template, testers, hash: sha256(canonical(definition)), body };
      unit.add(head.trial ? Trials.put(mark) : Trials.create(mark));
    }
    const mark: TrialMark = { ...saver(actor, now), testers, rev: head.rev, hash: sha256(canonical(definition)) };
    // A trial is no change of the draft: whoever edits meanwhile is not overtaken by it.
    unit.add(
      Drafts.patch({ template }, { set: { trial: testers.length === 0 ? null : mark } }, (a, o) =>
        o.eq(a["rev"], head.rev),
      ),
    );
    unit.tell({ changes: { rev: head.rev, testers }, events: [], card: { template, testers: testers.length } });
    return { rev: head.rev, testers };
  },
});

export const trials = readOperation({
  name: "template.trials",
  summary: "Uji coba templat yang dibuka untuk saya.",
  input: v.strictObject({}),
  output: v.strictObject({
    trials: v.array(v.strictObject({ template: TemplateId, name: v.string(), by: v.string(), at: v.string() })),
  }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat, hanya uji coba yang menyebut dirinya"),
  run: async ({ actor }) => {
    const { items } = await Drafts.list({});
    const own = items.filter(({ trial: open }) => actor.kind === "official" && open?.testers.includes(actor.person));
    return {
      trials: own.flatMap(({ template, name, trial: open }) =>
        open ? [{ template: v.parse(TemplateId, template), name, by: open.name, at: open.at }] : [],
      ),
    };
  },
});

export const tryOut = readOperation({
  name: "template.tryOut",
  summary: "Definisi templat yang diuji coba, untuk dihitung dengan data contoh tanpa menyimpan apa pun.",
  input: v.strictObject({ template: TemplateId }),
  output: v.strictObject({ definition: TemplateDefinition, hash: v.string() }),
  load: async ({ template }) => {
    const found = await Trials.get({ template });
    const inspected = found && inspect(unpacked(found.body));
    return found && inspected?.ok ? { ...found, definition: inspected.definition } : null;
  },
  policy: {
    sentence: "penguji yang disebut dan admin daerah; bagi yang lain uji coba tidak ada",
    sees: (actor, open) => mayDraft(actor) || (actor.kind === "official" && open.testers.includes(actor.person)),
    may: () => ({ allowed: true }),
  },
  run: async ({ record: { definition, hash } }) => ({ definition, hash }),
});
