import * as v from "valibot";
import { failure } from "../kernel/failure.ts";
import { Revision } from "../kernel/id.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { unknownUnit } from "../orgunit/failures.ts";
import { unitsToday } from "../orgunit/index.ts";
import { usesOf, mentionText } from "./bindings.ts";
import { chainOffice } from "./chains.ts";
import { partsOf } from "./desks.ts";
import { ANYWHERE, Team, TeamId } from "./schema.ts";
import { Teams } from "./store.ts";

export const teamStale = failure(
  "approval.team_stale",
  "stale",
  () => "Tim ini baru saja diubah admin lain. Muat ulang untuk melihatnya, lalu ulangi perubahan Anda.",
);
export const teamUsed = failure<{ uses: string }>(
  "approval.team_used",
  "refused",
  ({ uses }) =>
    `Tim ini masih dipakai rantai yang terbit: ${uses}. Terbitkan versi tanpa tim ini dan pensiunkan yang lama dahulu.`,
);

const Mention = v.strictObject({ chain: v.string(), n: v.number(), label: v.string(), step: v.nullable(v.string()) });

export const teams = readOperation({
  name: "approval.teams",
  summary: "Tim yang dapat menjadi langkah rantai persetujuan, dengan kursi dan rantai yang memakainya.",
  input: v.strictObject({}),
  output: v.strictObject({ teams: v.array(v.strictObject({ ...Team.entries, uses: v.array(Mention) })) }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async () => {
    const { items } = await Teams.list({}, { strong: true });
    return {
      teams: await Promise.all(
        items.map(async (team) => ({ ...team, uses: [...(await usesOf({ team: team.team }))] })),
      ),
    };
  },
});

export const saveTeam = writeOperation({
  name: "approval.saveTeam",
  summary: "Membuat atau mengubah tim. Langkah yang sedang berjalan tetap pada kursi saat langkah itu dimulai.",
  input: Team,
  output: Team,
  subject: () => "teams",
  load: async ({ team }) => ({ standing: await Teams.get({ team }, { strong: true }) }),
  policy: chainOffice,
  run: async ({ input, record, unit }) => {
    const known = new Set<string>((await unitsToday()).map((each) => each.unitId));
    const places = input.seats.map((seat) => partsOf(seat.desk).unit);
    if (places.some((at) => at !== ANYWHERE && !known.has(at))) throw unknownUnit({});
    if ((record.standing?.rev ?? 0) !== input.rev) throw teamStale({});
    const saved = { ...input, rev: input.rev + 1 };
    unit.add(record.standing ? Teams.put(saved, (a, o) => o.eq(a["rev"], input.rev)) : Teams.create(saved), () =>
      teamStale({}),
    );
    unit.tell({
      changes: { team: input.team, seats: input.seats.map((seat) => [seat.seat, seat.desk]) },
      events: [],
      card: { team: input.team },
    });
    return saved;
  },
});

export const removeTeam = writeOperation({
  name: "approval.removeTeam",
  summary: "Menghapus tim yang tidak dipakai rantai terbit.",
  input: v.strictObject({ team: TeamId, rev: Revision }),
  output: v.strictObject({ team: TeamId }),
  subject: () => "teams",
  load: ({ team }) => Teams.get({ team }, { strong: true }),
  policy: chainOffice,
  run: async ({ input, record, unit }) => {
    if (record.rev !== input.rev) throw teamStale({});
    const uses = await usesOf({ team: input.team });
    if (uses.length > 0) throw teamUsed({ uses: mentionText(uses) });
    unit.add(
      Teams.remove({ team: input.team }, (a, o) => o.eq(a["rev"], input.rev)),
      () => teamStale({}),
    );
    unit.tell({ changes: { removed: input.team }, events: [], card: { team: input.team } });
    return { team: input.team };
  },
});
