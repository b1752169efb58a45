import { readTable, wordOf } from "./table-text.ts";
import { type SkpdCode, type TenantId, type Unit, unitKinds, unitSources } from "./types.ts";

export interface UnitTables {
  /** id | tag | nama resmi | nama pendek | jenis | bidang urusan | sumber */
  readonly agencies: string;
  /** Names of the kecamatan, comma separated. */
  readonly districts: string;
  /** id | induk | nama resmi | nama pendek | jenis | sumber */
  readonly inside: string;
}

/** All units of a regency: OPD in the order of the list, then kecamatan, then the units inside an OPD. */
export function unitsFrom(tenant: TenantId, tables: UnitTables): readonly Unit[] {
  const nextCode = skpdNumbering();
  const agencies = readTable(tables.agencies, 7).map((fields): Unit => {
    const [id = "", tag = "", name = "", shortName = "", kind = "", bidang = "", source = ""] = fields;
    const slots = bidang.split("+");
    return {
      id,
      tenant,
      tag,
      name,
      shortName,
      kind: wordOf(unitKinds, kind),
      parent: null,
      bidang: slots,
      // A hospital is a unit with an own code under the health agency: ....01.0002 (PP 72/2019).
      skpd: kind === "rsud" ? null : nextCode(slots),
      source: wordOf(unitSources, source),
    };
  });
  const districts = tables.districts.split(",").map((raw): Unit => {
    const name = raw.trim().replaceAll(/\s+/g, " ");
    const id = `kec-${name.toLowerCase().replaceAll(" ", "-")}`;
    return {
      id,
      tenant,
      tag: id,
      name: `Kecamatan ${name}`,
      shortName: `Kec. ${name}`,
      kind: "kecamatan",
      parent: null,
      bidang: ["7.01"],
      skpd: nextCode(["7.01"]),
      source: "named",
    };
  });
  const inside = readTable(tables.inside, 6).map((fields): Unit => {
    const [id = "", parent = "", name = "", shortName = "", kind = "", source = ""] = fields;
    return {
      id,
      tenant,
      tag: id,
      name,
      shortName,
      kind: wordOf(unitKinds, kind),
      parent,
      bidang: [],
      skpd: null,
      source: wordOf(unitSources, source),
    };
  });
  return [...withHospitalCodes(agencies), ...districts, ...inside];
}

/** Running numbers per main bidang; three slots of bidang, number, unit: "1.04.2.10.0.00.01.0000". */
function skpdNumbering(): (bidang: readonly string[]) => SkpdCode {
  const used = new Map<string, number>();
  return (bidang) => {
    const main = bidang[0] ?? "";
    const sequence = (used.get(main) ?? 0) + 1;
    used.set(main, sequence);
    const slots = [0, 1, 2].map((slot) => bidang[slot] ?? "0.00").join(".");
    return { code: `${slots}.${String(sequence).padStart(2, "0")}.0000`, numberIsDemo: true };
  };
}

function withHospitalCodes(agencies: readonly Unit[]): readonly Unit[] {
  const health = agencies.find(({ id }) => id === "dinas-kesehatan");
  let last = 1;
  return agencies.map((unit) => {
    if (unit.kind !== "rsud" || health?.skpd === null || health === undefined) return unit;
    last += 1;
    const code = `${health.skpd.code.slice(0, -4)}${String(last).padStart(4, "0")}`;
    return { ...unit, skpd: { code, numberIsDemo: true } };
  });
}
