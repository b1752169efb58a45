/** The code that a document carries in its properties, or in the address below its QR code. */
const CODE = /(?:selaras:|\/v\/)([0-9A-HJKMNP-TV-Z]{26})/i;
/** Under which a file that was shown elsewhere waits for the page of its code; not in the address, where anybody could write it. */
const WAITING = "selaras.check";

type Found = { readonly code: string; readonly hash: string; readonly name: string };

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Fingerprint and code of a file. `Response` reads files in browsers that are older than `Blob.arrayBuffer`. */
async function look(file: File): Promise<Found> {
  const bytes = await new Response(file).arrayBuffer();
  const found = CODE.exec(new TextDecoder("latin1").decode(bytes));
  const hash = hex(await crypto.subtle.digest("SHA-256", bytes));
  return { code: found === null ? "" : (found[1] ?? "").toUpperCase(), hash, name: file.name };
}

/** Takes what waits for this page, once. */
function waiting(code: string): Found | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(WAITING) ?? "null") as Found | null;
    sessionStorage.removeItem(WAITING);
    return found !== null && found.code === code ? found : null;
  } catch {
    return null;
  }
}

function goTo(found: Found): void {
  try {
    sessionStorage.setItem(WAITING, JSON.stringify(found));
  } catch {
    // The page of the code then asks for the file again.
  }
  location.assign(`/v/${found.code}`);
}

/** Lets a reader hold a file against the document of this page. Nothing is sent. */
export function checkFiles(): void {
  const box = document.querySelector<HTMLElement>("[data-check]");
  const input = box === null ? null : box.querySelector("input");
  // Browsers give fingerprints on safe pages only.
  if (box === null || input === null || crypto.subtle === undefined) return;
  const own = box.getAttribute("data-check") ?? "";
  const hash = box.getAttribute("data-hash");

  const link = box.querySelector<HTMLAnchorElement>("[data-other]");
  let other: Found | null = null;

  const say = (...findings: readonly string[]): void => {
    for (const each of box.querySelectorAll<HTMLElement>("[data-verdict]")) {
      each.hidden = findings.indexOf(each.getAttribute("data-verdict") ?? "") < 0;
    }
  };
  const judge = (found: Found): void => {
    const name = box.querySelector<HTMLElement>("[data-file]");
    if (name !== null) {
      name.textContent = found.name;
      name.hidden = false;
    }
    if (own === "") {
      if (found.code === "") say("no-code");
      else goTo(found);
    } else if (found.hash === hash) say("same");
    else if (found.code === "" || found.code === own) say("different");
    else {
      other = found;
      if (link !== null) link.href = `/v/${found.code}`;
      say("different", "other");
    }
  };
  const show = (files: FileList | null | undefined): void => {
    const file = files === null || files === undefined ? undefined : files[0];
    if (file === undefined) return;
    say();
    look(file).then(judge, () => say("unread"));
  };

  box.hidden = false;
  const unscripted = document.querySelector<HTMLElement>("[data-unscripted]");
  if (unscripted !== null) unscripted.hidden = true;
  input.addEventListener("change", () => {
    show(input.files);
    // The same file, changed meanwhile, may be chosen again.
    input.value = "";
  });
  box.addEventListener("dragover", (drag) => drag.preventDefault());
  box.addEventListener("drop", (drop) => {
    drop.preventDefault();
    show(drop.dataTransfer?.files);
  });
  link?.addEventListener("click", (press) => {
    if (other === null) return;
    press.preventDefault();
    goTo(other);
  });
  const found = own === "" ? null : waiting(own);
  if (found !== null) judge(found);
}
