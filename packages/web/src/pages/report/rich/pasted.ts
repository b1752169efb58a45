/**
 * Lists that Word copies as paragraphs become lists, and its own notes go. The document is inert: nothing in it runs and
 * no picture is fetched; what the editor takes of it is decided by the editor's own rules.
 */
export function withWordLists(html: string): string {
  if (!/mso-list|urn:schemas-microsoft-com/i.test(html)) return html;
  const read = new DOMParser().parseFromString(html, "text/html");
  for (const gone of read.querySelectorAll("style, xml, meta, link, title")) gone.remove();
  let list: HTMLElement[] = [];
  for (const line of read.querySelectorAll<HTMLElement>("p")) {
    const level = /mso-list:[^;]*level(\d)/i.exec(line.getAttribute("style") ?? "")?.[1];
    if (level === undefined) {
      list = [];
      continue;
    }
    list = placed(line, Number(level), list);
  }
  return read.body.innerHTML;
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
