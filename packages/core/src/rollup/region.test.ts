import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Figure } from "../expression/figure.ts";
import { text } from "../kernel/decimal.ts";
import { Period } from "../kernel/id.ts";
import { isTable } from "../template/fields.ts";
import { TEMPLATE_PACKS } from "../template/packs/index.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import type { KeptRow } from "../report/kept.ts";
import type { RegionReport } from "../report/merge.ts";
import { regionOf } from "./region.ts";

/*
 * SPM Layanan over three offices. Worked by hand: the first kind serves 60 in the first quarter and 20 in the second, of
 * 100 that were named in the first quarter only: 80 %. One item of goods, 9 of 10: 90 %. IP-SPM 0.8 x 80 + 0.2 x 90 = 82.
 */
const pack = (family: string): TemplateDefinition => {
  const found = TEMPLATE_PACKS.find(
    (each) => each.definition.family === family && !each.definition.id.includes("prov"),
  );
  if (!found) throw new Error(`no pack ${family}`);
  return found.definition;
};
const shown = (figure: Figure | undefined): string =>
  figure?.kind === "value" ? text(figure.amount) : figure?.kind === "text" ? figure.text : (figure?.kind ?? "absent");
const value = (v: string) => ({ s: "value" as const, v });

describe("the standards of service over all offices", () => {
  const spm = pack("SPM Layanan");
  const [first] = spm.sections.filter(isTable).find((each) => each.id === "capaian")?.rows ?? [];
  if (!first) throw new Error("no kind of service");
  const rowOf = (key: string, label: string, cells: KeptRow["cells"]): KeptRow => {
    return { key, label, group: first.group, context: { ...first.context }, cells };
  };
  const served: KeptRow = rowOf(`capaian/${first.key}`, first.label, {
    bulan_1: value("10"),
    bulan_2: value("10"),
    bulan_3: value("0"),
  });
  const item = rowOf("mutu/a1", "Buku", {
    jenis: value(first.label),
    tabel: value("B.1 Barang/jasa"),
    kebutuhan: value("10"),
    tersedia: value("9"),
  });
  const earlier = { sum: "20", last: "20", periods: { "2026-TW1": "20" } };
  const target = { sum: "100", last: "100", periods: { "2026-TW1": "100" } };
  const report: RegionReport = {
    unit: "disdik",
    definition: spm,
    kept: {
      rows: [served, item],
      carry: {
        months: [v.parse(Period, "2026-TW1")],
        absent: [],
        values: { [served.key]: { sasaran: target, bulan_1: earlier, bulan_2: earlier, bulan_3: earlier } },
      },
    },
  };
  const { sections } = regionOf(spm, [report], [{ unit: "disdik", parts: null }]);
  const capaian = sections.find((each) => each.section.id === "capaian");
  const row = capaian?.groups.flatMap((group) => group.rows).find((each) => each.row.rowKey === served.key);

  it("take a target that was named earlier, and the quality that lies in another section", () => {
    expect(
      ["sasaran_setahun", "terlayani", "ip_penerima", "ip_mutu", "ip_spm"].map((id) => shown(row?.figures[id])),
    ).toEqual(["100", "80", "80", "90", "82"]);
  });

  it("give the region its index from the kinds that are complete, and say of how many", () => {
    expect([capaian?.counted, capaian?.expected]).toEqual([1, 29]);
    expect(shown(capaian?.figures["ip_daerah"])).toBe("82");
    expect(capaian?.figures["kategori_daerah"]?.kind).toBe("text");
  });
});

describe("the key indicators of the government report", () => {
  it("name every row and its office before anybody has reported", () => {
    const lppd = pack("LPPD");
    const ikk = regionOf(lppd, [], []).sections.find((each) => each.section.id === "ikk");
    expect(ikk?.expected).toBe(ikk?.section.rows?.length);
    expect(ikk?.groups.flatMap((group) => group.rows).every((row) => row.filled.length === 0)).toBe(true);
  });
});
