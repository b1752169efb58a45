import { describe, expect, it } from "vitest";
import { editingIntentOf, type Intent, intentOf, type KeyPress } from "./keyboard.ts";

/** "Ctrl+Shift+Z" as a key press. */
function key(text: string): KeyPress {
  const parts = text.split("+");
  const has = (name: string) => parts.slice(0, -1).includes(name);
  return { key: parts[parts.length - 1] ?? "", shift: has("Shift"), ctrl: has("Ctrl"), alt: has("Alt") };
}

describe("keys while standing in a cell", () => {
  it.each<[string, Intent | null]>([
    ["ArrowDown", { kind: "move", step: "down", extend: false }],
    ["Shift+ArrowRight", { kind: "move", step: "right", extend: true }],
    ["Ctrl+Home", { kind: "move", step: "first", extend: false }],
    ["Ctrl+Shift+End", { kind: "move", step: "last", extend: true }],
    ["PageDown", { kind: "move", step: "page-down", extend: false }],
    ["Enter", { kind: "enter", step: "down" }],
    ["Shift+Enter", { kind: "enter", step: "up" }],
    ["Tab", { kind: "tab", step: "next" }],
    ["Shift+Tab", { kind: "tab", step: "previous" }],
    ["F2", { kind: "edit" }],
    ["Shift+F2", { kind: "explain" }],
    ["7", { kind: "type", text: "7" }],
    ["-", { kind: "type", text: "-" }],
    [" ", { kind: "edit" }],
    ["Delete", { kind: "clear" }],
    ["Ctrl+z", { kind: "undo" }],
    ["Ctrl+Shift+Z", { kind: "redo" }],
    ["Ctrl+y", { kind: "redo" }],
    ["ContextMenu", { kind: "menu" }],
    ["Shift+F10", { kind: "menu" }],
    ["Escape", { kind: "leave" }],
  ])("%s", (text, expected) => {
    expect(intentOf(key(text))).toEqual(expected);
  });

  it("leaves copying, pasting, searching and reloading to the browser", () => {
    for (const text of ["Ctrl+c", "Ctrl+v", "Ctrl+f", "Ctrl+r", "F5", "Shift", "Ctrl+Alt+z"])
      expect(intentOf(key(text))).toBeNull();
  });
});

describe("keys while editing", () => {
  it("moves on with the arrows only when the edit was begun by typing", () => {
    expect(editingIntentOf(key("ArrowLeft"), "type", "one")).toEqual({ kind: "commit", step: "left" });
    expect(editingIntentOf(key("ArrowLeft"), "edit", "one")).toBeNull();
  });

  it("takes the text at Enter and Tab, and drops it only at Esc", () => {
    expect(editingIntentOf(key("Enter"), "edit", "one")).toEqual({ kind: "commit", step: "down" });
    expect(editingIntentOf(key("Shift+Tab"), "edit", "one")).toEqual({ kind: "commit", step: "previous" });
    expect(editingIntentOf(key("Escape"), "type", "one")).toEqual({ kind: "cancel" });
    expect(editingIntentOf(key("5"), "type", "one")).toBeNull();
  });

  it("breaks the line of a long text with Alt+Enter", () => {
    expect(editingIntentOf(key("Alt+Enter"), "edit", "many")).toBeNull();
    expect(editingIntentOf(key("Alt+Enter"), "edit", "one")).toEqual({ kind: "commit", step: "down" });
  });
});
