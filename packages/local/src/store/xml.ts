import { Refusal } from "./refusal.ts";

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text made safe for XML; control characters become numeric references, as S3 writes them. */
export function escapeXml(text: string): string {
  // Control characters are exactly what has to be found here.
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[&<>"\u0000-\u001f\u007f]/g, (sign) => NAMED[sign] ?? `&#x${sign.charCodeAt(0).toString(16)};`);
}

/** `<name>text</name>` with the text escaped. */
export function leaf(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** `<name>...</name>` around elements that are XML already. */
export function branch(name: string, ...children: readonly string[]): string {
  return `<${name}>${children.join("")}</${name}>`;
}

/** A whole document around its root element, which gets S3's namespace. */
export function xmlDocument(root: string): string {
  const named = root.replace(/^<([A-Za-z]+)>/, '<$1 xmlns="http://s3.amazonaws.com/doc/2006-03-01/">');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${named}`;
}

export interface XmlNode {
  readonly name: string;
  readonly children: readonly XmlNode[];
  /** The text directly inside the element, unescaped. */
  readonly text: string;
}

interface OpenNode {
  name: string;
  children: OpenNode[];
  text: string;
}

const MAX_DEPTH = 16;
const TOKEN = /<\?[^>]*\?>|<!--(?:(?!-->)[^])*-->|<(\/?)([A-Za-z][\w.:-]*)[^<>]*?(\/?)>|([^<]+)/y;

/**
 * Reads the small documents S3 clients send: elements, attributes (ignored), text. No DTD, no CDATA.
 * Raises MalformedXML for anything else or for another root than `rootName`.
 */
export function readXml(document: string, rootName: string): XmlNode {
  const top: OpenNode = { name: "", children: [], text: "" };
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const token = TOKEN.exec(document);
    const parent = open.at(-1);
    if (token === null || parent === undefined) throw new Refusal("MalformedXML");
    const [, closing, name, selfClosing, text] = token;
    if (text !== undefined) parent.text += unescapeXml(text);
    else if (name !== undefined && closing === "/") {
      if (parent.name !== name || open.length === 1) throw new Refusal("MalformedXML");
      open.pop();
    } else if (name !== undefined) {
      const node: OpenNode = { name, children: [], text: "" };
      parent.children.push(node);
      if (selfClosing !== "/") open.push(node);
      if (open.length > MAX_DEPTH) throw new Refusal("MalformedXML");
    }
  }
  const root = top.children[0];
  const whole = open.length === 1 && top.children.length === 1 && top.text.replace("\uFEFF", "").trim() === "";
  if (!whole || root === undefined || root.name !== rootName) throw new Refusal("MalformedXML");
  return root;
}

/** The children of that name, in order. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

/** The text of the first child of that name, or undefined if there is none. */
export function textOf(node: XmlNode, name: string): string | undefined {
  return node.children.find((child) => child.name === name)?.text;
}

const SIGNS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return SIGNS[name] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
