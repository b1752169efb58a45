import * as v from "valibot";
import { expect, it } from "vitest";
import { noRowsOf } from "./no-rows.ts";
import { Drawing } from "./schema.ts";

const drawn = (more: object): Drawing =>
  v.parse(Drawing, {
    section: "penerapan-spm",
    template: "spm-layanan",
    short: "SPM Layanan",
    at: "2026-01-20T02:00:00.000Z",
    reports: [],
    awaited: [],
    counted: 0,
    expected: 0,
    ...more,
  });
const awaited = [{ unit: "dinas-sosial", name: "Dinas Sosial", periods: ["2025-TW4"] }];
const reports = [{ report: "spm-layanan.2025-TW4.dinas-kesehatan.1", name: "Dinas Kesehatan", hash: "ab".repeat(32) }];
const waiting = drawn({ awaited, expected: 1 });
const found = drawn({ reports, counted: 1, expected: 1 });

it.each([
  ["another unit's", { part: "kesehatan" }, drawn({}), undefined, "others"],
  ["another unit's, as the server says", {}, waiting, false, "others"],
  ["a part of its own that asks nobody", { part: "kesehatan" }, drawn({}), true, "unasked"],
  ["a part of its own that asked nobody", { part: "kesehatan" }, drawn({ own: true }), undefined, "unasked"],
  ["a part that was another unit's", { part: "kesehatan" }, drawn({ own: false }), undefined, "others"],
  ["one without a part that asks nobody", {}, drawn({}), undefined, "unasked"],
  ["of which nothing is out", {}, waiting, undefined, "awaited"],
  ["of a part, of which nothing is out", { part: "kesehatan" }, waiting, undefined, "awaited"],
  ["whose sources have no row for it", {}, found, undefined, "bare"],
  ["that was never drawn", {}, undefined, true, "undrawn"],
  ["of a part, from before drawings were kept", { part: "kesehatan" }, undefined, undefined, "others"],
] as const)("a drawn section without rows, %s", (_, section, drawing, own, expected) => {
  expect(noRowsOf(section, drawing, own)).toBe(expected);
});
