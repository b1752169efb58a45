/** Every address of the application; pages and links take theirs from here. */
const query = (parts: Record<string, string | undefined>): string => {
  const given = Object.entries(parts).filter(
    (part): part is [string, string] => part[1] !== undefined && part[1] !== "",
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
};
const part = encodeURIComponent;

export const paths = {
  home: () => "/",
  /** `wanted` is the address to go on to after signing in. */
  signIn: (wanted?: string) => `/masuk${query({ ke: wanted === "/" ? undefined : wanted })}`,
  inbox: () => "/kotak-masuk",
  reports: (year?: string) => `/laporan${query({ tahun: year })}`,
  report: (id: string) => `/laporan/${part(id)}`,
  review: (id: string) => `/laporan/${part(id)}/periksa`,
  sign: (id: string) => `/laporan/${part(id)}/tanda-tangan`,
  evidence: (id: string, evidenceId: string) => `/laporan/${part(id)}/bukti/${part(evidenceId)}`,
  board: (filter: { template?: string; year?: string; period?: string } = {}) =>
    `/papan${query({ templat: filter.template, tahun: filter.year, periode: filter.period })}`,
  /** The newest figures of the first template. */
  figuresHome: () => "/angka",
  figures: (template: string, period: string) => `/angka/${part(template)}/${part(period)}`,
  /** Figures that several reports should agree on. */
  consistency: (year?: string) => `/keselarasan${query({ tahun: year })}`,
  unit: (unit: string, filter: { code?: string; year?: string } = {}) =>
    `/unit/${part(unit)}${query({ kode: filter.code, tahun: filter.year })}`,
  /** The performance tree and what belongs to it; `node` opens one node. */
  sakip: (filter: Partial<Record<"tab" | "plan" | "year" | "part" | "node" | "stage", string | undefined>> = {}) =>
    `/sakip${query({ tab: filter.tab, rencana: filter.plan, tahun: filter.year, bagian: filter.part, simpul: filter.node, tahap: filter.stage })}`,
  /** A version of somebody's Perjanjian Kinerja. */
  agreement: (key: { year: string; unit: string; post: string; person: string }, version: number | string) =>
    `/sakip/perjanjian/${part(key.year)}/${part(key.unit)}/${part(key.post)}/${part(key.person)}/${part(String(version))}`,
  evaluation: (year: string, unit: string) => `/sakip/evaluasi/${part(year)}/${part(unit)}`,
  /** What the regency decides about its reporting. */
  settings: () => "/pengaturan",
  chains: () => "/pengaturan/rantai",
  /** A version of a chain by its number, or `konsep`. */
  chain: (chain: string, version: string) => `/pengaturan/rantai/${part(chain)}/${part(version)}`,
  teams: () => "/pengaturan/tim",
  templates: () => "/pengaturan/templat",
  template: (template: string) => `/pengaturan/templat/${part(template)}`,
  /** A version of a template by its number, `konsep`, or `uji-coba`. */
  templateVersion: (template: string, version: string) => `/pengaturan/templat/${part(template)}/${part(version)}`,
  /** Methods of achievement and scales. */
  indicators: (filter: { tab?: string } = {}) => `/pengaturan/capaian${query({ tab: filter.tab })}`,
  calendar: (filter: { template?: string; year?: string } = {}) =>
    `/pengaturan/kalender${query({ templat: filter.template, tahun: filter.year })}`,
  workDays: (year?: string) => `/pengaturan/hari-kerja${query({ tahun: year })}`,
  signing: () => "/pengaturan/tanda-tangan",
  /** Who keeps plans, trees and evaluations. */
  sakipKeepers: () => "/pengaturan/sakip",
  noticeDefaults: () => "/pengaturan/pemberitahuan",
  organisation: (filter: { tab?: string; unit?: string } = {}) =>
    `/organisasi${query({ tab: filter.tab, unit: filter.unit })}`,
  notices: () => "/pemberitahuan",
  accountNotices: () => "/akun/pemberitahuan",
  accountSecurity: () => "/akun/keamanan",
  downloads: () => "/unduhan",
  audit: (day?: string) => `/jejak${query({ hari: day })}`,
} as const;

/** The same addresses as the router's patterns. */
export const patterns = {
  home: "/",
  signIn: "/masuk",
  inbox: "/kotak-masuk",
  reports: "/laporan",
  report: "/laporan/:id",
  review: "/laporan/:id/periksa",
  sign: "/laporan/:id/tanda-tangan",
  evidence: "/laporan/:id/bukti/:evidenceId",
  board: "/papan",
  figuresHome: "/angka",
  figures: "/angka/:template/:period",
  consistency: "/keselarasan",
  unit: "/unit/:unit",
  sakip: "/sakip",
  agreement: "/sakip/perjanjian/:year/:unit/:post/:person/:version",
  evaluation: "/sakip/evaluasi/:year/:unit",
  settings: "/pengaturan",
  chains: "/pengaturan/rantai",
  chain: "/pengaturan/rantai/:chain/:version",
  teams: "/pengaturan/tim",
  templates: "/pengaturan/templat",
  template: "/pengaturan/templat/:template",
  templateVersion: "/pengaturan/templat/:template/:version",
  indicators: "/pengaturan/capaian",
  calendar: "/pengaturan/kalender",
  workDays: "/pengaturan/hari-kerja",
  signing: "/pengaturan/tanda-tangan",
  sakipKeepers: "/pengaturan/sakip",
  noticeDefaults: "/pengaturan/pemberitahuan",
  organisation: "/organisasi",
  notices: "/pemberitahuan",
  accountNotices: "/akun/pemberitahuan",
  accountSecurity: "/akun/keamanan",
  downloads: "/unduhan",
  audit: "/jejak",
} as const;

/** An address inside this application, or the home page: what stands in `?ke=` may come from anywhere. */
export const safeReturn = (wanted: string | undefined): string =>
  wanted !== undefined && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith(patterns.signIn) ? wanted : paths.home();
