/** Which key means what: the habits of a spreadsheet. Pure, so the table of keys can be tested without a browser. */
import type { Step } from "./selection.ts";

export interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/** `type`: begun by typing, arrows leave the cell. `edit`: begun by F2 or a double click, arrows move inside the text. */
export type EditMode = "type" | "edit";

export type Intent =
  | { readonly kind: "move"; readonly step: Step; readonly extend: boolean }
  | { readonly kind: "enter"; readonly step: Step }
  | { readonly kind: "tab"; readonly step: "next" | "previous" }
  | { readonly kind: "edit" }
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "commit"; readonly step: Step | null }
  | { readonly kind: "cancel" }
  | { readonly kind: "clear" }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "all" }
  | { readonly kind: "menu" }
  | { readonly kind: "explain" }
  | { readonly kind: "leave" };

const STEPS: Record<string, Step> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "home",
  End: "end",
  PageUp: "page-up",
  PageDown: "page-down",
};

const CTRL_STEPS: Record<string, Step> = { Home: "first", End: "last" };

/** The meaning of a key while no cell is being edited, or null when the browser may have it. */
export function intentOf(press: KeyPress): Intent | null {
  const { key, shift, ctrl, alt } = press;
  if (ctrl) return ctrlIntent(key.toLowerCase(), press);
  if (key === "ContextMenu" || (shift && key === "F10")) return { kind: "menu" };
  if (key === "F2") return shift ? { kind: "explain" } : { kind: "edit" };
  if (alt) return key === "ArrowDown" ? { kind: "edit" } : null;
  const step = STEPS[key];
  if (step !== undefined) return { kind: "move", step, extend: shift };
  switch (key) {
    case "Enter":
      return { kind: "enter", step: shift ? "up" : "down" };
    case "Tab":
      return { kind: "tab", step: shift ? "previous" : "next" };
    case "Escape":
      return { kind: "leave" };
    case "Delete":
    case "Backspace":
      return { kind: "clear" };
    default:
      return key.length === 1 && key !== " " ? { kind: "type", text: key } : key === " " ? { kind: "edit" } : null;
  }
}

function ctrlIntent(key: string, press: KeyPress): Intent | null {
  if (press.alt) return null;
  if (key === "z") return { kind: press.shift ? "redo" : "undo" };
  if (key === "y") return { kind: "redo" };
  if (key === "a") return { kind: "all" };
  const step = CTRL_STEPS[press.key];
  return step === undefined ? null : { kind: "move", step, extend: press.shift };
}

/** The meaning of a key while a cell is being edited, or null when it belongs to the text. */
export function editingIntentOf(press: KeyPress, mode: EditMode, lines: "one" | "many"): Intent | null {
  const { key, shift, ctrl, alt } = press;
  if (key === "Escape") return { kind: "cancel" };
  if (key === "Tab") return { kind: "commit", step: shift ? "previous" : "next" };
  if (key === "Enter") {
    // As in a spreadsheet Alt+Enter breaks the line inside a long text.
    if (lines === "many" && (alt || ctrl)) return null;
    return { kind: "commit", step: shift ? "up" : "down" };
  }
  if (mode === "type" && !ctrl && !alt && !shift && key.startsWith("Arrow")) {
    const step = STEPS[key];
    return step === undefined ? null : { kind: "commit", step };
  }
  return null;
}

/** The key with its modifiers; Cmd counts as Ctrl. */
export function pressOf(event: KeyboardEvent): KeyPress {
  return { key: event.key, shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey };
}
