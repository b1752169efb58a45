import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { installationOf, readInstallations } from "../src/installation.ts";
import { FILLED, synthesise } from "./house.ts";

const folder = mkdtempSync(join(tmpdir(), "selaras-installation-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (content: unknown): string => {
  const path = join(folder, `${Math.abs(JSON.stringify(content).length)}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
};

describe("the installation of an environment", () => {
  it("is taken as it was written down", () => {
    expect(installationOf("production", FILLED)).toEqual(FILLED);
    expect(installationOf("dev", { ...FILLED, copyVault: null, mailSender: null })).toMatchObject({ copyVault: null });
  });

  it.each([
    ["account", "12345"],
    ["account", 444444444444],
    ["apex", "https://selaras.example"],
    ["alarmMail", []],
    ["alarmMail", ["nobody"]],
    ["alarmMail", "satu@selaras.example"],
    ["repository", "selaras"],
    ["repository", "not.set/selaras"],
    ["copyVault", "arn:aws:backup:ap-southeast-1:555555555555:backup-vault:x"],
    ["copyVault", undefined],
    ["mailSender", "masuk"],
  ])("with %s = %j is refused, by name", (name, value) => {
    expect(() => installationOf("production", { ...FILLED, [name]: value })).toThrow(
      `installation, production: look at ${name}`,
    );
  });

  it("names what it does not know, so that a slip of the pen does not pass as nothing said", () => {
    expect(() => installationOf("production", { ...FILLED, alarmMails: [] })).toThrow("look at alarmMails");
  });

  it("keeps the copies of backups out of the account whose loss they shall survive", () => {
    const copyVault = "arn:aws:backup:ap-southeast-3:444444444444:backup-vault:x";
    expect(() => installationOf("production", { ...FILLED, copyVault })).toThrow(
      "the account whose loss it shall survive",
    );
  });
});

describe("a file of installations", () => {
  it("brings only the environments it names, so that nobody deploys to an invented account", () => {
    const installations = readInstallations(file({ production: FILLED }));
    expect(Object.keys(installations)).toEqual(["production"]);
    const named = synthesise(installations);
    expect([...new Set(named.all.map(({ environment }) => environment))]).toEqual(["production"]);
    expect(named.stack("production", "data").account).toBe("444444444444");
  });

  it("gives every environment an account of its own", () => {
    expect(() => readInstallations(file({ staging: FILLED, production: FILLED }))).toThrow(
      "production shares an account",
    );
  });

  it("is refused when it names an environment that there is none of", () => {
    expect(() => readInstallations(file({ prod: FILLED }))).toThrow("no such environment: prod");
  });
});

describe("without a file", () => {
  it("the house is one that cannot exist", () => {
    const { dev, staging, production } = readInstallations(undefined);
    expect([dev?.account, staging?.account, production?.account]).toEqual([
      "111111111111",
      "222222222222",
      "333333333333",
    ]);
    for (const each of [dev, staging, production]) {
      expect(each?.apex).toMatch(/(^|\.)selaras\.example$/);
      expect(each?.repository).toBe("not.set/selaras");
    }
  });
});
