import { afterEach, expect, it, vi } from "vitest";
import { sharedComputer } from "../../test/shared-computer.ts";
import { signOut } from "./leave.ts";

afterEach(() => vi.unstubAllGlobals());

it("tells whoever sits down next at a shared computer nothing of the person who left", async () => {
  const { happened, kept } = sharedComputer();
  await signOut();
  expect(happened).toEqual(["unsubscribed", "/masuk"]);
  expect(kept()).toEqual([]);
});

it("leaves also where the service of the browser does not answer", async () => {
  const { happened } = sharedComputer({ unsubscribe: () => Promise.reject(new Error("no network")) });
  await signOut();
  expect(happened).toEqual(["unsubscribed", "/masuk"]);
});
