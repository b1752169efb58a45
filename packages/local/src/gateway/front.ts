import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { requestTarget, type RequestTarget } from "./lambda-event.ts";
import { answerByLambda, type LambdaTarget, refusal, send } from "./lambda-target.ts";
import { type StaticTarget, staticSite } from "./static-target.ts";

const CLOSE_WITHIN_MS = 2000;

/** A target that answers by itself, for local pages such as the mailbox. */
export interface HttpTarget {
  kind: "http";
  answer(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

/** One rule of the front; the first whose `matches` is true answers. */
export interface FrontRoute {
  name: string;
  /** `host` is in lower case without port, `path` is decoded. */
  matches(request: { host: string; path: string; method: string }): boolean;
  target: LambdaTarget | StaticTarget | HttpTarget;
}

/** Where the front listens. Port 0 takes any free one. */
export interface FrontOptions {
  port: number;
  /** Default 127.0.0.1: nothing of the local house is open to the network. */
  host?: string;
  routes: readonly FrontRoute[];
}

/** A listening front. */
export interface Front {
  /** The actual port. */
  readonly port: number;
  /** From now on these routes answer instead of those before. */
  serve(routes: readonly FrontRoute[]): void;
  /** Stops listening, closes kept-alive connections and lets running requests end, for two seconds at most. */
  close(): Promise<void>;
}

type Answer = (target: RequestTarget, request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/**
 * Starts the one door of the local house: what API Gateway and the content delivery network are in the cloud.
 *
 * @throws Error (Indonesian) when the port is taken or may not be used, saying which and how to choose another.
 */
export async function startFront({ port, host = "127.0.0.1", routes }: FrontOptions): Promise<Front> {
  let answers = answersOf(routes);
  let closing = false;
  const server = http.createServer((request, response) => {
    response.once("close", () => {
      if (closing) server.closeIdleConnections();
    });
    void respond(answers, request, response);
  });
  const actual = await listen(server, port, host);
  return {
    port: actual,
    serve: (next) => {
      answers = answersOf(next);
    },
    close: () =>
      new Promise((resolve) => {
        closing = true;
        const impatience = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
        server.close(() => {
          clearTimeout(impatience);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

const answersOf = (routes: readonly FrontRoute[]) =>
  routes.map((route) => ({ matches: route.matches.bind(route), answer: answerOf(route) }));

async function respond(
  answers: ReturnType<typeof answersOf>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const target = requestTarget(request);
    if (target === undefined) return send(response, refusal(400, "Bad Request"));
    const route = answers.find(({ matches }) => matches(target));
    if (route === undefined) return send(response, refusal(404, "Not Found"));
    await route.answer(target, request, response);
  } catch (cause) {
    if (request.destroyed && !request.complete) return;
    console.error(`Permintaan ${request.method} ${request.url} gagal dijawab:`, cause);
    if (response.headersSent) response.destroy();
    else send(response, refusal(500, "Internal Server Error"));
  }
}

function answerOf({ name, target }: FrontRoute): Answer {
  if (target.kind === "static") return staticSite(target);
  if (target.kind === "http") return (_, request, response) => target.answer(request, response);
  return (where, request, response) => answerByLambda(name, target, where, request, response);
}

function listen(server: http.Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(explained(cause, port)));
    server.listen(port, host, () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address.port);
      else reject(new Error("The front has no port."));
    });
  });
}

function explained(cause: NodeJS.ErrnoException, port: number): Error {
  const another = `Pilih porta lain, misalnya: PORT=${port < 3000 ? 3001 : port + 1} npm start`;
  if (cause.code === "EADDRINUSE") {
    return new Error(`Porta ${port} sedang dipakai program lain. ${another}`, { cause });
  }
  if (cause.code === "EACCES")
    return new Error(`Porta ${port} tidak boleh dipakai tanpa hak khusus. ${another}`, { cause });
  return cause;
}
