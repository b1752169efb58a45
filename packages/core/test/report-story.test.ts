import { describe, expect, it } from "vitest";
import { inbox } from "../src/approval/index.ts";
import { sendBack, verify } from "../src/report/decide.ts";
import { sign } from "../src/report/sign.ts";
import { save } from "../src/report/save.ts";
import { submit, withdraw } from "../src/report/submit.ts";
import { changed } from "../src/report/differences.ts";
import { view } from "../src/report/view.ts";
import { putOut } from "./stages.ts";
import { failing, regency, rowOf, travel, useEngines, MARCH_OPEN } from "./world.ts";

useEngines();

describe("a report from draft to published", () => {
  it("goes through the three tiers and is immutable afterwards", async () => {
    travel(MARCH_OPEN);
    const kukar = await regency("kukar");
    const id = await kukar.openReport();
    await kukar.fill(id, 3);
    const hash = await kukar.send(id);

    const waiting = await kukar.as(kukar.who("kabid"), () => inbox({}));
    expect(waiting.tasks.map((task) => [task.reportId, task.kind])).toEqual([[id, "verify"]]);
    await kukar.as(kukar.who("kabid"), () => verify({ id, hash }));
    expect((await kukar.as(kukar.who("kabid"), () => inbox({}))).tasks).toEqual([]);

    const counts = { verify: 0, sign: 1, publish: 0, correction: 0 };
    expect((await kukar.as(kukar.who("kepala"), () => inbox({}))).counts).toEqual(counts);
    await kukar.as(kukar.who("kepala"), () => sign({ id, hash }));
    expect(await putOut("kukar", id)).toBe("published");

    const seen = await kukar.as(kukar.who("pptk"), () => view({ id }));
    expect(seen.state).toBe("published");
    expect(seen.signed?.nip).toBe("197801012005012001");
    expect(seen.onTime).toBe(true);
    const late = () => save({ id, changes: [kukar.cell(rowOf(1), "keuangan", "1", 1)] });
    expect(await failing(kukar.as(kukar.who("pptk"), late))).toBe("report.state");
  });

  it("shows what changed after a return, cell by cell", async () => {
    travel(MARCH_OPEN);
    const kukar = await regency("nunukan");
    const id = await kukar.openReport();
    await kukar.fill(id, 3);
    const hash = await kukar.send(id);
    await kukar.as(kukar.who("kabid"), () => sendBack({ id, hash, reason: "Angka baris kedua keliru." }));
    const back = await kukar.as(kukar.who("pptk"), () => view({ id }));
    expect([back.state, back.returned?.reason]).toEqual(["returned", "Angka baris kedua keliru."]);
    await kukar.as(kukar.who("pptk"), () => save({ id, changes: [kukar.cell(rowOf(2), "keuangan", "95000000", 1)] }));
    await kukar.send(id);
    const diff = await kukar.as(kukar.who("kabid"), () => changed({ id }));
    expect(diff.cells).toEqual([
      {
        rowKey: rowOf(2),
        label: "Rekonstruksi Jalan 2",
        field: "keuangan",
        before: { s: "value", v: "90000000" },
        after: { s: "value", v: "95000000" },
        // The return pointed at nothing.
        flagged: null,
      },
    ]);
    expect(await failing(kukar.as(kukar.who("kabid"), () => verify({ id, hash })))).toBe("report.content_changed");
  });

  it("can be withdrawn before a decision, and the withdrawn submission does not count as on time", async () => {
    travel(MARCH_OPEN);
    const kukar = await regency("bombana");
    const id = await kukar.openReport();
    await kukar.fill(id, 3);
    await kukar.send(id);
    await kukar.as(kukar.who("pptk"), () => withdraw({ id, reason: "Salah unggah bukti." }));
    travel("2026-04-12T02:00:00.000Z");
    await kukar.send(id);
    const seen = await kukar.as(kukar.who("pptk"), () => view({ id }));
    expect([seen.state, seen.onTime]).toEqual(["in_review", false]);
  });

  it("refuses to send what is incomplete and says how much is missing", async () => {
    travel(MARCH_OPEN);
    const kukar = await regency("palembang");
    const id = await kukar.openReport();
    await kukar.fill(id, 2);
    const { stamp } = await kukar.as(kukar.who("pptk"), () => view({ id }));
    expect(await failing(kukar.as(kukar.who("pptk"), () => submit({ id, stamp })))).toBe("report.incomplete");
  });
});
