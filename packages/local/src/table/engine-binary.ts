import { createRequire } from "node:module";
import path from "node:path";

/**
 * The path of the DynamoDB-compatible engine's native binary.
 *
 * @throws Error with advice in Indonesian where no binary exists for this machine: the engine is an optional
 *   dependency for Linux x64, and any other DynamoDB endpoint may take its place.
 */
export function engineBinary(): string {
  const advice =
    "Mesin basis data lokal hanya tersedia untuk Linux x64. Di komputer ini, jalankan layanan lain yang cocok dengan " +
    "DynamoDB lalu tunjuk alamatnya, misalnya: AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 npm start";
  if (process.platform !== "linux" || process.arch !== "x64") throw new Error(advice);
  const require = createRequire(import.meta.url);
  try {
    return path.join(path.dirname(require.resolve("@dynoxide/linux-x64/package.json")), "dynoxide");
  } catch (cause) {
    throw new Error(`Paket @dynoxide/linux-x64 belum terpasang. ${advice}`, { cause });
  }
}
