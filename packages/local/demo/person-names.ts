import { draw, pick } from "./seed.ts";
import type { Rank, TenantId } from "./types.ts";

// Every name here is made up: everyday given names with coined family names; any likeness to a person is chance.
const givenMale = `Adi Agus Ahmad Andi Arief Bagus Bayu Budi Dedi Deni Eko Fajar Ferry Guntur Hadi Hendra Ilham Indra
  Irwan Joko Kurnia Lukman Mulyadi Nanang Oki Purnomo Rahmat Rizal Rudi Salim Slamet Taufik Teguh Wahyu Yusuf Zainal`;
const givenFemale = `Ani Ayu Citra Desi Dewi Dian Eka Endang Erna Fitri Hani Ida Indah Kartika Lestari Lina Maya Mega
  Nining Nur Puji Putri Ratna Rina Rosita Sari Siti Sri Sulastri Tati Tri Utami Wati Wulan Yanti Yuni`;

const families: Readonly<Record<TenantId, string>> = {
  kukar: `Rimbakayu Ulinwana Tirtakarsa Lembusana Meratiwana Kedangsari Jelawatan Bangkiraya Gaharuwana Semayangan
    Keramuan Purunjaya`,
  nunukan: `Krayanata Sebatinata Langgaran Batulintang Kayanraya Lumbisari Nibungan Pasirlayar Tanjungwana Ulunbatu
    Wanasembak Berumbung`,
  bombana: `Tapuhaka Rumbiasa Kabaluna Moronata Sangiawana Polewira Lantaraya Watuputi Lakambula Tontowira Molombana
    Wawolaka`,
  palembang: `Musilintang Ampersari Songketan Ogansari Lematangan Gandawira Bukitsari Limasjaya Kertasana Plajuwana
    Talangsari Jakasagara`,
};

// People with one name only: normal in Indonesia, and a screen that demands a family name locks them out.
const oneWord: Readonly<Record<TenantId, string>> = {
  kukar: "Sumarwana Darmasena Jumransyah Kasmanto Mardiwan Supraja",
  nunukan: "Paranduk Lukasman Yansento Barnawan Simonata Pangeranto",
  bombana: "Laodewan Sarimuddin Hasanuda Lapanduk Rustamaji Muhtarudin",
  palembang: "Sulaimanto Kemasudin Ridwansah Jauharuddin Nangyuda Basirudin",
};

export type Tier = "head" | "verifier" | "officer";

const oneWordEvery = 14;

function wordsOf(list: string): readonly string[] {
  return list.split(/\s+/);
}

export interface DrawnName {
  readonly bare: string;
  readonly sex: 1 | 2;
}

/** A name nobody in `taken` has; about one in fourteen is a single word. Throws when all names are used up. */
export function drawName(tenant: TenantId, key: string, taken: ReadonlySet<string>): DrawnName {
  const singles = wordsOf(oneWord[tenant]).filter((name) => !taken.has(name));
  if (singles.length > 0 && draw(`single/${key}`, oneWordEvery) === 0) return { bare: pick(key, singles), sex: 1 };
  const attempts = 400;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const seed = `name/${key}/${attempt}`;
    const sex = draw(`sex/${seed}`, 5) < 3 ? 1 : 2;
    const given = pick(`given/${seed}`, wordsOf(sex === 1 ? givenMale : givenFemale));
    const bare = `${given} ${pick(`family/${seed}`, wordsOf(families[tenant]))}`;
    if (!taken.has(bare)) return { bare, sex };
  }
  throw new Error(`no free name for ${key}`);
}

type Degree = readonly [before: string, after: string];

const degrees: Readonly<Record<string, Readonly<Record<Tier, readonly Degree[]>>>> = {
  health: {
    head: [
      ["dr.", "M.Kes."],
      ["drg.", "M.Kes."],
      ["dr.", "Sp.PK., M.M."],
    ],
    verifier: [
      ["dr.", ""],
      ["", "S.K.M., M.Kes."],
      ["apt.", "S.Farm., M.Kes."],
    ],
    officer: [
      ["", "S.K.M."],
      ["", "S.Kep., Ns."],
      ["", "A.Md.Keb."],
    ],
  },
  engineering: {
    head: [
      ["Ir.", "M.T."],
      ["Dr. Ir.", "M.Eng."],
      ["", "S.T., M.T."],
    ],
    verifier: [
      ["", "S.T., M.T."],
      ["", "S.T., M.Si."],
    ],
    officer: [
      ["", "S.T."],
      ["", "A.Md."],
    ],
  },
  teaching: {
    head: [
      ["Dr.", "S.Pd., M.Pd."],
      ["Drs. H.", "M.Pd."],
    ],
    verifier: [
      ["", "S.Pd., M.Pd."],
      ["", "S.Pd., M.M."],
    ],
    officer: [
      ["", "S.Pd."],
      ["", "S.E."],
    ],
  },
  general: {
    head: [
      ["", "S.STP., M.A.P."],
      ["Dr.", "S.Sos., M.Si."],
      ["", "S.E., M.M."],
      ["", "S.H., M.H."],
    ],
    verifier: [
      ["", "S.IP., M.Si."],
      ["", "S.E., M.Ak."],
      ["", "S.Sos."],
    ],
    officer: [
      ["", "S.E."],
      ["", "S.Sos."],
      ["", "S.IP."],
      ["", "A.Md."],
    ],
  },
};

const fields: Readonly<Record<string, string>> = {
  "1.01": "teaching",
  "1.02": "health",
  "1.03": "engineering",
  "1.04": "engineering",
};

/** The name as letters print it, with degrees that suit the main bidang urusan. "Drs." only stands before a man. */
export function titled(name: DrawnName, bidang: string, tier: Tier, key: string): string {
  const suited = degrees[fields[bidang] ?? "general"]?.[tier] ?? [];
  const [before, after] = pick(
    `degree/${key}`,
    suited.filter(([front]) => name.sex === 1 || !front.startsWith("Drs.")),
  );
  const front = before === "" ? name.bare : `${before} ${name.bare}`;
  return after === "" ? front : `${front}, ${after}`;
}

const ranks: Readonly<Record<Tier, readonly Rank[]>> = {
  head: [
    { name: "Pembina Tk. I", grade: "IV/b" },
    { name: "Pembina Utama Muda", grade: "IV/c" },
  ],
  verifier: [
    { name: "Penata Tk. I", grade: "III/d" },
    { name: "Pembina", grade: "IV/a" },
  ],
  officer: [
    { name: "Penata Muda", grade: "III/a" },
    { name: "Penata Muda Tk. I", grade: "III/b" },
    { name: "Penata", grade: "III/c" },
  ],
};

export function rankOf(tier: Tier, key: string): Rank {
  return pick(`rank/${key}`, ranks[tier]);
}

const birthYears: Readonly<Record<Tier, number>> = { head: 1969, verifier: 1974, officer: 1984 };

/** 18 digits: birth date, month of entry, sex (1 man, 2 woman), running number. Nobody in `taken` has it. */
export function drawNip(tier: Tier, sex: 1 | 2, key: string, taken: ReadonlySet<string>): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const born = birthYears[tier] + draw(`born/${key}`, 8);
  const birth = `${born}${two(1 + draw(`month/${key}`, 12))}${two(1 + draw(`day/${key}`, 28))}`;
  const entry = `${born + 24 + draw(`entry/${key}`, 5)}${pick(`entered/${key}`, ["01", "03", "04", "12"])}`;
  for (let number = 1; number < 1000; number += 1) {
    const nip = `${birth}${entry}${sex}${String(number).padStart(3, "0")}`;
    if (!taken.has(nip)) return nip;
  }
  throw new Error(`no free number for ${key}`);
}
