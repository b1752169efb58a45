import { enroll, personById } from "@selaras/core/account/index.ts";
import { Subject } from "@selaras/core/kernel/id.ts";
import * as v from "valibot";
import { asFounder, type FoundingOptions } from "./found.ts";
import type { Founding } from "./founding.ts";

/** An account of the sign-in service, by the name that is typed there. */
export type Account = { readonly username: string; readonly subject: string; readonly email: string };
type Official = Founding["people"][number];

/** How this place makes accounts: on one machine itself, in the cloud by a line that the operator runs. */
export type AccountMaker = {
  /** Null: whoever has no account gets the line of `lineFor` said instead. */
  readonly make: ((person: Official) => Promise<Account>) | null;
  readonly lineFor: (person: Official) => string;
};

/** What `aws cognito-idp list-users` prints. */
const UserList = v.object({
  Users: v.array(
    v.object({
      Username: v.string(),
      Attributes: v.array(v.object({ Name: v.string(), Value: v.optional(v.string(), "") })),
    }),
  ),
});

/** Reads the accounts of a pool. Throws with a sentence when the text is something else. */
export function readAccounts(text: string): readonly Account[] {
  const parsed = v.safeParse(UserList, JSON.parse(text));
  if (!parsed.success) throw new Error("Berkas --users bukan keluaran `aws cognito-idp list-users --output json`.");
  return parsed.output.Users.map(({ Username, Attributes }) => {
    const valueOf = (name: string): string => Attributes.find((each) => each.Name === name)?.Value ?? "";
    return { username: Username, subject: valueOf("sub"), email: valueOf("email") };
  });
}

const isSameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const quoted = (argument: string): string => `'${argument.replaceAll("'", `'\\''`)}'`;

/** The command that invites somebody into a pool; Cognito mails name and temporary password. */
export function invitation(userPool: string, region: string, person: Official): string {
  const attributes = [
    { Name: "email", Value: person.email },
    { Name: "email_verified", Value: "true" },
    { Name: "name", Value: person.name },
  ];
  return [
    `aws cognito-idp admin-create-user --region ${region} --user-pool-id ${userPool} --username ${person.username}`,
    `--desired-delivery-mediums EMAIL --user-attributes ${quoted(JSON.stringify(attributes))}`,
  ].join(" ");
}

type Verdict = "linked" | "already" | "waits" | "refused";

async function link(
  founding: Founding,
  official: Official,
  known: readonly Account[],
  maker: AccountMaker,
  { apply, say }: FoundingOptions,
): Promise<Verdict> {
  const { personId, username, email } = official;
  const person = await asFounder(founding, () => personById(personId));
  if (!person) {
    say(`${username}: pegawai ${personId} belum tercatat; jalankan found lebih dahulu`);
    return "refused";
  }
  const found = known.find((account) => isSameText(account.username, username));
  if (!found && person.subject !== null) return "already";
  if (!found && !maker.make) {
    say(maker.lineFor(official));
    return "waits";
  }
  if (found && !isSameText(found.email, email)) {
    say(`${username}: akun beralamat ${found.email}, berkas ${email}; tidak ditautkan`);
    return "refused";
  }
  if (found && person.subject !== null && person.subject !== found.subject) {
    say(`${username}: pegawai ${personId} sudah tertaut ke akun lain (${person.subject}); dibiarkan`);
    return "refused";
  }
  if (person.subject !== null) return "already";
  if (apply) {
    const account = found ?? (await maker.make?.(official));
    const subject = v.parse(Subject, account?.subject);
    await asFounder(founding, () => enroll({ persons: [{ ...person, subject }] }));
  }
  say(`${username}: ${apply ? "ditautkan" : "akan ditautkan"}`);
  return "linked";
}

/**
 * Ties everybody in the file to the account that bears the username, so that signing in leads into the regency. True when
 * everybody is tied. Nobody is ever tied to an account with another address, nor moved from one account to another.
 *
 * @param known the accounts that the sign-in service has.
 */
export async function linkAccounts(
  founding: Founding,
  known: readonly Account[],
  maker: AccountMaker,
  options: FoundingOptions,
): Promise<boolean> {
  const verdicts: Verdict[] = [];
  for (const official of founding.people) verdicts.push(await link(founding, official, known, maker, options));
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
  const linked = `${count("linked")} ${options.apply ? "ditautkan" : "akan ditautkan"}`;
  const rest = `${count("already")} sudah tertaut, ${count("waits")} belum punya akun, ${count("refused")} ditolak`;
  options.say(`akun: ${linked}, ${rest}`);
  return count("waits") + count("refused") === 0;
}
