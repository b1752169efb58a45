import { readTable, wordOf } from "./table-text.ts";
import { type SpendingPattern, spendingPatterns } from "./types.ts";

/** What a target grows with: nothing, the people served, or the money for works. */
export const targetScales = ["fixed", "people", "works"] as const;

export interface LineShape {
  readonly pattern: SpendingPattern;
  readonly fund: string;
  /** Target for a regency of the size of the example. */
  readonly target: string;
  readonly scale: (typeof targetScales)[number];
  /** Rupiah, where the list shows no example amount. */
  readonly base: string | null;
}

// Invented: spending pattern, source of funds, target, what it grows with, amount in rupiah where none was seen.
// "daerah" is the fund a regency mostly lives on.
const table = `
X.XX.01.2.01.0001 | office | DAU | 6 | fixed | -
X.XX.01.2.01.0006 | office | DAU | 12 | fixed | -
X.XX.01.2.02.0001 | salary | DAU | 1 | fixed | -
X.XX.01.2.02.0003 | office | DAU | 12 | fixed | -
X.XX.01.2.06.0009 | office | PAD | 24 | fixed | -
X.XX.01.2.08.0002 | office | DAU | 12 | fixed | -
X.XX.01.2.09.0002 | office | PAD | 18 | people | -
1.01.02.2.01.0006 | construction | daerah | 14 | works | -
1.01.02.2.01.0029 | tranche | DAK Non Fisik (BOSP) | 172 | people | -
1.01.02.2.01.0046 | supply | daerah | 12 | works | -
1.01.02.2.01.0048 | construction | DAK Fisik | 9 | works | -
1.01.02.2.02.0012 | construction | daerah | 6 | works | -
1.01.02.2.02.0024 | construction | DAK Fisik | 5 | works | -
1.01.02.2.02.0042 | tranche | DAK Non Fisik (BOSP) | 54 | people | -
1.01.02.2.03.0002 | construction | daerah | 4 | works | -
1.01.02.2.03.0018 | tranche | DAK Non Fisik (BOSP) | 148 | people | -
1.01.02.2.04.0017 | tranche | DAK Non Fisik (BOSP) | 8 | people | -
1.02.02.2.01.0009 | construction | DAK Fisik | 4 | works | -
1.02.02.2.01.0014 | supply | DAK Fisik | 26 | works | -
1.02.02.2.01.0023 | supply | DAU yang Ditentukan Penggunaannya | 6 | works | -
1.02.02.2.02.0001 | service | DAK Non Fisik (BOK) | 5850 | people | -
1.02.02.2.02.0002 | service | DAK Non Fisik (BOK) | 5580 | people | -
1.02.02.2.02.0004 | service | DAK Non Fisik (BOK) | 24600 | people | -
1.02.02.2.02.0008 | service | DAK Non Fisik (BOK) | 61200 | people | -
1.02.02.2.02.0011 | service | DAK Non Fisik (BOK) | 6150 | people | -
1.02.02.2.02.0026 | service | daerah | 12 | fixed | -
1.02.02.2.02.0032 | service | BLUD | 12 | fixed | -
1.02.02.2.02.0033 | service | DAK Non Fisik (BOK) | 12 | fixed | -
1.02.03.2.02.0002 | service | DAU yang Ditentukan Penggunaannya | 64 | people | -
1.03.02.2.02.0014 | construction | DAK Fisik | 0.85 | works | -
1.03.02.2.02.0021 | service | daerah | 14.50 | works | -
1.03.03.2.01.0028 | construction | DAK Fisik | 7.50 | works | -
1.03.03.2.01.0032 | construction | daerah | 85 | works | -
1.03.06.2.01.0024 | construction | daerah | 2 | works | -
1.03.10.2.01.0032 | construction | daerah | 2.75 | works | 9000000000
1.03.10.2.01.0033 | construction | daerah | 5.20 | works | 12000000000
1.03.10.2.01.0034 | construction | DAU yang Ditentukan Penggunaannya | 4.60 | works | 3500000000
1.03.10.2.01.0040 | construction | daerah | 1 | works | 4500000000
1.03.10.2.01.0043 | service | DAU | 120 | works | -
1.03.10.2.01.0044 | construction | daerah | 4.25 | works | 6500000000
1.03.10.2.01.0046 | service | DAU | 45 | works | 2000000000
1.03.12.2.03.0003 | office | DAU | 4 | fixed | -
1.04.02.2.03.0001 | construction | daerah | 2 | works | -
1.04.02.2.03.0004 | construction | daerah | 3 | works | 450000000
1.04.03.2.03.0002 | construction | daerah | 2 | works | -
1.04.03.2.03.0009 | construction | DAK Fisik | 0.60 | works | -
1.04.05.2.01.0010 | office | PAD | 4 | fixed | -
1.05.02.2.01.0004 | service | DAU | 4 | fixed | -
1.05.02.2.02.0011 | service | DAU | 12 | fixed | -
1.05.03.2.03.0003 | service | DAU | 40 | people | -
1.05.03.2.03.0009 | supply | daerah | 420 | people | -
1.05.04.2.01.0002 | service | DAU | 12 | fixed | -
1.05.04.2.01.0017 | supply | daerah | 3 | works | -
1.05.04.2.05.0001 | service | DAU | 12 | fixed | -
1.06.04.2.01.0001 | service | DAU | 310 | people | -
1.06.04.2.01.0003 | supply | DAU | 45 | people | -
1.06.04.2.01.0012 | service | DAU | 96 | people | -
1.06.04.2.02.0003 | service | DAU | 80 | people | -
1.06.06.2.01.0001 | service | DAU | 260 | people | -
2.09.03.2.02.0003 | supply | daerah | 3.50 | works | -
2.11.03.2.01.0007 | service | PAD | 14 | people | -
2.11.04.2.01.0004 | service | PAD | 6.40 | people | -
2.11.06.2.01.0001 | service | PAD | 36 | people | -
2.11.11.2.01.0007 | supply | daerah | 4 | works | -
2.11.11.2.01.0012 | service | PAD | 18500 | people | -
2.11.11.2.01.0020 | service | PAD | 17200 | people | -
2.12.02.2.01.0004 | service | DAU | 12 | fixed | -
2.12.03.2.01.0002 | service | DAU | 6 | fixed | -
2.15.02.2.02.0002 | supply | daerah | 120 | works | -
2.15.02.2.02.0004 | service | daerah | 240 | works | -
2.16.02.2.01.0005 | service | PAD | 12 | fixed | 450000000
2.16.03.2.01.0003 | service | PAD | 1 | fixed | 900000000
2.16.03.2.02.0003 | service | PAD | 1 | fixed | 600000000
2.16.03.2.02.0007 | service | PAD | 4 | fixed | 350000000
2.16.03.2.02.0012 | office | PAD | 2 | fixed | 80000000
2.18.04.2.01.0007 | service | PAD | 480 | people | -
2.20.02.2.01.0001 | office | PAD | 4 | fixed | 120000000
2.21.02.2.01.0003 | office | PAD | 12 | fixed | 100000000
3.25.03.2.01.0002 | supply | daerah | 24 | works | -
3.25.04.2.04.0002 | supply | daerah | 18 | works | -
3.27.03.2.02.0003 | construction | daerah | 6 | works | -
3.27.03.2.02.0010 | construction | DAK Fisik | 3 | works | -
3.27.07.2.01.0006 | service | DAU | 92 | people | -
4.01.01.2.13.0003 | office | DAU | 4 | fixed | -
4.01.01.2.13.0005 | office | DAU | 3 | fixed | -
4.01.02.2.01.0001 | office | DAU | 6 | fixed | -
4.01.03.2.02.0002 | office | DAU | 12 | fixed | -
4.01.03.2.03.0001 | office | DAU | 12 | fixed | -
4.02.02.2.03.0008 | office | PAD | 1 | fixed | -
5.01.02.2.01.0007 | office | DAU | 2 | fixed | -
5.01.02.2.03.0001 | office | DAU | 4 | fixed | -
5.02.02.2.02.0001 | office | PAD | 12 | fixed | -
5.03.02.2.04.0002 | office | DAU | 4 | fixed | -
6.01.02.2.01.0002 | office | DAU | 24 | fixed | -
6.01.03.2.02.0001 | office | DAU | 30 | fixed | -
7.01.02.2.01.0001 | office | DAU | 12 | fixed | -
7.01.02.2.02.0002 | office | DAU | 4 | fixed | 25000000
7.01.03.2.02.0001 | office | DAU | 8 | fixed | -
7.01.03.2.02.0002 | construction | DAU yang Ditentukan Penggunaannya | 4 | works | -
7.01.03.2.02.0003 | service | DAU yang Ditentukan Penggunaannya | 12 | fixed | -
7.01.04.2.01.0002 | service | DAU | 4 | fixed | -
7.01.06.2.01.0016 | office | DAU | 6 | fixed | -
`;

const shapes: ReadonlyMap<string, LineShape> = new Map(
  readTable(table, 6).map(([code = "", pattern = "", fund = "", target = "", scale = "", base = ""]) => [
    code,
    {
      pattern: wordOf(spendingPatterns, pattern),
      fund,
      target,
      scale: wordOf(targetScales, scale),
      base: base === "-" ? null : `${base}.00`,
    },
  ]),
);

/** The shape of a catalogue row; supporting rows are asked for with X.XX. Throws on a code without one. */
export function shapeOf(code: string): LineShape {
  const shape = shapes.get(code);
  if (shape === undefined) throw new Error(`no shape for ${code}`);
  return shape;
}

/** Money of January..December in parts of a hundred; even months for salaries, an S for works. */
export const moneyWeights: Readonly<Record<SpendingPattern, readonly bigint[]>> = {
  salary: [1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n],
  office: [6n, 7n, 9n, 8n, 8n, 9n, 8n, 8n, 9n, 9n, 10n, 9n],
  service: [2n, 4n, 7n, 8n, 9n, 9n, 10n, 10n, 10n, 11n, 11n, 9n],
  supply: [0n, 0n, 3n, 8n, 14n, 10n, 18n, 12n, 15n, 8n, 8n, 4n],
  tranche: [0n, 0n, 45n, 3n, 2n, 2n, 3n, 40n, 2n, 1n, 1n, 1n],
  construction: [0n, 1n, 2n, 5n, 8n, 12n, 15n, 17n, 15n, 12n, 8n, 5n],
};

/** Physical points of January..December; works are done before they are paid. */
export const physicalWeights: Readonly<Record<SpendingPattern, readonly bigint[]>> = {
  salary: [1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n],
  office: [8n, 8n, 8n, 8n, 8n, 9n, 8n, 8n, 9n, 9n, 9n, 8n],
  service: [4n, 6n, 8n, 9n, 9n, 9n, 9n, 10n, 10n, 10n, 9n, 7n],
  supply: [0n, 2n, 5n, 10n, 15n, 14n, 16n, 12n, 10n, 8n, 5n, 3n],
  tranche: [0n, 0n, 12n, 10n, 10n, 10n, 10n, 12n, 10n, 10n, 8n, 8n],
  construction: [0n, 1n, 4n, 7n, 11n, 15n, 17n, 16n, 13n, 9n, 5n, 2n],
};
