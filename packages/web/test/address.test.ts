import { describe, expect, it } from "vitest";
import { fillPath, queryOf } from "../src/api/address.ts";
import { newCommandId } from "../src/api/command-id.ts";
import { paths, safeReturn } from "../src/paths.ts";

describe("the address of a call", () => {
  it("takes the parts of the path out of the input and leaves the rest for the body", () => {
    const input = { id: "rfk.2026-09.dpu.1", evidenceId: "ab", reason: "lengkap" };
    expect(fillPath("/reports/:id/evidence/:evidenceId/remove", input)).toEqual({
      path: "/reports/rfk.2026-09.dpu.1/evidence/ab/remove",
      rest: { reason: "lengkap" },
    });
  });

  it("never lets a part break out of its place in the path", () => {
    expect(fillPath("/units/:unit/posts", { unit: "../admin?x#y" }).path).toBe("/units/..%2Fadmin%3Fx%23y/posts");
  });

  it("refuses to call an address whose part is missing", () => {
    expect(() => fillPath("/reports/:id", {})).toThrow(RangeError);
    expect(() => fillPath("/reports/:id", { id: "" })).toThrow(RangeError);
  });

  it("leaves absent and null entries out of the query", () => {
    expect(queryOf({ year: "2026", cursor: null, q: undefined })).toBe("?year=2026");
    expect(queryOf({ q: "kec. tabang & co" })).toBe("?q=kec.+tabang+%26+co");
    expect(queryOf({})).toBe("");
  });
});

describe("the id of a command", () => {
  it("is a ULID whose first ten letters are the time, as the server parses it", () => {
    // 1469918176385 ms is 01ARYZ6S41 in the specification of ULID.
    expect(newCommandId(1_469_918_176_385)).toMatch(/^01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(newCommandId()).not.toBe(newCommandId());
  });
});

describe("the way back after signing in", () => {
  it("leads only to addresses of this application", () => {
    expect(safeReturn("/laporan/rfk.2026-09.dpu.1?tab=1")).toBe("/laporan/rfk.2026-09.dpu.1?tab=1");
    for (const foreign of [
      "//jahat.example",
      "/\\jahat.example",
      "https://jahat.example",
      "javascript:alert(1)",
      "/masuk",
      undefined,
    ]) {
      expect(safeReturn(foreign)).toBe("/");
    }
  });

  it("keeps the wanted address in the address of the sign-in page", () => {
    expect(paths.signIn("/papan?tahun=2026")).toBe("/masuk?ke=%2Fpapan%3Ftahun%3D2026");
    expect(paths.signIn("/")).toBe("/masuk");
  });
});
