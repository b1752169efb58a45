import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { credentialsOf } from "@selaras/local/environment.ts";
import { allTenants } from "@selaras/core/tenant/index.ts";
import { useEngines } from "../../core/test/world.ts";
import { found } from "../src/operate/found.ts";
import { cloudSettings, enterCloud } from "../src/operate/place.ts";
import { ROOT } from "../src/run.ts";
import { type CloudStandIn, startCloudStandIn } from "./cloud-stand-in.ts";
import { EXAMPLE, exampleAs } from "./founding-file.ts";

const PARAMETERS = {
  tableName: "selaras-staging",
  tableArn: "arn:aws:dynamodb:ap-southeast-3:123456789012:table/selaras-staging",
  evidenceBucket: "selaras-staging-evidence-123456789012",
  archiveBucket: "selaras-staging-archive-123456789012",
  dataKeyArn: "arn:aws:kms:ap-southeast-3:123456789012:key/1",
  signingKeyArn: "arn:aws:kms:ap-southeast-3:123456789012:key/2",
  userPoolId: "ap-southeast-3_Staging",
};

describe("the settings of a stage", () => {
  it("are what its functions get, with the roles of the operator", () => {
    expect(cloudSettings("staging", PARAMETERS)).toEqual({
      account: "123456789012",
      role: "arn:aws:iam::123456789012:role/selaras-staging-operator",
      environment: {
        AWS_REGION: "ap-southeast-3",
        SELARAS_TABLE: "selaras-staging",
        SELARAS_TABLE_ARN: "arn:aws:dynamodb:ap-southeast-3:123456789012:table/selaras-staging",
        SELARAS_EVIDENCE_BUCKET: "selaras-staging-evidence-123456789012",
        SELARAS_ARCHIVE_BUCKET: "selaras-staging-archive-123456789012",
        SELARAS_WORK_BUCKET: "selaras-staging-work-123456789012",
        SELARAS_DATA_KEY: "arn:aws:kms:ap-southeast-3:123456789012:key/1",
        SELARAS_SIGNING_KEY: "arn:aws:kms:ap-southeast-3:123456789012:key/2",
        SELARAS_TENANT_ROLE: "arn:aws:iam::123456789012:role/selaras-staging-tenant-operator",
      },
    });
  });

  it("of a personal stage are its own roles and work bucket on the foundation of dev", () => {
    const { role, environment } = cloudSettings("budi", PARAMETERS);
    expect(role).toBe("arn:aws:iam::123456789012:role/selaras-budi-operator");
    expect(environment.SELARAS_WORK_BUCKET).toBe("selaras-budi-work-123456789012");
    expect(environment.SELARAS_TABLE).toBe("selaras-staging");
  });

  it("are refused where the parameter is not the ARN of a table", () => {
    expect(() => cloudSettings("staging", { ...PARAMETERS, tableArn: "selaras-staging" })).toThrow(/Bukan ARN/);
  });
});

describe("a stage in the cloud", () => {
  useEngines({ forbidden: true });
  let cloud: CloudStandIn | undefined;
  const before = { ...process.env };
  afterEach(async () => {
    await cloud?.stop();
    for (const name of ["AWS_ENDPOINT_URL_SSM", "SELARAS_DATA_KEY", "SELARAS_SIGNING_KEY"]) delete process.env[name];
    process.env["AWS_ENDPOINT_URL_STS"] = sts;
  });
  afterAll(() => Object.assign(process.env, before));
  let sts: string | undefined;

  /** The engines of this machine, found as those of the stage `local` would be: its names are those of the local roles. */
  async function standIn(role: string, without?: string): Promise<void> {
    sts = process.env["AWS_ENDPOINT_URL_STS"];
    const values = {
      "table-name": process.env["SELARAS_TABLE"] ?? "",
      "table-arn": process.env["SELARAS_TABLE_ARN"] ?? "",
      "evidence-bucket": "selaras-evidence",
      "archive-bucket": "selaras-archive",
      "data-key-arn": PARAMETERS.dataKeyArn,
      "signing-key-arn": PARAMETERS.signingKeyArn,
      "user-pool-id": PARAMETERS.userPoolId,
    };
    const named = Object.entries(values).map(([name, value]) => [`/selaras/dev/${name}`, value] as const);
    const parameters = new Map(named.filter(([name]) => name !== without));
    cloud = await startCloudStandIn({ parameters, role, keys: credentialsOf("operator"), sts: sts ?? "" });
    process.env["AWS_ENDPOINT_URL_SSM"] = cloud.endpoint;
    process.env["AWS_ENDPOINT_URL_STS"] = cloud.endpoint;
  }
  const OPERATOR = "arn:aws:iam::000000000000:role/selaras-local-operator";

  it("is entered by its parameters and the operator's role, and a regency is founded through the gates", async () => {
    await standIn(OPERATOR);
    const place = await enterCloud("local");
    expect(place.name).toBe("stage local, akun 000000000000");
    const [person] = exampleAs("awan").people;
    expect(person && place.accounts.lineFor(person)).toMatch(/--user-pool-id ap-southeast-3_Staging --username pptk/);
    const lines: string[] = [];
    expect(await found(exampleAs("awan"), { apply: true, say: (line) => lines.push(line) })).toBe(true);
    expect(lines.at(-1)).toBe("anggaran: 1 dibuat");
    expect(await allTenants()).toEqual(["awan"]);
    await place.leave();
  });

  it("lets nobody in whom the operator's role does not trust", async () => {
    await standIn("arn:aws:iam::000000000000:role/somebody-else");
    await expect(enterCloud("local")).rejects.toThrow(/not trust|not authorized/);
  });

  it("names the parameter that the foundation did not leave", async () => {
    await standIn(OPERATOR, "/selaras/dev/archive-bucket");
    await expect(enterCloud("local")).rejects.toThrow("Parameter /selaras/dev/archive-bucket tidak ada di akun ini.");
  });
});

describe("npm run operate on this machine", () => {
  const folder = mkdtempSync(join(tmpdir(), "selaras-operate-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  type Said = { readonly status: number; readonly out: string; readonly error: string };
  function operate(...args: readonly string[]): Promise<Said> {
    const engineless = Object.entries(process.env).filter(([name]) => !/^(AWS_|SELARAS_)/.test(name));
    const env = { ...Object.fromEntries(engineless), SELARAS_DATA: folder, INIT_CWD: ROOT };
    const program = join(ROOT, "packages/scripts/src/operate.ts");
    return new Promise((resolve) => {
      execFile(process.execPath, [program, ...args], { env }, (failed, out, error) =>
        resolve({ status: failed ? Number(failed.code) : 0, out, error }),
      );
    });
  }

  it("founds, repeats quietly, makes accounts, and says with its status whether all is well", async () => {
    const dry = await operate("found", EXAMPLE);
    expect([dry.status, dry.out.split("\n").at(-2)]).toEqual([0, "Belum ada yang ditulis. Ulangi dengan --apply."]);
    const early = await operate("accounts", EXAMPLE, "--apply");
    expect([early.status, early.out.split("\n")[0]]).toEqual([
      1,
      "pptk.pu.contoh: pegawai rahmat-hidayat belum tercatat; jalankan found lebih dahulu",
    ]);
    expect((await operate("found", EXAMPLE, "--apply")).out).toMatch(/^daerah: 1 dibuat\n.*anggaran: 1 dibuat\n$/s);
    expect((await operate("found", EXAMPLE, "--apply")).out).toMatch(
      /^daerah: 1 sudah ada\n.*anggaran: 1 sudah ada\n$/s,
    );
    const last = async (): Promise<string | undefined> =>
      (await operate("accounts", EXAMPLE, "--apply")).out.split("\n").at(-2);
    expect(await last()).toBe("akun: 6 ditautkan, 0 sudah tertaut, 0 belum punya akun, 0 ditolak");
    expect(await last()).toBe("akun: 0 ditautkan, 6 sudah tertaut, 0 belum punya akun, 0 ditolak");
    // The projections were never written here: no stream is read while a command runs.
    const rebuilt = await operate("rebuild", "--apply");
    expect([rebuilt.status, rebuilt.out]).toEqual([0, expect.stringMatching(/^contoh: \d+ pernyataan dibandingkan/)]);
    // Seven programs are started one after the other, each of which loads the whole service.
  }, 120_000);

  it("tells what cannot be meant, before it opens anything", async () => {
    expect(await operate("foundd", EXAMPLE)).toMatchObject({ status: 2, error: expect.stringMatching(/^Perintah:/) });
    expect(await operate("found")).toMatchObject({ status: 2, error: expect.stringMatching(/^Perintah:/) });
    const unnamed = await operate("accounts", EXAMPLE, "--stage", "staging");
    expect(unnamed).toMatchObject({ status: 2, error: expect.stringMatching(/^Dengan --stage sebutkan --users/) });
    const broken = await operate("found", join(ROOT, "packages/scripts/package.json"));
    expect(broken.status).toBe(2);
    expect(broken.error).toMatch(/ kesalahan, tidak ada yang ditulis\.\n.*regency: Wajib ada\./s);
  });
});
