import { createHash } from "node:crypto";
import { announce, confirm } from "../src/evidence/index.ts";
import type { Writers } from "../src/export/content.ts";
import { request } from "../src/export/index.ts";
import { makeExport, type Outcome } from "../src/export/make.ts";
import { verify } from "../src/report/decide.ts";
import { sign } from "../src/report/sign.ts";
import { issue, type Makers, prepare } from "../src/report/issue.ts";
import { asProgram, type Regency, type Somebody } from "./world.ts";

/** How far a report has come. */
export const STAGES = ["draft", "filled", "in_review", "verified", "signed", "ready", "published"] as const;
export type Stage = (typeof STAGES)[number];

/** A document that is its content, so that a test can read it without a format. The same content gives the same bytes. */
export const PLAIN_MAKERS: Makers = {
  document: (content) => Promise.resolve(Buffer.from(JSON.stringify(content))),
};

/** Brings a signed report out, as the worker does. */
export const putOut = (tenant: string, id: string): Promise<"published" | "waiting" | "nothing"> =>
  asProgram("worker", tenant, () => issue(id, PLAIN_MAKERS));

/** Opens a report of a unit and brings it to a stage; gives its id and content hash ("" before submission). */
export async function bring(
  regency: Regency,
  unit: string,
  to: Stage,
  options: { period?: string; lines?: number } = {},
): Promise<{ id: string; hash: string }> {
  const at = STAGES.indexOf(to);
  const id = await regency.openReport(options.period, unit);
  const pptk = regency.who("pptk", unit);
  if (at >= 1) await regency.fill(id, options.lines ?? 3, pptk);
  const hash = at >= 2 ? await regency.send(id, pptk) : "";
  if (at >= 3) await regency.as(regency.who("kabid", unit), () => verify({ id, hash }));
  if (at >= 4) await regency.as(regency.who("kepala", unit), () => sign({ id, hash }));
  if (at === 5) await asProgram("worker", regency.id, () => prepare(id, PLAIN_MAKERS));
  if (at >= 6) await putOut(regency.id, id);
  return { id, hash };
}

export type TestFile = {
  readonly name: string;
  readonly type: "application/pdf";
  readonly bytes: number;
  readonly sha256: string;
  readonly requirement?: string;
  readonly body: Buffer;
};

/** A small PDF of its own content. */
export function pdf(content: string): TestFile {
  const body = Buffer.from(`%PDF-1.7\n${content}`.padEnd(64, " "));
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { name: "bukti.pdf", type: "application/pdf", bytes: body.length, sha256, body };
}

/** Uploads a file straight to the store, as a browser would; it is not recorded yet. */
export async function upload(regency: Regency, id: string, file: TestFile, who = regency.who("pptk")): Promise<void> {
  const { body, ...announced } = file;
  const { url, headers } = await regency.as(who, () => announce({ id, ...announced }));
  const answer = await fetch(url, { method: "PUT", headers, body: new Uint8Array(body) });
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
}

/** Uploads and records a file. */
export async function attach(regency: Regency, id: string, file: TestFile, who = regency.who("pptk")): Promise<void> {
  await upload(regency, id, file, who);
  const { body: _body, ...announced } = file;
  await regency.as(who, () => confirm({ id, ...announced }));
}

/** Writers that lay down what they were given, so that a test can read it without a format. */
export const PLAIN: Writers = {
  report: (content) => Promise.resolve(Buffer.from(JSON.stringify(content))),
  document: ({ stored, draft }) => Promise.resolve(stored ?? Buffer.from(JSON.stringify(draft))),
  board: (content) => Promise.resolve(Buffer.from(JSON.stringify(content))),
  recap: (content) => Promise.resolve(Buffer.from(JSON.stringify(content))),
  specimen: (content) => Promise.resolve(Buffer.from(JSON.stringify(content))),
  agreement: (content) => Promise.resolve(Buffer.from(JSON.stringify(content))),
};

/** Makes the file of a request, as the worker does. */
export const make = (regency: Regency, who: Somebody, exportId: string, writers = PLAIN): Promise<Outcome> =>
  asProgram("worker", regency.id, () => makeExport({ person: who.person, exportId }, writers));

/** Asks for a file and makes it; gives the number of the request. */
export async function exported(
  regency: Regency,
  who: Somebody,
  wanted: Parameters<typeof request>[0]["wanted"],
): Promise<string> {
  const { id } = await regency.as(who, () => request({ wanted }));
  await make(regency, who, id);
  return id;
}
