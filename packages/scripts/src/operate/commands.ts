import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { presentInstant } from "@selaras/core/kernel/clock.ts";
import { systemContext, within } from "@selaras/core/kernel/context.ts";
import { Period, TenantId } from "@selaras/core/kernel/id.ts";
import { rebuild } from "@selaras/core/projection/rebuild.ts";
import { allTenants } from "@selaras/core/tenant/index.ts";
import * as v from "valibot";
import { linkAccounts, readAccounts } from "./accounts.ts";
import { found } from "./found.ts";
import type { Founding } from "./founding.ts";
import type { Place } from "./place.ts";
import { problemLines } from "./problem.ts";
import { readFounding } from "./read-founding.ts";
import { usageJson, usageRows, usageTable } from "./usage.ts";

export type Wishes = {
  readonly file: string | undefined;
  readonly stage: string | undefined;
  readonly tenant: string | undefined;
  readonly budget: string | undefined;
  readonly users: string | undefined;
  readonly month: string | undefined;
  readonly apply: boolean;
  readonly json: boolean;
};

/** A command of the operator. True when everything is as it should be; nothing is written without `apply`. */
type Command = {
  readonly usage: string;
  /** Reads and checks what was given before any place is entered: null when something is not given, throws when it is wrong. */
  readonly prepare: (wishes: Wishes) => ((place: Place) => Promise<boolean>) | null;
};

const say = (line: string): void => console.log(line);

async function rebuildTenant(slug: string, apply: boolean): Promise<boolean> {
  const context = systemContext(v.parse(TenantId, slug), "susun-ulang");
  const { compared, written, differences } = await within(context, () => rebuild({ apply }));
  say(`${slug}: ${compared} pernyataan dibandingkan, ${differences.length} berbeda, ${written} ditulis`);
  for (const { what, kind, key } of differences) say(`  ${what} ${kind} ${key}`);
  return differences.length === 0 || apply;
}

async function rebuildAll({ tenant, apply }: Wishes): Promise<boolean> {
  const slugs = tenant ? [tenant] : await allTenants();
  let ok = true;
  for (const slug of slugs) ok = (await rebuildTenant(slug, apply)) && ok;
  return ok;
}

/** The present month when none was named. */
async function showUsage({ month = presentInstant().toISOString().slice(0, 7), json }: Wishes): Promise<boolean> {
  const rows = await usageRows(month);
  say(json ? usageJson(month, rows) : usageTable(month, rows));
  return true;
}

/** Paths count from where the operator stands, not from the root to which npm goes. */
const textOf = (path: string): string => readFileSync(resolve(process.env["INIT_CWD"] ?? "", path), "utf8");

/** Null when no file was named. Throws with everything that is wrong in it, each with its place. */
function foundingOf({ file, budget }: Wishes): Founding | null {
  if (file === undefined) return null;
  const { founding, problems } = readFounding(textOf(file), budget === undefined ? undefined : textOf(budget));
  if (!founding) throw new Error(problemLines(file, problems).join("\n"));
  return founding;
}

const dryRunSaid = ({ apply }: Wishes): void => {
  if (!apply) say("Belum ada yang ditulis. Ulangi dengan --apply.");
};

export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["rebuild", { usage: "[--tenant kukar] [--apply]", prepare: (wishes) => () => rebuildAll(wishes) }],
  [
    "usage",
    {
      usage: "[--month 2026-11] [--json]",
      prepare: (wishes) => (wishes.month === undefined || v.is(Period, wishes.month) ? () => showUsage(wishes) : null),
    },
  ],
  [
    "found",
    {
      usage: "berkas.json [--budget anggaran.json] [--apply]",
      prepare: (wishes) => {
        const founding = foundingOf(wishes);
        if (!founding) return null;
        return async () => {
          const ok = await found(founding, { apply: wishes.apply, say });
          dryRunSaid(wishes);
          return ok;
        };
      },
    },
  ],
  [
    "accounts",
    {
      usage: "berkas.json [--users pengguna.json] [--apply]",
      prepare: (wishes) => {
        const founding = foundingOf(wishes);
        if (!founding) return null;
        // What is not known to be there would be asked for a second time.
        if (wishes.stage !== undefined && wishes.users === undefined) {
          throw new Error("Dengan --stage sebutkan --users: keluaran `aws cognito-idp list-users --output json`.");
        }
        const known = wishes.users === undefined ? [] : readAccounts(textOf(wishes.users));
        return async ({ accounts }) => {
          const ok = await linkAccounts(founding, known, accounts, { apply: wishes.apply, say });
          dryRunSaid(wishes);
          return ok;
        };
      },
    },
  ],
]);
