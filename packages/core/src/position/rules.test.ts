import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { localDate } from "../kernel/zone.ts";
import { DEFAULT_SETTINGS, Tenant } from "../tenant/schema.ts";
import { asHeld, fullTitle, heldOn, seesWholeTenant } from "./rules.ts";
import { Post } from "./schema.ts";

const plh = v.parse(Post, {
  unit: "dinas-pu",
  kind: "kepala",
  person: "p-dua",
  from: "2026-04-05",
  until: "2026-04-06",
  holding: "plh",
  title: "Kepala Dinas PU",
  decree: "800/12/2026",
  grantedBy: "p-satu",
});

describe("a post", () => {
  it.each([
    ["2026-04-04T15:59:59.999Z", "Asia/Makassar", false],
    ["2026-04-04T16:00:00.000Z", "Asia/Makassar", true],
    ["2026-04-06T15:59:59.999Z", "Asia/Makassar", true],
    ["2026-04-06T16:00:00.000Z", "Asia/Makassar", false],
    ["2026-04-06T16:00:00.000Z", "Asia/Jakarta", true],
    ["2026-04-06T17:00:00.000Z", "Asia/Jakarta", false],
  ] as const)("of a Plh begins and ends by itself at midnight of its zone: %s in %s is %s", (iso, zone, held) => {
    expect(heldOn(plh, localDate(new Date(iso), zone))).toBe(held);
  });

  it("without an end is held for good", () => {
    expect(heldOn({ from: "2026-04-05", until: null }, "2099-12-31")).toBe(true);
  });

  it.each([
    ["definitif", "Kepala Dinas PU"],
    ["plt", "Plt. Kepala Dinas PU"],
    ["plh", "Plh. Kepala Dinas PU"],
    ["pj", "Pj. Kepala Dinas PU"],
  ] as const)("held as %s signs as %s", (holding, title) => {
    expect(fullTitle({ ...plh, holding })).toBe(title);
  });

  it("is carried by the actor with its title and decree, and nothing about who granted it", () => {
    expect(asHeld(plh)).toEqual({
      kind: "kepala",
      unit: "dinas-pu",
      title: "Plh. Kepala Dinas PU",
      holding: "plh",
      decree: "800/12/2026",
    });
  });

  it("sees the whole tenant only when the tenant's settings say so", () => {
    const settings = { ...DEFAULT_SETTINGS, tenantWide: [] };
    const tenant = v.parse(Tenant, {
      id: "kukar",
      name: "Kukar",
      short: "Kukar",
      area: "kabupaten",
      zone: "Asia/Makassar",
      brand: "#0b6e4f",
      province: "kaltim",
      capital: "Tenggarong",
      contact: "-",
      status: "active",
      demo: false,
      settings: DEFAULT_SETTINGS,
      unitsRev: 1,
      rev: 1,
    });
    const inspector = asHeld({ ...plh, kind: v.parse(Post.entries.kind, "inspektorat") });
    expect(seesWholeTenant([inspector], tenant)).toBe(true);
    expect(seesWholeTenant([asHeld(plh)], tenant)).toBe(false);
    expect(seesWholeTenant([inspector], { ...tenant, settings })).toBe(false);
    expect(seesWholeTenant([], tenant)).toBe(false);
  });
});
