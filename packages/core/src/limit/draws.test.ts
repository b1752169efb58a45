import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Draws, type Source, type Taken } from "./draws.ts";
import { type Allowance, atFirst, drawAt } from "./rules.ts";

const NOW = 1_775_354_400_000;
const PERSON: Allowance = { burst: 130, perMinute: 240, first: 10, draw: 20, least: 15 };

/** One bucket by the rules alone, as the table keeps it, and how often it was asked and written. */
function bucket(allowance: Allowance) {
  let fullAt: number | null = null;
  const count = { asked: 0, written: 0 };
  const at =
    (now: number): Source =>
    async (first) => {
      count.asked += 1;
      const asked = first ? atFirst(allowance) : allowance;
      const draw = drawAt(fullAt, asked, now);
      if (draw.kind === "granted") {
        fullAt = draw.fullAt;
        count.written += 1;
      }
      return { draw, allowance: asked };
    };
  return { at, count };
}

async function ask(draws: Draws, source: (now: number) => Source, times: number, now: number): Promise<Taken[]> {
  const came: Taken[] = [];
  for (let n = 0; n < times; n += 1) came.push(await draws.take("kukar#person/budi", now, source(now)));
  return came;
}
const granted = (came: readonly Taken[]): number => came.filter(({ kind }) => kind === "taken").length;

describe("a warm function", () => {
  it("asks once for ten requests of somebody it never met, then once for twenty, together or one after another", async () => {
    const { at, count } = bucket(PERSON);
    const draws = new Draws();
    expect(granted(await ask(draws, at, 10, NOW))).toBe(10);
    expect(count).toEqual({ asked: 1, written: 1 });
    expect(granted(await ask(draws, at, 20, NOW))).toBe(20);
    expect(count).toEqual({ asked: 2, written: 2 });
    const together = await Promise.all(Array.from({ length: 60 }, () => draws.take("kukar#person/budi", NOW, at(NOW))));
    expect(granted(together)).toBe(60);
    expect(count).toEqual({ asked: 5, written: 5 });
  });

  it("remembers a refusal until its end and asks nobody meanwhile", async () => {
    const { at, count } = bucket(PERSON);
    const draws = new Draws();
    expect(granted(await ask(draws, at, 130, NOW))).toBe(130);
    const refused = await ask(draws, at, 1_000, NOW);
    expect(refused.every((each) => each.kind === "refused" && each.waitMs === 3_750)).toBe(true);
    expect(count).toEqual({ asked: 8, written: 7 });
    expect(await ask(draws, at, 1, NOW + 3_749)).toEqual([{ kind: "refused", waitMs: 1 }]);
    expect(count.asked).toBe(8);
    expect(granted(await ask(draws, at, 30, NOW + 3_750))).toBe(15);
    expect(count.written).toBe(8);
  });

  it("lets go of what it held for a minute, but for what a write has to buy at least", async () => {
    const { at, count } = bucket(PERSON);
    const draws = new Draws();
    await ask(draws, at, 11, NOW);
    expect(granted(await ask(draws, at, 14, NOW + 60_000))).toBe(14);
    expect(count.written).toBe(2);
    await ask(draws, at, 1, NOW + 60_000);
    expect(count.written).toBe(3);
  });

  it("writes no more for somebody who asks once an hour than once per fifteen questions", async () => {
    const { at, count } = bucket(PERSON);
    const draws = new Draws();
    for (let hour = 0; hour < 160; hour += 1) await ask(draws, at, 1, NOW + hour * 3_600_000);
    expect(count.written).toBe(1 + 10);
  });

  it("lets requests pass when the table does not answer, tells it once, and asks again after five seconds", async () => {
    const draws = new Draws();
    const error = new Error("throttled");
    let asked = 0;
    const broken = (): Source => async () => {
      asked += 1;
      throw error;
    };
    const came = await ask(draws, broken, 3, NOW);
    expect(came).toEqual([
      { kind: "uncounted", error },
      { kind: "uncounted", error: null },
      { kind: "uncounted", error: null },
    ]);
    expect(asked).toBe(1);
    const { at } = bucket(PERSON);
    expect(granted(await ask(draws, at, 1, NOW + 5_000))).toBe(1);
  });

  it("takes a token back", async () => {
    const { at, count } = bucket(PERSON);
    const draws = new Draws();
    await ask(draws, at, 10, NOW);
    draws.giveBack("kukar#person/budi");
    await ask(draws, at, 1, NOW);
    expect(count.written).toBe(1);
  });

  it("forgets the owner who was not heard of for longest when it knows too many", async () => {
    const { at, count } = bucket({ ...PERSON, burst: 10_000_000 });
    const draws = new Draws();
    for (let n = 0; n <= 5_000; n += 1) await draws.take(`kukar#person/p${n}`, NOW, at(NOW));
    expect(count.written).toBe(5_001);
    await draws.take("kukar#person/p1", NOW, at(NOW));
    expect(count.written).toBe(5_001);
    await draws.take("kukar#person/p0", NOW, at(NOW));
    expect(count.written).toBe(5_002);
  });
});

describe("many warm functions on one bucket", () => {
  const allowances = fc.record({
    burst: fc.integer({ min: 20, max: 400 }),
    perMinute: fc.integer({ min: 1, max: 3_000 }),
    first: fc.constant(10),
    draw: fc.constant(20),
    least: fc.constant(15),
  });
  const steps = fc.array(
    fc.record({
      on: fc.integer({ min: 0, max: 4 }),
      times: fc.integer({ min: 1, max: 60 }),
      afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4_000 }), fc.integer({ min: 1, max: 400_000 })),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it("never grant more than the burst and what flowed in, and write at most once per ten requests each", async () => {
    await fc.assert(
      fc.asyncProperty(allowances, steps, async (allowance, schedule) => {
        const { at, count } = bucket(allowance);
        const functions = Array.from({ length: 5 }, () => ({ draws: new Draws(), given: 0, written: 0 }));
        let now = NOW;
        for (const { on, times, afterMs } of schedule) {
          now += afterMs;
          const one = functions[on];
          if (!one) throw new Error("five functions were made");
          const before = count.written;
          one.given += granted(await ask(one.draws, at, times, now));
          one.written += count.written - before;
          const given = functions.reduce((sum, each) => sum + each.given, 0);
          expect(given * 60_000).toBeLessThanOrEqual(allowance.burst * 60_000 + allowance.perMinute * (now - NOW));
          expect(one.written).toBeLessThanOrEqual(Math.ceil(one.given / 10));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("do not use up a person whose page wakes a new one with every question, twelve tabs at once", async () => {
    const { at } = bucket({ ...PERSON, burst: 300 });
    const woken = await Promise.all(
      Array.from({ length: 30 }, () => new Draws().take("kukar#person/budi", NOW, at(NOW))),
    );
    expect(granted(woken)).toBe(30);
  });
});
