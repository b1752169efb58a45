import { describe, expect, it } from "vitest";
import { shownAccounts } from "../demo/accounts.ts";
import { castOf } from "../demo/cast.ts";
import { dayOf, lastDay } from "../demo/months.ts";
import { officialsOf, sharedPerson } from "../demo/officials.ts";
import { demoPlan } from "../demo/story.ts";
import { type Appointment, type Roster, tenantIds } from "../demo/types.ts";
import { opdOf, unitOf } from "../demo/units.ts";

const openMonth = "2026-10";
const rosters = tenantIds.map((tenant) => officialsOf(tenant, openMonth));

function holdersOn(roster: Roster, post: string, day: string): readonly Appointment[] {
  return roster.appointments.filter(
    (one) => one.post === post && one.from <= day && (one.until === null || one.until >= day),
  );
}

describe.each(rosters.map((roster) => [roster.tenant, roster] as const))("officials of %s", (tenant, roster) => {
  it("have unique usernames, numbers and posts, and appointments that name both", () => {
    const usernames = new Set(roster.persons.map(({ username }) => username));
    const posts = new Set(roster.posts.map(({ id }) => id));
    const nips = roster.persons.flatMap(({ nip }) => (nip === null ? [] : [nip]));
    expect(usernames.size).toBe(roster.persons.length);
    expect(posts.size).toBe(roster.posts.length);
    expect(new Set(nips).size).toBe(nips.length);
    for (const one of roster.appointments) {
      expect([usernames.has(one.username), posts.has(one.post)]).toEqual([true, true]);
      expect(one.until === null || one.from <= one.until).toBe(true);
    }
    for (const { unit } of roster.posts) expect(unitOf(tenant, unit).id).toBe(unit);
  });

  it("carry an NIP of 18 digits: birth date, month of entry, sex, number", () => {
    for (const { nip, rank } of roster.persons) {
      expect(nip === null).toBe(rank === null);
      if (nip === null) continue;
      expect(nip).toMatch(/^19(6|7|8|9)\d(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])(19|20)\d{2}(0[1-9]|1[0-2])[12]\d{3}$/);
    }
  });

  it.each(["2026-10", "2027-01"])(
    "fill head, verifier and PPTK of every OPD from the first shown month to %s",
    (open) => {
      const { earlierMonths, publishedMonths, reviewMonth } = demoPlan(open);
      const seen = officialsOf(tenant, open);
      const empty = [...earlierMonths, ...publishedMonths, reviewMonth, open].flatMap((month) =>
        opdOf(tenant).flatMap((unit) =>
          ["kepala", "kabid", "pptk"]
            .map((kind) => `${unit.id}.${kind}.1`)
            .filter((post) => [dayOf(month, 2), lastDay(month)].some((day) => holdersOn(seen, post, day).length === 0)),
        ),
      );
      expect(empty).toEqual([]);
    },
  );

  it("never have two definitive holders of one post at the same time", () => {
    const lasting = roster.appointments.filter(({ basis }) => basis === "definitif");
    for (const { id } of roster.posts) {
      const terms = lasting.filter(({ post }) => post === id).sort((one, other) => (one.from < other.from ? -1 : 1));
      terms.slice(1).forEach((later, place) => {
        const until = terms[place]?.until ?? null;
        expect(until !== null && until < later.from).toBe(true);
      });
    }
  });

  it("leave one OPD without a definitive head, led by the head of another", () => {
    const { unit, actingHeadOf } = castOf(tenant).vacant;
    const acting = holdersOn(roster, `${unit}.kepala.1`, "2026-10-15");
    expect(acting.map(({ basis }) => basis)).toEqual(["plt"]);
    const own = holdersOn(roster, `${actingHeadOf}.kepala.1`, "2026-10-15");
    expect(own[0]?.username).toBe(acting[0]?.username);
  });

  it("let the secretary stand in for an absent head for exactly two weeks of the open month", () => {
    const post = `${castOf(tenant).away}.kepala.1`;
    const bases = (day: string) => holdersOn(roster, post, day).map(({ basis }) => basis);
    expect(bases("2026-10-04")).toEqual(["definitif"]);
    expect(bases("2026-10-05")).toEqual(["definitif", "plh"]);
    expect(bases("2026-10-18")).toEqual(["definitif", "plh"]);
    expect(bases("2026-10-19")).toEqual(["definitif"]);
  });

  it("hold every kind of tenant-wide post, and one person serves two OPD as PPTK", () => {
    const wide = new Set(roster.posts.filter((post) => post.tenantWide).map(({ kind }) => kind));
    expect([...wide].sort()).toEqual(["adbang", "admin", "bappeda", "inspektorat", "pimpinan"]);
    const { of, also } = castOf(tenant).sharedPptk;
    const holder = (unit: string) => holdersOn(roster, `${unit}.pptk.1`, "2026-10-01")[0]?.username;
    expect(holder(also)).toBe(holder(of));
  });

  it("have names without a second word among them, and no name twice", () => {
    const names = roster.persons.map(({ name }) =>
      name.replace(/,.*$/, "").replace(/^((Dr|dr|drg|Ir|apt|Drs|H)\. )+/, ""),
    );
    expect(names.some((name) => !name.includes(" "))).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });

  it("come out the same every time", () => {
    expect(officialsOf(tenant, openMonth)).toEqual(roster);
  });
});

describe("identities", () => {
  it("are uuids that belong to one username, across all regencies", () => {
    const subjects = new Map(rosters.flatMap(({ persons }) => persons.map((one) => [one.subject, one.username])));
    const usernames = new Set(rosters.flatMap(({ persons }) => persons.map(({ username }) => username)));
    expect(subjects.size).toBe(usernames.size);
    for (const subject of subjects.keys()) {
      expect(subject).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it("let one person belong to two regencies, and nobody else", () => {
    const seen = rosters.flatMap(({ persons }) => persons.map(({ username }) => username));
    const twice = seen.filter((username, place) => seen.indexOf(username) !== place);
    expect(twice).toEqual([sharedPerson.username]);
    const both = rosters.flatMap(({ persons }) => persons.filter(({ username }) => username === sharedPerson.username));
    expect(both[0]).toEqual(both[1]);
  });
});

describe("the accounts shown to readers", () => {
  // `vitest run -u` writes the file anew when the officials change.
  it("in accounts.json are the ones that the officials yield", async () => {
    const text = `${JSON.stringify(shownAccounts(openMonth), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../demo/accounts.json");
  });

  it("do not depend on the open month, and one per regency must change its password", () => {
    expect(shownAccounts("2027-03")).toEqual(shownAccounts(openMonth));
    const temporary = shownAccounts(openMonth).filter(({ password }) => password === "Sementara-2026!");
    expect(temporary.map(({ username }) => username)).toEqual(tenantIds.map((tenant) => `baru.${tenant}`));
    expect(shownAccounts(openMonth)).toHaveLength(36);
  });
});
