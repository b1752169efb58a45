import type * as Bucket from "./bucket.ts";

/*
 * Files of the acting tenant; what each does stands in bucket.ts. Loaded with the first request that needs a file: most
 * never do, and the client of the store is a seventh of the program that every cold start would read.
 */
const loaded = (): Promise<typeof Bucket> => import("./bucket.ts");

export const archive: typeof Bucket.archive = async (...given) => (await loaded()).archive(...given);
export const archived: typeof Bucket.archived = async (...given) => (await loaded()).archived(...given);
export const archivedDocument: typeof Bucket.archivedDocument = async (...given) =>
  (await loaded()).archivedDocument(...given);
export const evidenceBytes: typeof Bucket.evidenceBytes = async (...given) => (await loaded()).evidenceBytes(...given);
export const uploadAddress: typeof Bucket.uploadAddress = async (...given) => (await loaded()).uploadAddress(...given);
export const stored: typeof Bucket.stored = async (...given) => (await loaded()).stored(...given);
export const downloadAddress: typeof Bucket.downloadAddress = async (...given) =>
  (await loaded()).downloadAddress(...given);
export const putWork: typeof Bucket.putWork = async (...given) => (await loaded()).putWork(...given);
export const workAddress: typeof Bucket.workAddress = async (...given) => (await loaded()).workAddress(...given);
export const documentAddress: typeof Bucket.documentAddress = async (...given) =>
  (await loaded()).documentAddress(...given);
export const canReach: typeof Bucket.canReach = async () => (await loaded()).canReach();
