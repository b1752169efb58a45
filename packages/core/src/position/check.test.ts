import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Decision } from "../kernel/decision.ts";
import { DEFAULT_ORGANISATION } from "../tenant/schema.ts";
import { awayOf, type Around, type Held, mayEnd, mayExtend, mayHold, notOwn, shareDays, sound } from "./check.ts";
import { Post } from "./schema.ts";

const TODAY = "2026-03-10";
type Given = Partial<{ [K in keyof Held]: string | null }>;
const held = (given: Given): Held => {
  const { standsFor = null, ...post } = given;
  const full = { unit: "dinas-pu", kind: "kepala", person: "p-satu", from: "2025-01-01", until: null };
  const more = { holding: "definitif", title: "Kepala Dinas PU", decree: "1/2025", grantedBy: null };
  const { grantedBy: _, ...rest } = v.parse(Post, { ...full, ...more, ...post });
  return { ...rest, standsFor };
};
const around = (others: readonly Held[], single = true): Around => ({ others, single, nameOf: (id) => id });
const code = (decision: Decision): string => (decision.allowed ? "ok" : decision.because.code);
const holds = (given: Given, others: readonly Held[], single = true): string =>
  code(mayHold(held({ person: "p-dua", ...given }), around(others, single), DEFAULT_ORGANISATION, TODAY));

const HEAD = held({});
const LEFT = held({ until: "2026-03-09" });
const PLT = held({ person: "p-tiga", holding: "plt", from: "2026-03-10", until: "2026-05-31" });
const PLH = held({ person: "p-tiga", holding: "plh", from: "2026-03-12", until: "2026-03-20" });
const PJ = held({ person: "p-empat", holding: "pj", from: "2026-01-01", until: "2026-12-31" });
const plh = (from: string, until: string | null) => ({ holding: "plh", from, until });
const plt = (from: string, until: string | null) => ({ holding: "plt", from, until });

describe("who may hold a post", () => {
  it.each([
    ["a second definitive holder beside the first", { from: "2026-03-10" }, [HEAD], "position.overlap"],
    ["a definitive holder after the one before left", { from: "2026-03-10" }, [LEFT], "ok"],
    ["a definitive holder on the last day of the one before", { from: "2026-03-09" }, [LEFT], "position.overlap"],
    ["a definitive holder recorded late", { from: "2026-02-01" }, [held({ until: "2026-01-31" })], "ok"],
    ["a definitive holder while a Plt acts", { from: "2026-03-10" }, [LEFT, PLT], "position.overlap"],
    ["a Plh for a head who is away", plh("2026-03-12", "2026-03-20"), [HEAD], "ok"],
    ["a Plh for one day, today", plh(TODAY, TODAY), [HEAD], "ok"],
    ["a Plh where nobody holds the post", plh("2026-03-12", "2026-03-20"), [LEFT], "position.vacant"],
    ["a Plh beyond the last day of the head", plh("2026-03-09", "2026-03-12"), [LEFT], "position.retroactive"],
    [
      "a Plh longer than the head holds the post",
      plh("2026-03-12", "2026-03-20"),
      [held({ until: "2026-03-15" })],
      "position.vacant",
    ],
    ["a Plh for a Plt", plh("2026-03-12", "2026-03-20"), [LEFT, PLT], "position.overlap"],
    ["a Plh for a Pj", plh("2026-03-12", "2026-03-20"), [PJ], "ok"],
    ["a second Plh on the same days", plh("2026-03-20", "2026-03-25"), [HEAD, PLH], "position.overlap"],
    ["a second Plh from the next day on", plh("2026-03-21", "2026-03-25"), [HEAD, PLH], "ok"],
    ["a Plh without an end", plh("2026-03-12", null), [HEAD], "position.end_missing"],
    ["a Plh of thirty days", plh("2026-03-12", "2026-04-10"), [HEAD], "ok"],
    ["a Plh of thirty-one days", plh("2026-03-12", "2026-04-11"), [HEAD], "position.too_long"],
    ["a Plh from yesterday", plh("2026-03-09", "2026-03-12"), [HEAD], "position.retroactive"],
    ["a Plh who is the head", { ...plh("2026-03-12", "2026-03-20"), person: "p-satu" }, [HEAD], "position.overlap"],
    ["a mandate without SK", { ...plh("2026-03-12", "2026-03-20"), decree: null }, [HEAD], "position.decree_missing"],
    ["days that end before they begin", plh("2026-03-12", "2026-03-11"), [HEAD], "position.order"],
    ["a Plt in a vacant post", plt("2026-03-10", "2026-06-09"), [LEFT], "ok"],
    ["a Plt for longer than one SK lasts", plt("2026-03-10", "2026-06-10"), [LEFT], "position.too_long"],
    ["a Plt where somebody holds the post", plt("2026-03-10", "2026-05-31"), [HEAD], "position.not_vacant"],
    ["a second Plt", plt("2026-05-31", "2026-06-30"), [LEFT, PLT], "position.overlap"],
    ["a Plt across the turn of the year", plt("2026-12-15", "2027-01-31"), [LEFT], "ok"],
    ["a Pj in a vacant post", { holding: "pj", from: "2026-03-10", until: "2027-03-09" }, [LEFT], "ok"],
  ])("%s", (_, given, others, expected) => {
    expect(holds(given, others)).toBe(expected);
  });

  it("lets many be PPTK at once, and one Plh stand in for each of two Kabid of one OPD", () => {
    const pptk = { kind: "pptk", title: "PPTK Dinas PU" };
    expect(holds({ ...pptk, from: "2026-03-10" }, [held(pptk)], false)).toBe("ok");
    const [roads, water] = ["Jalan", "Air"].map((name) =>
      held({ kind: "kabid", title: `Kabid ${name}`, person: `p-${name.toLowerCase()}` }),
    );
    if (!roads || !water) throw new Error("two");
    const away = { kind: "kabid", ...plh("2026-03-12", "2026-03-14") };
    const first = held({ ...away, title: "Kabid Jalan", person: "p-tiga", standsFor: "p-jalan" });
    expect(holds({ ...away, title: "Kabid Air", standsFor: "p-air" }, [roads, water, first], false)).toBe("ok");
    expect(holds({ ...away, title: "Kabid Jalan", standsFor: "p-jalan" }, [roads, water, first], false)).toBe(
      "position.overlap",
    );
  });

  it("asks less of what an operator brings over: past days and long terms stand, two at once do not", () => {
    const old = held({ person: "p-dua", holding: "plt", from: "2024-01-01", until: "2024-12-31" });
    expect(code(sound(old, around([])))).toBe("ok");
    expect(code(sound(old, around([{ ...old, person: held({ person: "p-tiga" }).person }])))).toBe("position.overlap");
  });
});

describe("days away", () => {
  it("are those of the Plh of the same seat, and nobody else's", () => {
    expect(awayOf(HEAD, around([PLH]))).toEqual([{ from: "2026-03-12", until: "2026-03-20" }]);
    expect(awayOf(HEAD, around([PLT]))).toEqual([]);
    expect(awayOf(PLH, around([HEAD]))).toEqual([]);
    const other = { ...PLH, standsFor: "p-lain" };
    expect(awayOf(HEAD, around([other]))).toEqual([]);
  });

  it("vanish with a Plh that was taken back before it began", () => {
    expect(awayOf(HEAD, around([{ ...PLH, until: "2026-03-11" }]))).toEqual([]);
    expect(shareDays({ from: "2026-03-12", until: "2026-03-11" }, HEAD)).toBe(false);
  });
});

describe("extending", () => {
  it.each([
    ["to a later day", PLH, "2026-03-25", [HEAD], "ok"],
    ["to the same day", PLH, "2026-03-20", [HEAD], "position.not_extendable"],
    ["beyond thirty days in all", PLH, "2026-04-11", [HEAD], "position.too_long"],
    [
      "what ended yesterday",
      { ...PLH, from: "2026-03-01", until: "2026-03-09" },
      "2026-03-20",
      [HEAD],
      "position.not_extendable",
    ],
    [
      "into the days of another",
      PLH,
      "2026-03-22",
      [HEAD, held({ person: "p-lima", ...plh("2026-03-22", "2026-03-24") })],
      "position.overlap",
    ],
    ["a Plt to six months", PLT, "2026-09-09", [LEFT], "ok"],
    ["a Plt beyond six months", PLT, "2026-09-10", [LEFT], "position.too_long"],
    ["a definitive holder", { ...HEAD, until: "2026-06-30" }, "2026-07-31", [], "position.not_extendable"],
  ])("%s", (_, mine, longer, others, expected) => {
    expect(code(mayExtend(mine, longer, around(others), DEFAULT_ORGANISATION, TODAY))).toBe(expected);
  });
});

describe("ending", () => {
  it.each([
    ["today", HEAD, TODAY, "ok"],
    ["yesterday", HEAD, "2026-03-09", "position.retroactive"],
    ["before it begins", PLH, "2026-03-11", "ok"],
    ["two days before it begins", PLH, "2026-03-10", "position.retroactive"],
    ["later than it would", PLH, "2026-03-21", "position.order"],
    ["what is over", LEFT, TODAY, "position.retroactive"],
  ])("%s", (_, mine, last, expected) => {
    expect(code(mayEnd(mine, last, TODAY))).toBe(expected);
  });
});

it("lets nobody write a mandate of his own", () => {
  expect(code(notOwn("p-dua", "p-dua"))).toBe("position.own_mandate");
  expect(code(notOwn("p-satu", "p-dua"))).toBe("ok");
  expect(code(notOwn(null, "p-dua"))).toBe("ok");
});
