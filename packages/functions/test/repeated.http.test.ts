import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { everything, lines, MARCH_OPEN, regency, type Regency, travel, useEngines } from "../../core/test/world.ts";
import type { RouteName } from "../src/http/paths.ts";
import { type Asked, ask, codeOf, freshCommand, member, useTokens } from "./http-world.ts";
import { PDF_FILE, upload } from "./stories.ts";

useEngines();
useTokens();

const id = "rfk.2026-03.dinas-pu.1";
const REASON = "Alasan yang cukup panjang.";
let kukar: Regency;

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar");
  await kukar.openReport();
  await kukar.fill(id, 3);
  await kukar.send(id);
  await kukar.openReport("2026-03", "dinas-pu", "layanan-bulanan");
});

const as = (kind: string, unit = "dinas-pu", rest: Partial<Asked> = {}): Asked => ({
  as: kukar.who(kind, unit),
  tenant: "kukar",
  ...rest,
});

describe("a command sent twice", () => {
  const bappeda = () => ({ as: kukar.who("bappeda", "bappeda"), tenant: "kukar" });
  const window = {
    template: "rfk",
    period: "2026-07",
    opensOn: "2026-07-11",
    dueOn: "2026-08-12",
    lockOn: "2026-08-22",
    rev: 1,
  };
  const budget = { year: "2026", unit: "dinas-pu", stage: "pergeseran", n: 1, effectiveFrom: "2026-09" };

  it("gives the same answer and is one write, also when both come at once", async () => {
    const extension = { template: "rfk", period: "2026-03", unit: "dinas-pu", until: "2026-04-30", reason: REASON };
    const form = { id: "layanan-bulanan.2026-03.dinas-pu.1" };
    const cells = [kukar.cell("uraian/capaian", "capaian", "Berjalan baik.")];
    const commands: readonly (readonly [RouteName, Asked])[] = [
      ["calendar.change", { ...bappeda(), input: window }],
      ["calendar.extend", { ...bappeda(), input: extension }],
      ["budget.record", { ...bappeda(), input: { ...budget, lines: lines(2) } }],
      ["report.open", { ...bappeda(), input: { template: "layanan-bulanan", period: "2026-04", unit: "dinas-pu" } }],
      ["report.save", as("pptk", "dinas-pu", { input: { ...form, changes: cells } })],
      ["report.withdraw", as("pptk", "dinas-pu", { input: { id, reason: REASON } })],
    ];
    for (const [name, asked] of commands) {
      const command = freshCommand();
      const twin = await Promise.all([ask(name, { ...asked, command }), ask(name, { ...asked, command })]);
      const standing = await journals();
      travel("2026-04-05T02:01:00.000Z"); // a minute later, as a device without signal does
      const later = await ask(name, { ...asked, command });
      travel(MARCH_OPEN);
      expect([name, ...twin.map((got) => got.status), later.status]).toEqual([name, 200, 200, 200]);
      expect([twin[1]?.text, later.text]).toEqual([twin[0]?.text, twin[0]?.text]);
      const after = await journals();
      expect(after).toEqual(standing);
      expect(after.filter((key) => key.endsWith(command))).toHaveLength(1);
    }
  });

  it("repeats the steps of a report without taking one twice", async () => {
    const { url, headers } = v.parse(
      v.object({ url: v.string(), headers: v.record(v.string(), v.string()) }),
      (await ask("evidence.announce", as("pptk", "dinas-pu", { input: { id, ...PDF_FILE } }))).json,
    );
    expect(await upload(url, headers)).toBe(200);
    const sendNow = async () => ({
      id,
      stamp: member(await ask("report.view", as("pptk", "dinas-pu", { input: { id } })), "stamp"),
    });
    const decideNow = async () => ({
      id,
      hash: member(await ask("report.view", as("pptk", "dinas-pu", { input: { id } })), "hash"),
    });
    const steps: readonly (readonly [RouteName, string, () => Promise<object>])[] = [
      ["evidence.confirm", "pptk", async () => ({ id, ...PDF_FILE })],
      ["evidence.remove", "pptk", async () => ({ id, evidenceId: PDF_FILE.sha256, reason: REASON })],
      ["report.submit", "pptk", sendNow],
      ["report.sendBack", "kabid", async () => ({ ...(await decideNow()), reason: REASON })],
      ["report.submit", "pptk", sendNow],
      ["report.verify", "kabid", decideNow],
      ["report.sign", "kepala", decideNow],
    ];
    for (const [name, kind, input] of steps) {
      const asked = as(kind, "dinas-pu", { input: { ...(await input()) }, command: freshCommand() });
      const first = await ask(name, asked);
      const standing = await everything();
      const second = await ask(name, asked);
      expect([name, first.status, second.status, second.text]).toEqual([name, 200, 200, first.text]);
      expect(await everything()).toEqual(standing);
    }
  });

  it("is refused when the id is used for something else or by somebody else", async () => {
    const command = freshCommand();
    const change = { ...window, period: "2026-08", opensOn: "2026-08-11", dueOn: "2026-09-12", lockOn: "2026-09-22" };
    expect((await ask("calendar.change", { ...bappeda(), input: change, command })).status).toBe(200);
    const before = await everything();
    const otherContent = { ...bappeda(), input: { ...change, rev: 2 }, command };
    const otherSubject = { ...bappeda(), input: { ...budget, n: 2, lines: lines(1) }, command };
    const otherPerson = { as: kukar.who("admin", "bappeda"), tenant: "kukar", input: change, command };
    expect((await ask("calendar.change", otherContent)).text).toContain('"rev":2'); // the first answer, not a second change
    expect(codeOf(await ask("budget.record", otherSubject))).toBe("kernel.command_reused");
    expect(codeOf(await ask("calendar.change", otherPerson))).toBe("kernel.command_reused");
    expect(await everything()).toEqual(before);
  });
});

/** Keys of all journal items: one per command that was done. */
async function journals(): Promise<readonly string[]> {
  const items = await everything();
  return items
    .filter((item) => item["__edb_e__"] === "journal")
    .map((item) => `${String(item["pk"])} ${String(item["sk"])}`);
}
