import type { Usage } from "@selaras/core/usage/schema.ts";

/**
 * What the metered things cost in US dollars: list prices without free tier, discount and tax. To be checked before
 * anybody relies on them: they are those of us-east-1, because the list of ap-southeast-3 (Jakarta), where the data lie
 * and which is somewhat dearer, could not be read when this was written. The operator puts the right ones here.
 */
export const PRICES = {
  region: "us-east-1",
  date: "2025-12",
  checked: false,
  source: "halaman harga AWS: DynamoDB on-demand, API Gateway HTTP API, Lambda, S3 Standard, SES",
  perMillionReadUnits: 0.125,
  perMillionWriteUnits: 0.625,
  /** One request of an official: API Gateway 1.00 and the call of the function 0.20. */
  perMillionRequests: 1.2,
  perGigabyteMonth: 0.023,
  perThousandMails: 0.1,
} as const;

const MILLION = 1_000_000;
const GIGABYTE = 1_000_000_000;

/** Dollars that a month of a tenant cost, as far as it is metered. `stored` in bytes, at the end of the month. */
export const costOf = (usage: Usage, stored: number): number =>
  (usage.readUnits * PRICES.perMillionReadUnits +
    usage.writeUnits * PRICES.perMillionWriteUnits +
    usage.requests * PRICES.perMillionRequests) /
    MILLION +
  (stored * PRICES.perGigabyteMonth) / GIGABYTE +
  (usage.mails * PRICES.perThousandMails) / 1_000;
