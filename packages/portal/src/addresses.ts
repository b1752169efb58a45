/** Addresses of the public site. Parts are ids (lower case letters, digits, hyphens) or numbers, so they need no escaping. */
export const addresses = {
  home: (year?: string) => (year === undefined ? "/" : `/?tahun=${year}`),
  unit: (unit: string, year: string) => `/perangkat-daerah/${unit}?tahun=${year}`,
  report: (template: string, period: string, unit: string) => `/laporan/${template}/${period}/${unit}`,
  version: (template: string, period: string, unit: string, version: number) =>
    `/laporan/${template}/${period}/${unit}/v/${version}`,
  check: () => "/periksa",
  proof: (code: string) => `/v/${code}`,
  about: () => "/tentang",
  brand: (brand: string) => `/brand.css?v=${brand.replace(/[^0-9a-f]/gi, "")}`,
  mark: () => "/lambang.svg",
  csv: (template: string, year: string) => `/data/${template}-${year}.csv`,
  json: (template: string, year: string) => `/data/${template}-${year}.json`,
  reportJson: (template: string, period: string, unit: string, version: number) =>
    `/api/public/reports/${template}/${period}/${unit}/versions/${version}`,
} as const;
