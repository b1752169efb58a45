import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sharedComputer } from "../../test/shared-computer.ts";

const REFUSED = { error: { code: "kernel.unauthenticated", message: "Silakan masuk kembali.", requestId: "01REQ" } };
const CONFIG = {
  status: 200,
  body: { userPool: "x_1", userClient: "c", base: "test", signInEndpoint: "https://a/sign" },
};

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

/** Asks the API for something on a computer where the token has run out. */
async function ask(sign: { status: number; body: object }) {
  const computer = sharedComputer({
    answers: { "config.json": CONFIG, sign, session: { status: 401, body: REFUSED } },
  });
  const { api, onSessionEnd } = await import("./client.ts");
  onSessionEnd(() => computer.happened.push("/masuk"));
  const failed = await api("account.session", {}).catch((thrown: Error) => thrown.message);
  return { ...computer, failed };
}

describe("a session that nobody ended by hand", () => {
  it("takes the notices of the former person off a shared computer when the sign-in service no longer renews it", async () => {
    const { happened, kept, failed } = await ask({ status: 400, body: { __type: "NotAuthorizedException" } });
    expect(failed).toBe("Silakan masuk kembali.");
    await vi.waitFor(() => expect(happened).toContain("unsubscribed"));
    expect(happened).toContain("/masuk");
    expect(kept()).toEqual([]);
  });

  it("takes them off too when the API refuses what was just renewed, and keeps no token that leads back to it", async () => {
    const { happened, kept } = await ask({ status: 200, body: { AuthenticationResult: { AccessToken: "baru" } } });
    await vi.waitFor(() => expect(happened).toContain("unsubscribed"));
    expect(happened).toContain("/masuk");
    expect(kept()).toEqual([]);
  });

  it.each([
    ["nobody answers", { status: 503, body: {} }],
    ["everybody asks at once", { status: 400, body: { __type: "TooManyRequestsException" } }],
    ["the firewall holds back", { status: 429, body: {} }],
  ])("stays, and its notices with it, while %s", async (_, sign) => {
    const { happened, kept } = await ask(sign);
    expect(happened).toEqual([]);
    expect(kept()).toHaveLength(3);
  });
});
