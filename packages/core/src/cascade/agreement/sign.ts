import * as v from "valibot";
import { freeze } from "../../db/frozen.ts";
import type { Unit } from "../../db/unit.ts";
import { ensure } from "../../kernel/decision.ts";
import { Revision, Sha256 } from "../../kernel/id.ts";
import { writeOperation } from "../../operation/operation.ts";
import { Reason } from "../schema.ts";
import { agreementStale, contentChanged } from "./failures.ts";
import { contentNow, contentSigned, partyOf, placed, type Placed, recordKey, signatureOf, versionIn } from "./load.ts";
import { fit } from "./rules.ts";
import { type Agreement, AgreementKey, type Signature, VersionText } from "./schema.ts";
import { Agreements } from "./store.ts";
import { mayReopen, mayStamp } from "./turn.ts";
import { seeing } from "./view.ts";

const Moved = v.strictObject({ state: v.string(), rev: v.number() });
const Which = { ...AgreementKey, version: VersionText, rev: Revision } as const;

function move(unit: Unit, agreement: Agreement, rev: number, set: Partial<Agreement>): void {
  const { state } = agreement;
  unit.add(
    Agreements.patch(
      recordKey(agreement),
      { set: { ...set, rev: rev + 1 } },
      (a, o) => `${o.eq(a["rev"], rev)} AND ${o.eq(a["state"], state)}`,
    ),
    () => agreementStale({}),
  );
}

/** The whole is frozen, and the version it changes gives way in the same write. */
function conclude(
  unit: Unit,
  record: Placed,
  agreement: Agreement,
  content: unknown,
  signatures: { first: Signature; second: Signature | null },
): Partial<Agreement> {
  const whole = freeze({ content, ...signatures });
  unit.add(whole.write);
  const before = record.versions.find(({ version, state }) => version < agreement.version && state === "signed");
  if (before) {
    unit.add(
      Agreements.patch(recordKey(before), { set: { state: "superseded", rev: before.rev + 1 } }, (a, o) =>
        o.eq(a["rev"], before.rev),
      ),
    );
  }
  return { ...signatures, state: "signed", snapshot: whole.hash };
}

/** The official's own signature: freezes what the tree says now, if that is what was read. */
async function stampFirst(unit: Unit, record: Placed, agreement: Agreement, hash: string): Promise<Partial<Agreement>> {
  const content = await contentNow(record, agreement);
  ensure(fit(content));
  const frozen = freeze(content);
  if (frozen.hash !== hash) throw contentChanged({});
  unit.add(frozen.write);
  const first = signatureOf(content.first);
  if (!content.second) {
    return { hash, ...conclude(unit, record, agreement, content, { first, second: null }) };
  }
  return { hash, first, state: "offered" };
}

/** The superior's signature, under the very content that the official signed and in the very hat that it names. */
async function stampSecond(
  unit: Unit,
  record: Placed,
  agreement: Agreement,
  hash: string,
): Promise<Partial<Agreement>> {
  const { superior, first } = agreement;
  const content = await contentSigned(agreement);
  if (!superior || !first || !content.second || agreement.hash !== hash) throw contentChanged({});
  const { title, name, nip, rank } = await partyOf(superior);
  const same = content.second;
  if (title !== same.title || name !== same.name || nip !== same.nip || rank !== same.rank) throw contentChanged({});
  return conclude(unit, record, agreement, content, { first, second: signatureOf(same) });
}

export const sign = writeOperation({
  name: "cascade.signAgreement",
  summary: "Menandatangani perjanjian kinerja: pejabatnya lebih dahulu, lalu atasannya.",
  input: v.strictObject({ ...Which, hash: Sha256 }),
  output: Moved,
  subject: ({ year }) => `agreement#${year}`,
  load: placed,
  policy: seeing,
  run: async ({ input, record, actor, unit, now }) => {
    const agreement = versionIn(record, input.version);
    ensure(await mayStamp(actor, agreement, now));
    const stamp = agreement.state === "draft" ? stampFirst : stampSecond;
    const set = await stamp(unit, record, agreement, input.hash);
    move(unit, agreement, input.rev, set);
    unit.tell({
      changes: { person: input.person, post: input.post, version: agreement.version, hash: input.hash, ...set },
      events: [{ type: "AgreementSigned", stamp: now.getTime(), year: input.year, unit: input.unit }],
      card: { unit: input.unit, period: input.year },
    });
    return { state: set.state ?? agreement.state, rev: input.rev + 1 };
  },
});

export const reopen = writeOperation({
  name: "cascade.reopenAgreement",
  summary: "Mengembalikan perjanjian kinerja ke penyusunan sebelum ditandatangani atasan, dengan alasan.",
  input: v.strictObject({ ...Which, reason: Reason }),
  output: Moved,
  subject: ({ year }) => `agreement#${year}`,
  load: placed,
  policy: seeing,
  run: async ({ input, record, actor, unit, now }) => {
    const agreement = versionIn(record, input.version);
    ensure(mayReopen(actor, agreement, record));
    move(unit, agreement, input.rev, { state: "draft", hash: null, first: null });
    unit.tell({
      changes: { person: input.person, post: input.post, version: agreement.version, reason: input.reason },
      events: [{ type: "AgreementReopened", stamp: now.getTime(), year: input.year, unit: input.unit }],
      card: { unit: input.unit, period: input.year },
    });
    return { state: "draft", rev: input.rev + 1 };
  },
});
