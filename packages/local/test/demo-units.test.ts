import { describe, expect, it } from "vitest";
import { provinces, regencies, regencyOf } from "../demo/regencies.ts";
import { tenantIds } from "../demo/types.ts";
import { opdOf, opdTagged, unitOf, unitsOf } from "../demo/units.ts";

const slug = /^[a-z][a-z0-9-]{1,39}$/;
const skpd = /^\d\.\d{2}(\.\d\.\d{2}){2}\.\d{2}\.\d{4}$/;

describe("regencies", () => {
  it("keeps the two code systems apart: Kutai Kartanegara is 64.02 for Kemendagri and 6403 for BPS", () => {
    expect(regencyOf("kukar")).toMatchObject({ kemendagriCode: "64.02", bpsCode: "6403", zoneLabel: "WITA" });
    expect(regencyOf("palembang")).toMatchObject({ kind: "kota", headTitle: "Wali Kota", zone: "Asia/Jakarta" });
  });

  it("gives every regency a province of its own, a colour of its own and an address marked as demo", () => {
    expect(regencies.map(({ id }) => id)).toEqual([...tenantIds]);
    expect(new Set(regencies.map(({ brand }) => brand)).size).toBe(4);
    expect(regencies.map(({ province }) => province)).toEqual(provinces.map(({ id }) => id));
    for (const { brand, contact, zone, province } of regencies) {
      expect(brand).toMatch(/^#[0-9a-f]{6}$/);
      expect(contact.every((line) => line.includes("demo"))).toBe(true);
      expect(provinces.find(({ id }) => id === province)?.zone).toBe(zone);
    }
  });
});

describe.each(tenantIds)("units of %s", (tenant) => {
  it("have unique slug ids, unique tags and unique SKPD codes of the official pattern", () => {
    const units = unitsOf(tenant);
    const codes = units.flatMap((unit) => (unit.skpd === null ? [] : [unit.skpd.code]));
    expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
    expect(new Set(units.map(({ tag }) => tag)).size).toBe(units.length);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { id, tag } of units) expect([slug.test(id), slug.test(tag)]).toEqual([true, true]);
    for (const code of codes) expect(code).toMatch(skpd);
  });

  it("are OPD with a bidang urusan and a code, or stand inside an OPD of the same regency", () => {
    for (const unit of opdOf(tenant)) {
      expect(unit.bidang.length).toBeGreaterThan(0);
      expect(unit.skpd).not.toBeNull();
    }
    for (const { parent } of unitsOf(tenant)) {
      expect(parent === null || unitOf(tenant, parent).parent === null).toBe(true);
    }
  });

  it("include the four offices with duties for the whole regency", () => {
    for (const tag of ["setda", "inspektorat", "bappeda", "diskominfo"]) {
      expect(opdTagged(tenant, tag).parent).toBeNull();
    }
    expect(unitOf(tenant, "bagian-adbang").parent).toBe("setda");
  });
});

describe("the lists of OPD", () => {
  it.each([
    ["kukar", 20, 58],
    ["nunukan", 21, 49],
    ["bombana", 22, 53],
    ["palembang", 18, 52],
  ] as const)("%s has %i kecamatan among %i OPD", (tenant, districts, opd) => {
    expect(opdOf(tenant).filter(({ kind }) => kind === "kecamatan")).toHaveLength(districts);
    expect(opdOf(tenant)).toHaveLength(opd);
  });

  it("writes the SKPD code of several urusan and of a hospital under the health agency as the official pattern does", () => {
    expect(unitOf("kukar", "diskominfo").skpd?.code).toBe("2.16.2.20.2.21.01.0000");
    expect(unitOf("kukar", "dinas-kesehatan").skpd?.code).toBe("1.02.0.00.0.00.01.0000");
    expect(unitOf("kukar", "rsud-aji-muhammad-parikesit").skpd?.code).toBe("1.02.0.00.0.00.01.0002");
    expect(unitOf("kukar", "kec-muara-muntai").skpd?.code).toBe("7.01.0.00.0.00.01.0000");
  });
});
