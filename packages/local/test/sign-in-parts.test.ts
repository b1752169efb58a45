import { describe, expect, it } from "vitest";
import { createLockout } from "../src/sign-in/lockout.ts";
import { DEFAULT_PASSWORD_POLICY, checkPolicy, temporaryPassword } from "../src/sign-in/passwords.ts";
import { modPow } from "../src/sign-in/srp.ts";
import { acceptedStep, newTotpSecret, totpCode } from "../src/sign-in/totp.ts";

describe("totp", () => {
  // RFC 6238, appendix B (SHA-1): the last six of the eight digits; the secret is "12345678901234567890" in base32.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("shows at second %i what the standard shows", (second, code) => {
    expect(totpCode(secret, new Date(second * 1000))).toBe(code);
  });

  it("forgives a clock half a minute off, not a whole one, and takes no code twice", () => {
    const at = new Date(1_111_111_109_000);
    const step = 37_037_036; // 1,111,111,109 / 30, rounded down
    const code = totpCode(secret, at);
    const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
    expect(acceptedStep(secret, code, at, -1)).toBe(step);
    expect(acceptedStep(secret, code, after(30), -1)).toBe(step);
    expect(acceptedStep(secret, code, after(-30), -1)).toBe(step);
    expect(acceptedStep(secret, code, after(60), -1)).toBeUndefined();
    expect(acceptedStep(secret, code, after(-60), -1)).toBeUndefined();
    expect(acceptedStep(secret, code, at, step)).toBeUndefined();
  });

  it("hands out secrets of 160 bits", () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  });
});

describe("modular powers", () => {
  it.each([
    [3n, 4n, 5n, 1n], // 81 = 16 * 5 + 1
    [2n, 10n, 1000n, 24n], // 1024
    [7n, 0n, 13n, 1n],
    [10n, 1n, 7n, 3n],
  ])("%i ** %i modulo %i is %i", (base, exponent, modulus, result) => {
    expect(modPow(base, exponent, modulus)).toBe(result);
  });
});

describe("the lock", () => {
  function lockAt() {
    let ms = 0;
    const lock = createLockout([], () => new Date(ms));
    const isLocked = (): boolean => {
      try {
        lock.check("a");
        return false;
      } catch {
        return true;
      }
    };
    return {
      lock,
      isLocked,
      pass: (seconds: number) => {
        ms += seconds * 1000;
      },
    };
  }

  it("doubles with every further failure and ends at fifteen minutes", () => {
    const { lock, isLocked, pass } = lockAt();
    for (let i = 0; i < 4; i += 1) lock.fail("a");
    expect(isLocked()).toBe(false);
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]) {
      lock.fail("a");
      pass(seconds - 0.001);
      expect(isLocked()).toBe(true);
      pass(0.001);
      expect(isLocked()).toBe(false);
    }
    lock.fail("a");
    pass(899);
    expect(isLocked()).toBe(true);
    pass(1);
    expect(isLocked()).toBe(false);
  });

  it("forgets after fifteen quiet minutes and keeps others out of it", () => {
    const { lock, isLocked, pass } = lockAt();
    for (let i = 0; i < 9; i += 1) lock.fail("b");
    expect(isLocked()).toBe(false);
    for (let i = 0; i < 4; i += 1) lock.fail("a");
    pass(900);
    lock.fail("a");
    expect(isLocked()).toBe(false);
    expect(lock.entries().map(([key]) => key)).toEqual(["a"]);
  });
});

describe("temporary passwords", () => {
  it("always fit the policy", () => {
    for (let i = 0; i < 200; i += 1) {
      expect(() => checkPolicy(DEFAULT_PASSWORD_POLICY, temporaryPassword(DEFAULT_PASSWORD_POLICY))).not.toThrow();
    }
    expect(temporaryPassword({ ...DEFAULT_PASSWORD_POLICY, minimumLength: 20 })).toHaveLength(20);
  });
});
