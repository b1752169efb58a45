import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { useEngines } from "../../core/test/world.ts";
import { PATHS, type RouteName } from "../src/http/paths.ts";
import { operationOf } from "../src/http/routes.ts";
import { ask, codeOf, logged, useTokens } from "./http-world.ts";
import { broken } from "./hostile-values.ts";
import { goodInput, REPORT, seenInput, sentSoFar, type Target, target, torment } from "./torment.ts";

useEngines();
useTokens();

let at: Target;
beforeAll(async () => {
  at = await target();
});

/** Names that every object has by birth: the schema does not see them as strangers, and drops them. */
const BORN_WITH = /"(__proto__|constructor|toString|hasOwnProperty)":/;
/** A `%` in an address is read once by the gateway and once by the router. */
const decodedTwice = (text: string): boolean => text.includes("%");

describe("broken input", () => {
  it.each(Object.keys(PATHS) as RouteName[])("to %s is refused without a write or a crash", async (name) => {
    const tenant = name === "account.session" ? null : "kukar";
    const { operation } = await operationOf(name);
    const requests = await torment(broken(goodInput(name, at)), 56, async (input) => {
      const got = await ask(name, { as: at.mighty, tenant, input });
      const text = JSON.stringify(input);
      const fits = v.is(operation.input, seenInput(name, input));
      if (!fits && got.status === 200 && !BORN_WITH.test(text) && !decodedTwice(text))
        throw new Error(`Taken: ${text}`);
      return got;
    });
    expect(requests).toBe(56);
  });

  it("has come in thousands", () => {
    expect(sentSoFar()).toBeGreaterThanOrEqual(1_700);
  });
});

describe("cursors", () => {
  const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  /** The question of a report's history, as the product itself writes it into its cursors. */
  const question = createHash("sha256")
    .update(JSON.stringify(["journal", "primary", { subject: `report#${REPORT}` }, { commandId: "" }, null, "desc"]))
    .digest("base64url")
    .slice(0, 16);
  const sealed = (position: unknown, t = "kukar", q = question): string => packed({ t, q, c: packed(position) });
  const history = async (cursor: string) =>
    ask("report.history", { as: at.mighty, tenant: "kukar", input: { id: REPORT, cursor } });

  it("of the product's own making are taken", async () => {
    const got = await history(sealed({ pk: `kukar#report#${REPORT}`, sk: "log#7ZZZZZZZZZZZZZZZZZZZZZZZZZ" }));
    expect([got.status, codeOf(got)]).toEqual([200, ""]);
  });

  it("of another tenant or question, or of no form at all, are refused", async () => {
    const good = { pk: `kukar#report#${REPORT}`, sk: "log#0" };
    const foreign = { pk: `nunukan#report#${REPORT}`, sk: "log#0" };
    const made = [
      sealed(good, "nunukan"),
      sealed(good, "kukar", "x"),
      sealed(foreign),
      sealed({ ...good, gsi2pk: "nunukan#day#2026-04-05" }),
      sealed([]),
      sealed("teks"),
      sealed(null),
      sealed({ sk: "log#0" }),
      packed(good),
      "%%%",
      "e30",
    ];
    const requests = await torment(fc.constantFrom(...made), made.length * 3, async (cursor) => {
      const got = await history(cursor);
      if (codeOf(got) !== "kernel.cursor") throw new Error(`${got.status} for ${cursor}`);
      return got;
    });
    expect(requests).toBe(made.length * 3);
  });

  it("with a position that the table could not have given end in no crash", async () => {
    const pk = `kukar#report#${REPORT}`;
    const positions = [
      { pk: "kukar#tenant", sk: "a" },
      { pk, sk: 7 },
      { pk },
      { pk, sk: "" },
      { pk, sk: "log#", extra: "x" },
      { pk, sk: "a#head" },
      { gsi2pk: "kukar#day#2026-04-05", gsi2sk: "x" },
    ];
    const statuses: number[] = [];
    await logged(async () => {
      for (const each of positions) statuses.push((await history(sealed(each))).status);
    });
    expect(statuses).not.toContain(500);
  });
});

describe("values of the right shape and no sense", () => {
  const asked = (name: RouteName, more: object) =>
    ask(name, { as: at.mighty, tenant: "kukar", input: { ...goodInput(name, at), ...more } });

  it.each([1e300, Number.MAX_SAFE_INTEGER, -1, 0.5, 5e-324])("a revision of %d is refused", async (rev) => {
    const got = await asked("calendar.change", { rev });
    expect([400, 409]).toContain(got.status);
  });

  it.each([201, 300, 5_000])("an id of %d letters is refused by every route of reports", async (length) => {
    const id = "a".repeat(length);
    const routes = (Object.keys(PATHS) as RouteName[]).filter((name) => PATHS[name][1].startsWith("/reports/:id"));
    for (const name of routes) {
      const got = await asked(name, { id });
      expect([name, [400, 404].includes(got.status)]).toEqual([name, true]);
    }
  });

  it.each([1e300, 1e12, 99, -1, 0.5])("a stamp of %d is refused", async (stamp) => {
    const got = await asked("report.submit", { stamp });
    expect([400, 409]).toContain(got.status);
  });
});
