/**
 * What other programs put on the clipboard, in elements that the editor's rules know: lists that Word copies as
 * paragraphs, and bold, italic and underline that stand in styles, which the policy of the site leaves unread. The
 * document is inert: nothing in it runs and no picture is fetched; what is taken of it is decided by the editor.
 */
export function withElements(html: string): string {
  const read = new DOMParser().parseFromString(html, "text/html");
  for (const gone of read.querySelectorAll("style, script, xml, meta, link, title")) gone.remove();
  for (const styled of read.querySelectorAll<HTMLElement>("[style]")) inElements(styled);
  let list: HTMLElement[] = [];
  let listId = "";
  for (const line of read.querySelectorAll<HTMLElement>("p")) {
    const [, id = "", level] = /mso-list:\s*(l\d+)[^;]*level(\d)/i.exec(line.getAttribute("style") ?? "") ?? [];
    if (id !== listId) list = [];
    listId = id;
    if (level !== undefined) list = placed(line, Number(level), list);
  }
  return read.body.innerHTML;
}

const LOOKS = [
  ["b", /font-weight:\s*(?:bold|[6-9]00)/i],
  ["i", /font-style:\s*italic/i],
  ["u", /text-decoration[^:;]*:[^;]*underline/i],
] as const;

/** Looks of an element as elements within it. Google Docs wraps what it copies into a <b> that is not bold. */
function inElements(styled: HTMLElement): void {
  const style = styled.getAttribute("style") ?? "";
  if (styled.tagName === "B" && /font-weight:\s*(?:normal|400)/i.test(style)) {
    styled.replaceWith(...styled.childNodes);
    return;
  }
  if (styled.tagName !== "SPAN") return;
  for (const [name, looks] of LOOKS) {
    if (!looks.test(style)) continue;
    const made = styled.ownerDocument.createElement(name);
    made.append(...styled.childNodes);
    styled.append(made);
  }
}

const MARK = "[style*='mso-list:Ignore' i]";

/** Puts a line of Word into the list it belongs to; gives the lists that are open now, the outermost first. */
function placed(line: HTMLElement, level: number, open: readonly HTMLElement[]): HTMLElement[] {
  const document = line.ownerDocument;
  const sign = line.querySelector(MARK)?.textContent?.trim() ?? "";
  for (const mark of line.querySelectorAll(MARK)) mark.remove();
  const lists = open.slice(0, level);
  while (lists.length < level) {
    const made = document.createElement(/^\(?(?:\d+|[a-z]{1,3})[.)]/i.test(sign) ? "ol" : "ul");
    const above = lists.at(-1);
    if (!above) line.before(made);
    else (above.lastElementChild ?? above.appendChild(document.createElement("li"))).append(made);
    lists.push(made);
  }
  const item = document.createElement("li");
  const words = document.createElement("p");
  words.append(...line.childNodes);
  item.append(words);
  lists.at(-1)?.append(item);
  line.remove();
  return lists;
}
