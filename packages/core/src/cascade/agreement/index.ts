import * as v from "valibot";
import type { Unit } from "../../db/unit.ts";
import { ensure } from "../../kernel/decision.ts";
import { Revision, UnitId, Year } from "../../kernel/id.ts";
import { LIMITS } from "../../kernel/limits.ts";
import { readOperation, writeOperation } from "../../operation/operation.ts";
import { everyOfficial } from "../../operation/policies.ts";
import { allUnits } from "../../orgunit/index.ts";
import { currentTenant } from "../../tenant/index.ts";
import { sakipOf } from "../../tenant/schema.ts";
import { planIn } from "../load.ts";
import { concerns, unitKeepers } from "../policy.ts";
import { yearWithin } from "../rules.ts";
import { PlanId } from "../schema.ts";
import { Plans } from "../store.ts";
import { agreementStale, changeReason } from "./failures.ts";
import { partyOf, placed, recordKey, withoutNumber } from "./load.ts";
import { inState, parties } from "./rules.ts";
import { Action, Agreement, AgreementKey, Seat } from "./schema.ts";
import { Agreements, numberOf } from "./store.ts";

export const agreements = readOperation({
  name: "cascade.agreements",
  summary: "Perjanjian kinerja satu tahun yang boleh dilihat, per unit atau seluruhnya.",
  input: v.strictObject({ year: Year, unit: v.optional(UnitId), cursor: v.optional(v.nullable(v.string())) }),
  output: v.strictObject({ agreements: v.array(Agreement), cursor: v.nullable(v.string()) }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat daerah ini; hanya perjanjian yang menyangkut unit atau dirinya"),
  run: async ({ input, actor }) => {
    const [units, tenant, page] = await Promise.all([
      allUnits(),
      currentTenant(),
      Agreements.list(
        { year: input.year },
        { begins: { unit: input.unit ?? "" }, limit: LIMITS.agreementsListed, cursor: input.cursor },
      ),
    ]);
    const wide = tenant.settings.tenantWide;
    const mine = (person: string | undefined): boolean => actor.kind === "official" && actor.person === person;
    const seen = page.items.filter(
      ({ unit, person, superior }) =>
        (input.unit === undefined || unit === input.unit) &&
        (mine(person) ||
          mine(superior?.person) ||
          concerns(actor, { part: unit, units, wide, rules: sakipOf(tenant) })),
    );
    return { agreements: seen.map(withoutNumber), cursor: page.cursor };
  },
});

const Written = v.strictObject({ version: v.number(), rev: v.number() });
const DraftInput = v.strictObject({
  ...AgreementKey,
  plan: PlanId,
  superior: v.nullable(Seat),
  actions: v.pipe(v.array(Action), v.maxLength(LIMITS.agreementIndicators)),
  /** Why a signed agreement is changed; null for the first one. */
  reason: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.reasonCharactersMost))),
  rev: Revision,
});
type DraftInput = v.InferOutput<typeof DraftInput>;

/** Writes the next version: the first, or the change of one that both parties signed. */
function addVersion(unit: Unit, made: Agreement): void {
  unit.add(Agreements.create({ ...made, number: numberOf(made.version) }), () => agreementStale({}));
}

function freshVersion(input: DraftInput, version: number, party: { name: string; title: string }): Agreement {
  const { rev: _rev, ...content } = input;
  return {
    ...content,
    version,
    state: "draft",
    name: party.name,
    title: party.title,
    hash: null,
    first: null,
    second: null,
    snapshot: null,
    rev: 1,
  };
}

export const draft = writeOperation({
  name: "cascade.draftAgreement",
  summary: "Menyusun perjanjian kinerja seorang pejabat, atau perubahannya dengan alasan.",
  input: DraftInput,
  output: Written,
  subject: ({ year }) => `agreement#${year}`,
  load: placed,
  policy: unitKeepers,
  run: async ({ input, record, unit, now }) => {
    const { superior, rev, reason } = input;
    const plan = planIn({ plan: await Plans.get({ plan: input.plan }, { strong: true }) });
    ensure(yearWithin(input.year, plan));
    ensure(parties(input, superior));
    const party = await partyOf(input);
    if (superior) await partyOf(superior);
    const latest = record.versions.at(-1);
    const changing = latest?.state === "draft";
    if (latest && !changing) {
      ensure(inState(latest.state, "signed"));
      if ((reason ?? "").length < LIMITS.reasonCharactersLeast) throw changeReason({});
    }
    if (changing && latest.version > 1 && (reason ?? "").length < LIMITS.reasonCharactersLeast) throw changeReason({});
    const version = changing ? latest.version : (latest?.version ?? 0) + 1;
    if (changing) {
      const { actions } = input;
      const set = { superior, actions, reason, plan: input.plan, name: party.name, title: party.title, rev: rev + 1 };
      unit.add(
        Agreements.patch(
          recordKey(latest),
          { set },
          (a, o) => `${o.eq(a["rev"], rev)} AND ${o.eq(a["state"], "draft")}`,
        ),
        () => agreementStale({}),
      );
    } else {
      addVersion(unit, freshVersion(input, version, party));
    }
    unit.tell({
      changes: { person: input.person, post: input.post, version, superior, reason },
      events: [{ type: "AgreementDrafted", stamp: now.getTime(), year: input.year, unit: input.unit }],
      card: { unit: input.unit, period: input.year },
    });
    return { version, rev: changing ? rev + 1 : 1 };
  },
});
