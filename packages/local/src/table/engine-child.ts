import { type ChildProcess, spawn } from "node:child_process";
import { connect, createServer, Socket } from "node:net";

const READY_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 2000;
const LAST_WORDS_CHARACTERS = 2000;

const living = new Set<ChildProcess>();
let watching = false;

/** Starts the engine on a port and resolves when it accepts connections; rejects when it exits before that. */
export async function spawnEngine(binary: string, port: number, file: string | undefined): Promise<ChildProcess> {
  endChildrenWithThisProgram();
  // A process group of its own: Ctrl-C in a terminal reaches only the parent, which stops the parts in order.
  const child = spawn(
    binary,
    ["--host", "127.0.0.1", "--port", String(port), ...(file === undefined ? [] : ["--db-path", file])],
    { stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  living.add(child);
  child.once("exit", () => living.delete(child));
  try {
    await announced(child);
    await reachable(port);
  } catch (cause) {
    child.kill("SIGKILL");
    throw cause;
  }
  // From here on the engine alone does not keep the program alive; the exit listener below ends it.
  child.unref();
  if (child.stderr instanceof Socket) child.stderr.unref();
  return child;
}

/** Asks the engine to close its file and resolves when it is gone; one that does not answer in 2 s is killed. */
export async function endEngine(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
  await gone;
  clearTimeout(impatience);
}

/** A port of 127.0.0.1 that is free now; somebody may take it before we do, so the caller must be ready to retry. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("The probe for a free port has no address."));
      });
    });
  });
}

/** A connection alone proves nothing (another program may hold the port): our own child must say that it listens. */
function announced(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let words = "";
    const late = setTimeout(() => reject(new Error("Mesin basis data tidak siap dalam 10 detik.")), READY_WITHIN_MS);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      words = (words + text).slice(-LAST_WORDS_CHARACTERS);
      if (!words.includes("listening on")) return;
      clearTimeout(late);
      resolve();
    });
    child.once("error", (cause) => {
      clearTimeout(late);
      reject(cause);
    });
    child.once("close", () => {
      clearTimeout(late);
      reject(new Error(`Mesin basis data berhenti saat dinyalakan: ${words.trim()}`));
    });
  });
}

async function reachable(port: number): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (!(await accepts(port))) {
    if (performance.now() > until) throw new Error(`Mesin basis data tidak menjawab di porta ${port}.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function endChildrenWithThisProgram(): void {
  if (watching) return;
  watching = true;
  const endAll = () => {
    for (const child of living) child.kill("SIGKILL");
  };
  process.once("exit", endAll);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    const onSignal = () => {
      // A program with an orderly stop of its own has a listener too and must find the engine still running.
      if (process.listenerCount(signal) > 1) return;
      endAll();
      process.off(signal, onSignal);
      process.kill(process.pid, signal);
    };
    process.on(signal, onSignal);
  }
}
