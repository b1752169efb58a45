import { existsSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiDesk } from "./desk-api.ts";
import {
  attemptStart,
  childrenOf,
  copyOfFilledHouse,
  end,
  isRunning,
  type RunningHouse,
  startProduct,
} from "./house.ts";

let house: RunningHouse;
beforeAll(async () => {
  house = await startProduct();
});
afterAll(async () => {
  await house?.stop();
});

const clock = async (now?: string): Promise<{ status: number; now: string; error: string }> => {
  const request = now === undefined ? {} : { method: "POST", body: JSON.stringify({ now }) };
  const response = await fetch(`${house.url}/__local/clock`, request);
  const body = (await response.json()) as { now?: string; error?: string };
  return { status: response.status, now: body.now ?? "", error: body.error ?? "" };
};

describe("npm start", () => {
  it("says in plain words that the port is taken and how to choose another, and leaves nothing running", async () => {
    const folder = await copyOfFilledHouse("kukar,nunukan");
    try {
      const second = attemptStart({
        PORT: String(house.port),
        SELARAS_DATA: folder,
      });
      await expect(second.ready).rejects.toThrow(`Porta ${house.port} sedang dipakai program lain.`);
      expect(second.said()).toMatch(/Pilih porta lain, misalnya: PORT=\d+ npm start/);
      expect(second.said()).not.toContain("    at ");
      expect(second.child.exitCode).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("refuses a second house on the same folder", async () => {
    const second = attemptStart({ PORT: "1", SELARAS_DATA: house.folder });
    await expect(second.ready).rejects.toThrow(/sedang dipakai oleh program lain/);
    expect((await fetch(`${house.url}/__local/clock`)).ok).toBe(true);
  });
});

describe("POST /__local/clock", () => {
  it("refuses to go back and refuses an instant without a zone", async () => {
    expect(await clock("2026-05-01T00:00:00+08:00")).toMatchObject({ status: 400 });
    const { status, error } = await clock("2026-06-01");
    expect([status, error]).toEqual([400, expect.stringContaining("2026-04-05T00:00:00+08:00")]);
  });

  it("opens June's reports on the day they are due, and not a minute earlier", async () => {
    const desk = await apiDesk(house.url, "pptk.pu.kukar", "kukar");
    const june = async () => {
      const { slots } = await desk.call("report.mine", { year: "2026" });
      return slots.find((each) => each.template === "rfk" && each.period === "2026-06");
    };
    const opensOn = (await june())?.window.opensOn ?? "";
    expect(opensOn).toMatch(/^2026-0[67]-\d\d$/);
    expect((await june())?.report).toBeNull();
    const opening = new Date(`${opensOn}T00:00:00+08:00`).getTime();
    const at = (ms: number) => new Date(ms).toISOString();
    expect((await clock(at(opening - 120_000))).status).toBe(200);
    // Tokens of May have long expired in the house's June.
    const later = await apiDesk(house.url, "pptk.pu.kukar", "kukar");
    const slot = async () =>
      (await later.call("report.mine", { year: "2026" })).slots.find(
        (each) => each.template === "rfk" && each.period === "2026-06",
      );
    expect((await slot())?.report).toBeNull();
    expect((await clock(at(opening + 3_700_000))).status).toBe(200);
    const again = await apiDesk(house.url, "pptk.pu.kukar", "kukar");
    const opened = (await again.call("report.mine", { year: "2026" })).slots.find(
      (each) => each.template === "rfk" && each.period === "2026-06",
    );
    expect(opened?.report?.state).toBe("draft");
  });
});

describe("the end of the house", () => {
  it("ends every process it started on Ctrl+C, and goes on from the same data, whatever SELARAS_NOW says by then", async () => {
    const { pid } = house.process;
    const children = childrenOf(pid ?? 0);
    expect(children.length).toBeGreaterThan(0);
    const { now } = await clock();
    await end(house.process, "SIGINT");
    expect(house.process.exitCode).toBe(0);
    await expect.poll(() => children.filter(isRunning)).toEqual([]);
    const { folder, port } = house;
    const next = await startProduct({ folder, port, now: "2026-01-01T00:00:00.000Z" });
    house = {
      ...next,
      stop: async () => {
        await next.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
    expect(next.said()).not.toContain("Mengisi data contoh");
    expect(new Date((await clock()).now).getTime()).toBeGreaterThanOrEqual(new Date(now).getTime());
  });

  it("forgets its own data with --fresh, leaves other files alone, and fills anew at SELARAS_NOW", async () => {
    const { folder, port } = house;
    await end(house.process, "SIGTERM");
    writeFileSync(join(folder, "not-ours.txt"), "somebody's notes");
    const fresh = attemptStart(
      { PORT: String(port), SELARAS_DATA: folder, SELARAS_NOW: "2026-01-05T02:00:00.000Z", SELARAS_TENANTS: "bombana" },
      ["--fresh"],
    );
    try {
      await fresh.ready;
      expect(fresh.said()).toContain("Memulai dari awal");
      expect(existsSync(join(folder, "not-ours.txt"))).toBe(true);
      expect((await clock()).now.slice(0, 13)).toBe("2026-01-05T02");
      expect(await statusFor(`kukar.localhost:${port}`, port)).toBe(404);
      expect(await statusFor(`bombana.localhost:${port}`, port)).toBe(200);
    } finally {
      await end(fresh.child, "SIGINT");
    }
  });
});

/** Status of the public home page of a host name; fetch would not let the name be chosen. */
const statusFor = (host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).once("error", reject);
  });
