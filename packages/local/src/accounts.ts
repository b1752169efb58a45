import type { Roster } from "../demo/types.ts";
import type { SignIn } from "./sign-in/sign-in.ts";

export const POOL = "ap-southeast-3_Local1234";
export const CLIENT = "selaraslokal00000000000000";

/** Sets the pool up as the cloud's: SRP only, strong passwords. */
export function ensurePool(signIn: SignIn): void {
  signIn.admin.ensurePool({ poolId: POOL, clientId: CLIENT, mfa: "OPTIONAL", passwordPolicy: { minimumLength: 10 } });
}

/** Gives every person of the demonstration an account; one who is in two regencies has one. */
export async function ensureAccounts(signIn: SignIn, rosters: readonly Roster[]): Promise<void> {
  for (const { username, subject, email, password, passwordIsTemporary, name } of rosters.flatMap(
    (roster) => roster.persons,
  )) {
    signIn.admin.ensureUser({
      username,
      sub: subject,
      email,
      password,
      permanent: !passwordIsTemporary,
      attributes: { name },
    });
  }
  await signIn.admin.settled();
}
