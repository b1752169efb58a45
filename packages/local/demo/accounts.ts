import { castOf } from "./cast.ts";
import { officialsOf } from "./officials.ts";
import { regencyOf } from "./regencies.ts";
import { type DemoAccount, type Roster, type TenantId, tenantIds } from "./types.ts";
import { unitOf } from "./units.ts";

/** The sign-ins worth showing, nine per regency; accounts.json holds the same list for readers. */
export function shownAccounts(openMonth: string): readonly DemoAccount[] {
  return tenantIds.flatMap((tenant) => {
    const roster = officialsOf(tenant, openMonth);
    return shownUsernames(tenant).map((username) => accountOf(roster, username));
  });
}

function shownUsernames(tenant: TenantId): readonly string[] {
  const first = unitOf(tenant, castOf(tenant).detailed[0] ?? "").tag;
  const leader = regencyOf(tenant).kind === "kota" ? "walikota" : "bupati";
  const stems = [
    `pptk.${first}`,
    `kabid.${first}`,
    `kepala.${first}`,
    "bappeda",
    "admin",
    "admin2",
    "inspektorat",
    leader,
    "baru",
  ];
  return stems.map((stem) => `${stem}.${tenant}`);
}

function accountOf(roster: Roster, username: string): DemoAccount {
  const person = roster.persons.find((one) => one.username === username);
  const held = roster.appointments.find((one) => one.username === username);
  const post = roster.posts.find(({ id }) => id === held?.post);
  if (person === undefined || post === undefined) throw new Error(`no account ${username}`);
  return { tenant: roster.tenant, username, password: person.password, name: person.name, post: post.title };
}
