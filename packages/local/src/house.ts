import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { FunctionName } from "@selaras/core/cloud/access.ts";
import { useClock } from "@selaras/core/kernel/clock.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { siteHeaders } from "@selaras/functions/http/security.ts";
import { handler as jobsHandler, type JobName, SCHEDULE } from "@selaras/functions/jobs.ts";
import { isNews } from "@selaras/functions/journal-news.ts";
import { handler as streamHandler } from "@selaras/functions/stream.ts";
import { handler as workerHandler } from "@selaras/functions/worker.ts";
import { isWorkerWork } from "@selaras/functions/worker-work.ts";
import { CLIENT, ensureAccounts, ensurePool, POOL } from "./accounts.ts";
import { type Channels, startChannels } from "./channels.ts";
import { type LocalClock, localClock } from "./clock/local-clock.ts";
import { type Schedules, startSchedules } from "./clock/schedules.ts";
import { actAs, credentialsOf, type Engines, REGION, startEngines } from "./environment.ts";
import { type FrontRoute, startFront } from "./gateway/front.ts";
import { PREPARING } from "./gateway/preparing.ts";
import { type Mailbox, openMailbox, signInMail } from "./mailbox/mailbox.ts";
import { type Progress, seed } from "./seed/seed.ts";
import { type SignIn, startSignIn } from "./sign-in/sign-in.ts";
import { buildSite, HOUSE_ROOT, siteNames } from "./sites.ts";
import { type EventSource, startEventSource } from "./stream/event-source.ts";
import { trimStream } from "./table/create.ts";
import { sweepExpired } from "./table/expiry.ts";

export type HouseOptions = {
  readonly port: number;
  readonly folder: string;
  /** The instant at which a new house starts; absent = the real time. */
  readonly startAt?: string | undefined;
  readonly fresh?: boolean;
  readonly tenants?: readonly string[];
  /** False when the sites were built before, as the test command does. */
  readonly build?: boolean;
  readonly say: (line: string) => void;
};
export type House = {
  readonly port: number;
  readonly url: string;
  readonly clock: LocalClock;
  readonly mailbox: Mailbox;
  readonly projections: EventSource;
  /** Makes the files that officials asked for. */
  readonly worker: EventSource;
  readonly schedules: Schedules;
  readonly stop: () => Promise<void>;
};

const KEPT_STREAM_RECORDS = 2_000;

/** What a house keeps in its folder. Nothing else there is ever touched: somebody may have named a folder with more in it. */
const KEPT =
  /^(table\.sqlite.*|store|sign-in\.json.*|signing-key\.json|vapid\.json|clock\.json.*|mail\.jsonl|projections\.json.*|dead-letters\.jsonl|exports\.json.*|export-dead-letters\.jsonl|filled)$/;

function clear(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names.filter((each) => KEPT.test(each)))
    rmSync(join(folder, name), { recursive: true, force: true });
}

/** A house whose filling was broken off is filled anew: the mark is written last. */
function prepareFolder({ folder, fresh, say }: HouseOptions): { readonly filled: string; readonly isFilled: boolean } {
  const filled = join(folder, "filled");
  const started = existsSync(join(folder, "table.sqlite"));
  if (fresh || (started && !existsSync(filled))) {
    if (started) say(fresh ? "Memulai dari awal ..." : "Pengisian terakhir terputus; memulai dari awal ...");
    clear(folder);
  }
  mkdirSync(folder, { recursive: true });
  return { filled, isFilled: existsSync(filled) };
}

const jsonOf = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
};

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  try {
    return JSON.parse(Buffer.concat(pieces).toString("utf8") || "{}");
  } catch {
    return {};
  }
}

type Parts = {
  readonly engines: Engines;
  readonly signIn: SignIn;
  readonly clock: LocalClock;
  readonly mailbox: Mailbox;
  readonly channels: Channels;
  readonly projections: EventSource;
  readonly worker: EventSource;
  readonly schedules: Schedules;
};

/** Waits until everything that stands in the journal now was read by both of its readers. */
const read = async ({ projections, worker }: Pick<Parts, "projections" | "worker">): Promise<void> => {
  await Promise.all([projections.drained(), worker.drained()]);
  // What the worker brought out is news for the projections.
  await projections.drained();
};

/** Pages and switches that exist on one machine only. */
function localAnswer({ clock, mailbox, projections, worker, schedules }: Parts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "").split("?")[0];
    if (path === "/__local/mailbox") return mailbox.page(request, response);
    if (path === "/__local/clock" && request.method === "POST") {
      const body = await bodyOf(request);
      const asked = typeof body === "object" && body !== null && "now" in body ? String(body.now) : "";
      try {
        clock.moveTo(asked);
      } catch (error) {
        return jsonOf(response, 400, { error: error instanceof Error ? error.message : "Jam tidak dapat dimajukan." });
      }
      await schedules.idle();
      await read({ projections, worker });
      return jsonOf(response, 200, { now: clock.now().toISOString() });
    }
    if (path === "/__local/clock") return jsonOf(response, 200, { now: clock.now().toISOString() });
    if (path === "/__local/settled") {
      await read({ projections, worker });
      return jsonOf(response, 200, {
        ...projections.stats,
        dead: projections.deadLetters().length + worker.deadLetters().length,
        jobs: schedules.status(),
      });
    }
    return jsonOf(response, 404, { error: "Tidak ditemukan." });
  };
}

const isTenantHost = (host: string): boolean => host.includes(".") && !/^[\d.]+$/.test(host);

async function routesOf(parts: Parts, base: string): Promise<FrontRoute[]> {
  const { handler: api } = await import("@selaras/functions/api.ts");
  const { handler: open } = await import("@selaras/functions/public.ts");
  const { handler: province } = await import("@selaras/functions/province.ts");
  const config = { userPool: POOL, userClient: CLIENT, signInEndpoint: parts.signIn.endpoint, base };
  const lambda = (name: FunctionName, handler: unknown) => ({
    kind: "lambda" as const,
    handler: (event: unknown, context: unknown) =>
      actAs(name, () => (handler as (e: unknown, c: unknown) => Promise<unknown>)(event, context)),
    timeoutMs: 29_000,
  });
  const site = siteHeaders({ signIn: parts.signIn.endpoint, store: parts.engines.storeEndpoint });
  const portalFolder = join(HOUSE_ROOT, "packages/portal/dist/client");
  return [
    {
      name: "local",
      matches: ({ path }) => path.startsWith("/__local/"),
      target: { kind: "http", answer: localAnswer(parts) },
    },
    {
      name: "config",
      matches: ({ path }) => path === "/config.json",
      target: { kind: "http", answer: (_, response) => jsonOf(response, 200, config) },
    },
    { name: "public-api", matches: ({ path }) => path.startsWith("/api/public/"), target: lambda("public", open) },
    {
      name: "province",
      matches: ({ path }) => path.startsWith("/api/province/"),
      target: lambda("province", province),
    },
    { name: "api", matches: ({ path }) => path === "/api" || path.startsWith("/api/"), target: lambda("api", api) },
    {
      name: "portal-assets",
      matches: ({ host, path }) => isTenantHost(host) && path.startsWith("/assets/"),
      target: {
        kind: "static",
        folder: portalFolder,
        headers: { "x-content-type-options": "nosniff", "access-control-allow-origin": "*" },
      },
    },
    { name: "portal", matches: ({ host }) => isTenantHost(host), target: lambda("public", open) },
    {
      name: "web",
      matches: () => true,
      target: { kind: "static", folder: join(HOUSE_ROOT, "packages/web/dist"), fallback: "index.html", headers: site },
    },
  ];
}

function startJobs({
  clock,
  engines,
  ...readers
}: Pick<Parts, "clock" | "engines" | "projections" | "worker">): Schedules {
  const jobs = (Object.keys(SCHEDULE) as JobName[]).map((job) => ({
    name: job,
    everyMinutes: SCHEDULE[job],
    run: () => actAs("jobs", () => jobsHandler({ job })),
  }));
  const table = process.env["SELARAS_TABLE"] ?? "";
  const client = new DynamoDBClient({});
  const sweep = {
    name: "expiry",
    everyMinutes: 60,
    run: () => sweepExpired({ client, tableName: table, now: clock.now }),
  };
  // What nobody has read yet is never trimmed away.
  const trimmed = async (): Promise<void> => {
    await read(readers);
    if (engines.tableFile) trimStream(engines.tableFile, KEPT_STREAM_RECORDS);
  };
  const trim = { name: "stream", everyMinutes: 30, run: trimmed };
  return startSchedules(clock, [...jobs, sweep, trim]);
}

async function buildSites(say: (line: string) => void): Promise<void> {
  for (const site of siteNames) {
    const began = Date.now();
    if (await buildSite(site))
      say(`Membangun ${site} ... selesai dalam ${((Date.now() - began) / 1000).toFixed(1)} detik`);
  }
}

const progress =
  (say: (line: string) => void): Progress =>
  (done, all, what) =>
    say(`Mengisi data contoh ${done}/${all}: ${what}`);

/** Starts the whole product on this machine and resolves when it can be used. */
export async function startHouse(options: HouseOptions): Promise<House> {
  const { port, folder, say } = options;
  // A port that is taken is said at once, and held from here on: no part of the house may be given it meanwhile.
  const front = await startFront({ port, routes: [PREPARING] });
  const { filled, isFilled } = prepareFolder(options);
  if (options.build !== false) await buildSites(say);
  const clock = localClock({
    stateFile: join(folder, "clock.json"),
    ...(options.startAt ? { startAt: options.startAt } : {}),
  });
  useClock(clock.now);
  const origins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  // Codes in documents lead to the public site of this very house.
  process.env["SELARAS_PUBLIC_SITE"] ??= `http://{tenant}.localhost:${port}`;
  const engines = await startEngines({ folder, origins });
  const mailbox = openMailbox({ file: join(folder, "mail.jsonl"), now: clock.now });
  const channels = await startChannels({ folder, port, mailbox, access: engines.access });
  const signIn = await startSignIn({
    file: join(folder, "sign-in.json"),
    region: REGION,
    sendMail: (mail) => mailbox.deliver(signInMail(mail, `http://localhost:${port}`)),
  });
  ensurePool(signIn);
  Object.assign(process.env, {
    SELARAS_USER_POOL: POOL,
    SELARAS_USER_CLIENT: CLIENT,
    SELARAS_LOCAL_JWKS: signIn.jwks,
    SELARAS_SIGN_IN_ENDPOINT: signIn.endpoint,
  });
  if (!isFilled) await ensureAccounts(signIn, await seed(clock.now(), progress(say), options.tenants));
  const projections = startEventSource({
    client: new DynamoDBStreamsClient({ credentials: credentialsOf("projector") }),
    tableName: process.env["SELARAS_TABLE"] ?? "",
    name: "proyeksi",
    consumer: (event) => actAs("projector", () => streamHandler(event)),
    filter: isNews,
    checkpointFile: join(folder, "projections.json"),
    deadLetterFile: join(folder, "dead-letters.jsonl"),
    now: clock.now,
  });
  const worker = startEventSource({
    client: new DynamoDBStreamsClient({ credentials: credentialsOf("worker") }),
    tableName: process.env["SELARAS_TABLE"] ?? "",
    name: "berkas",
    consumer: (event) => actAs("worker", () => workerHandler(event)),
    filter: isWorkerWork,
    // The last try says that there will be no other; only what even that could not say is given up here.
    retries: LIMITS.exportAttempts,
    checkpointFile: join(folder, "exports.json"),
    deadLetterFile: join(folder, "export-dead-letters.jsonl"),
    now: clock.now,
  });
  if (!isFilled) say("Menyusun papan dan halaman publik ...");
  await projections.drained();
  // Whoever opens a new house for the first time finds notices of what waits there.
  if (!isFilled) await actAs("jobs", () => jobsHandler({ job: "mind-tasks" }));
  if (!isFilled) writeFileSync(filled, clock.now().toISOString());
  const schedules = startJobs({ clock, engines, projections, worker });
  const parts = { engines, signIn, clock, mailbox, channels, projections, worker, schedules };
  front.serve(await routesOf(parts, `localhost:${port}`));
  return {
    port: front.port,
    url: `http://localhost:${front.port}`,
    clock,
    mailbox,
    projections,
    worker,
    schedules,
    stop: async () => {
      await front.close();
      await stopParts(parts);
      useClock(null);
    },
  };
}

async function stopParts({ schedules, projections, worker, signIn, channels, engines }: Parts): Promise<void> {
  await schedules.stop();
  await projections.stop();
  await worker.stop();
  await signIn.stop();
  await channels.stop();
  await engines.stop();
}
