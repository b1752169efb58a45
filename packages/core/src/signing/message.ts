import type { Sha256, TenantId } from "../kernel/id.ts";

/**
 * What is sealed, as text. The first line says for what, the second for whom: a signature cannot be passed off as one of
 * another purpose or regency, and its instant cannot be changed. Lines end with LF; none of the parts may hold one.
 */
export const sealedText = (tenant: TenantId, hash: Sha256, at: string): string =>
  ["selaras snapshot seal v1", tenant, hash, at, ""].join("\n");
