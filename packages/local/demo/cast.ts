import type { TenantId } from "./types.ts";

/** fast: ahead of plan; steady: on plan; slow: late everywhere; troubled: works stand still for months. */
export type Character = "fast" | "steady" | "slow" | "troubled";

/** Who plays which part in a regency's demonstration. */
export interface Cast {
  /** OPD with a full budget; the first one is shown in the README. */
  readonly detailed: readonly string[];
  /** OPD that report with a small budget. */
  readonly light: readonly string[];
  /** The OPD that never reports. */
  readonly silent: string;
  readonly characters: Readonly<Record<string, Character>>;
  /** The title of the first verifier where it is not the secretary of the OPD. */
  readonly verifiers: Readonly<Record<string, string>>;
  /** The OPD without a definitive head, and the OPD whose head acts for it (Plt). */
  readonly vacant: { readonly unit: string; readonly actingHeadOf: string };
  /** The OPD whose head is away for two weeks of the open month (Plh: the secretary). */
  readonly away: string;
  /** One PPTK serves two OPD. */
  readonly sharedPptk: { readonly of: string; readonly also: string };
  /** The sub kegiatan cut by a saving instruction, never carried out. */
  readonly dropped: { readonly unit: string; readonly code: string };
  /** The row and OPD whose report of the review month was sent back once. */
  readonly returned: { readonly unit: string; readonly code: string };
}

const casts: Readonly<Record<TenantId, Cast>> = {
  kukar: {
    detailed: ["dinas-pekerjaan-umum", "dinas-kesehatan", "dinas-pendidikan-dan-kebudayaan"],
    light: ["dinas-sosial", "diskominfo", "kec-tenggarong", "kec-loa-kulu"],
    silent: "kec-tabang",
    characters: {
      "dinas-pekerjaan-umum": "troubled",
      "dinas-kesehatan": "fast",
      "dinas-pendidikan-dan-kebudayaan": "slow",
    },
    verifiers: {
      "dinas-pekerjaan-umum": "Kepala Bidang Bina Marga",
      "dinas-kesehatan": "Kepala Bidang Kesehatan Masyarakat",
      "dinas-pendidikan-dan-kebudayaan": "Kepala Bidang Pembinaan Sekolah Dasar",
    },
    vacant: { unit: "dinas-perkebunan", actingHeadOf: "dinas-pertanian-dan-peternakan" },
    away: "dinas-kesehatan",
    sharedPptk: { of: "dinas-kesehatan", also: "rsud-aji-muhammad-parikesit" },
    dropped: { unit: "dinas-pendidikan-dan-kebudayaan", code: "1.01.02.2.03.0002" },
    returned: { unit: "dinas-kesehatan", code: "1.02.02.2.02.0026" },
  },
  nunukan: {
    detailed: ["dinas-pekerjaan-umum", "dinas-kesehatan", "dinas-pendidikan-dan-kebudayaan", "kec-krayan"],
    light: ["dinas-sosial", "diskominfotik", "kec-sebatik", "kec-nunukan"],
    silent: "kec-lumbis-hulu",
    characters: {
      "dinas-pekerjaan-umum": "troubled",
      "dinas-kesehatan": "steady",
      "dinas-pendidikan-dan-kebudayaan": "fast",
      "kec-krayan": "slow",
    },
    verifiers: {
      "dinas-pekerjaan-umum": "Kepala Bidang Bina Marga",
      "dinas-kesehatan": "Kepala Bidang Pelayanan Kesehatan",
      "dinas-pendidikan-dan-kebudayaan": "Kepala Bidang Pembinaan Sekolah Dasar",
    },
    vacant: { unit: "dinas-perhubungan", actingHeadOf: "dinas-lingkungan-hidup" },
    away: "dinas-kesehatan",
    sharedPptk: { of: "dinas-kesehatan", also: "rsud-nunukan" },
    dropped: { unit: "dinas-pekerjaan-umum", code: "1.03.12.2.03.0003" },
    returned: { unit: "dinas-pendidikan-dan-kebudayaan", code: "1.01.01.2.08.0002" },
  },
  bombana: {
    detailed: ["dinas-pu-penataan-ruang", "dinas-kesehatan", "kec-rumbia"],
    light: ["dinas-sosial", "dinas-pertanian", "dpmptsp", "kec-kabaena"],
    silent: "kec-kepulauan-masaloka-raya",
    characters: { "dinas-pu-penataan-ruang": "troubled", "dinas-kesehatan": "fast", "kec-rumbia": "slow" },
    verifiers: {
      "dinas-pu-penataan-ruang": "Kepala Bidang Bina Marga",
      "dinas-kesehatan": "Kepala Bidang Kesehatan Masyarakat",
    },
    vacant: { unit: "dinas-pariwisata-pemuda-olahraga", actingHeadOf: "dinas-perikanan" },
    away: "dinas-kesehatan",
    sharedPptk: { of: "dinas-kesehatan", also: "rsud-bombana" },
    dropped: { unit: "dinas-kesehatan", code: "1.02.01.2.06.0009" },
    returned: { unit: "dinas-kesehatan", code: "1.02.02.2.02.0033" },
  },
  palembang: {
    detailed: ["dinas-pupr", "dinas-pendidikan", "kec-kemuning"],
    light: ["dinas-sosial", "diskominfo", "dinas-perkimtan", "kec-jakabaring"],
    silent: "dinas-perindustrian",
    characters: {
      "dinas-pupr": "troubled",
      "dinas-pendidikan": "slow",
      "kec-kemuning": "fast",
      "dinas-perkimtan": "slow",
    },
    verifiers: {
      "dinas-pupr": "Kepala Bidang Bina Marga",
      "dinas-pendidikan": "Kepala Bidang Pembinaan Sekolah Dasar",
    },
    vacant: { unit: "dinas-kebudayaan", actingHeadOf: "dinas-pariwisata" },
    away: "dinas-pendidikan",
    sharedPptk: { of: "dinas-pendidikan", also: "dinas-kepemudaan-olahraga" },
    dropped: { unit: "dinas-pendidikan", code: "1.01.02.2.03.0002" },
    returned: { unit: "kec-kemuning", code: "7.01.03.2.02.0003" },
  },
};

export function castOf(tenant: TenantId): Cast {
  return casts[tenant];
}
