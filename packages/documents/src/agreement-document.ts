import type { Action, AgreementContent, Party, Signature } from "@selaras/core/cascade/agreement/schema.ts";
import { WORDING } from "@selaras/core/cascade/agreement/wording.ts";
import type { AgreementPrint } from "@selaras/core/export/content.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatDate, formatDateTime, formatNumber, formatRupiah } from "@selaras/core/kernel/format.ts";
import { rupiah } from "@selaras/core/kernel/money.ts";
import { localDate } from "@selaras/core/kernel/zone.ts";
import { words } from "./document/agreement-words.ts";
import { type Block, hatOf, nameLines, PLAIN, POST, unsigned } from "./document/blocks.ts";
import { letterhead, titleLines, upper } from "./document/letterhead.ts";
import { plainBlocks } from "./document/signature.ts";
import { words as printed } from "./document/words.ts";
import { shortHash } from "./document/written.ts";
import { LAYOUT } from "./pdf/layout.ts";
import { Paper } from "./pdf/paper.ts";
import { table, type TableRow } from "./pdf/table.ts";

const isDraft = ({ agreement: { state } }: AgreementPrint): boolean => state === "draft" || state === "offered";
const titleOf = ({ content: { year, version } }: AgreementPrint): string =>
  version > 1 ? words.changeTitle(year) : words.title(year);
/** The signature that made it whole; of a draft the one there is. */
const lastOf = ({ agreement: { first, second } }: AgreementPrint): Signature | null => second ?? first;

function infoOf(print: AgreementPrint): Readonly<Record<string, string | Date>> {
  const { content, made } = print;
  const at = new Date(isDraft(print) ? made.at : (lastOf(print)?.at ?? made.at));
  return {
    Title: `${titleOf(print)}, ${content.first.title}`,
    Author: content.first.name,
    Subject: [content.tenant.name, ...(isDraft(print) ? [printed.watermark] : [])].join(", "),
    Creator: `Selaras, tata letak ${LAYOUT}`,
    Producer: "Selaras",
    CreationDate: at,
    ModDate: at,
  };
}

function heading(paper: Paper, print: AgreementPrint): void {
  const { content, agreement, made } = print;
  titleLines(paper, [upper(titleOf(print))]);
  const centred = { size: 9, align: "center" } as const;
  if (content.version > 1 && content.reason !== null) {
    paper.text(words.changed(content.version - 1, content.reason), centred);
  }
  if (isDraft(print)) paper.text(content.second ? words.draft : words.draftAlone, { ...centred, face: "strong" });
  if (agreement.state === "superseded") paper.text(words.superseded, { ...centred, face: "strong" });
  if (made.tenant.demo) paper.text(printed.demo, { ...centred, size: 8 });
  paper.y += 8;
}

const BODY = { size: 10.5, gap: 9 } as const;

function party(paper: Paper, { name, title }: Party, then: string): void {
  paper.pairs(
    [
      [words.name, `: ${name}`],
      [words.hat, `: ${title}`],
    ],
    0.14,
    { size: 10.5 },
  );
  paper.text(`${then}.`, BODY);
}

function block(print: AgreementPrint, who: Party, side: Block["side"], signed: Signature | null): Block {
  const { content, made } = print;
  const { zone } = made.tenant;
  const last = isDraft(print) ? null : lastOf(print);
  const date = last ? formatDate(localDate(last.at, zone)) : printed.signature.open;
  const place = [{ text: printed.signature.place(content.tenant.capital, date), style: PLAIN }];
  const named = { text: side === "right" ? words.first : words.second, style: PLAIN };
  const above = [
    ...(side === "right" ? place : []),
    ...(content.second ? [named] : []),
    { text: hatOf(who.title), style: POST },
  ];
  const decree = who.decree === null || who.holding === "definitif" ? [] : [words.decree(who.decree)];
  const below = [...nameLines(who), ...decree.map((text) => ({ text, style: { ...PLAIN, size: 8.5 } }))];
  if (!signed)
    return { side, above, room: { kind: "hand" }, below: [...unsigned(words.unsigned), ...below], isSigner: false };
  const text = words.signedAt(formatDateTime(signed.at, zone));
  return { side, above, room: { kind: "deed", text }, below, isSigner: false };
}

/** Both parties beside each other: the superior on the left, the official on the right. */
function signatures(paper: Paper, print: AgreementPrint): void {
  const { content, agreement } = print;
  const second = content.second ? [block(print, content.second, "left", agreement.second)] : [];
  plainBlocks(paper, [...second, block(print, content.first, "right", agreement.first)]);
}

const figure = (value: string | null): string => (value === null ? words.dash : formatNumber(decimal(value)));
const money = (value: string | null, none: string): string => (value === null ? none : formatRupiah(rupiah(value)));

/** Each indicator under its goal; one that stands under two is marked the second time. */
function targetRows({ scope }: AgreementContent): readonly TableRow[] {
  const seen = new Set<string>();
  return scope.flatMap((node, at): readonly TableRow[] => {
    const name = [String(at + 1), node.text];
    if (node.indicators.length === 0) return [{ kind: "row", cells: [...name, words.noIndicator, words.dash] }];
    return node.indicators.map(({ ref, text, unit, target }, index): TableRow => {
      const again = seen.has(ref);
      seen.add(ref);
      const own = index === 0 ? name : ["", ""];
      const said = again ? `${text} (${words.shared})` : text;
      return { kind: "row", cells: [...own, said, `${figure(target?.value ?? null)} ${unit}`] };
    });
  });
}

function annex(paper: Paper, print: AgreementPrint): void {
  const { content } = print;
  const { targets, programs } = words;
  paper.face(false, true);
  paper.text(words.annex, { size: 9, align: "right" });
  titleLines(paper, [upper(titleOf(print)), upper(content.first.title), upper(content.tenant.name)]);
  paper.y += 8;
  const columns = [
    { label: targets.n, wish: 24 },
    { label: targets.goal, wish: 170 },
    { label: targets.indicator, wish: 190 },
    { label: targets.target, wish: 90, figures: true },
  ];
  table(paper, columns, targetRows(content), { sizes: [9.5, 9], numbered: true });
  if (content.programs.length > 0) {
    paper.y += 8;
    const rows = content.programs.map(({ code, text, budget }, at): TableRow => {
      const name = [code, text].filter((each) => each !== null).join(" ");
      return { kind: "row", cells: [String(at + 1), name, money(budget, words.noBudget)] };
    });
    const labels = [
      { label: programs.n, wish: 24 },
      { label: programs.program, wish: 300, figures: true },
      { label: programs.budget, wish: 130, figures: true },
    ];
    table(paper, labels, rows, { sizes: [9.5, 9] });
  }
  signatures(paper, print);
}

function actions(paper: Paper, { content }: AgreementPrint): void {
  if (content.actions.length === 0) return;
  paper.face(true, true);
  const { actions: label } = words;
  const indicators = content.scope.flatMap((node) => node.indicators);
  const nameOf = ({ indicator }: Action): string => indicators.find(({ ref }) => ref === indicator)?.text ?? indicator;
  paper.heading(words.actionsAnnex, 60);
  const columns = [
    { label: label.indicator, wish: 200 },
    { label: label.activity, wish: 240 },
    { label: label.budget, wish: 110, figures: true },
    ...[0, 1, 2, 3].map((n) => ({ label: words.quarter(n), numeric: true })),
  ];
  const rows = content.actions.map(
    (action): TableRow => ({
      kind: "row",
      cells: [nameOf(action), action.activity, money(action.budget, words.dash), ...action.quarters.map(figure)],
    }),
  );
  table(paper, columns, rows, { sizes: [9, 8.5, 8], numbered: true });
}

function facts(paper: Paper, { content, agreement, hash, made }: AgreementPrint): void {
  const said = [agreement.first, agreement.second].flatMap((each) =>
    each ? [`${each.name}, ${each.title}, ${formatDateTime(each.at, made.tenant.zone)}`] : [],
  );
  paper.heading(words.facts, 60);
  paper.pairs(
    [
      [words.plan, [content.plan.label, content.plan.source].filter(Boolean).join(". ")],
      ...(said.length > 0 ? [[words.signatures, said.join("\n")] as const] : []),
      // Of a draft nothing is fixed that a hash could be held against.
      ...(agreement.hash === null ? [] : [[words.content, hash] as const]),
      ...(agreement.snapshot === null ? [] : [[words.whole, agreement.snapshot] as const]),
    ],
    0.22,
    { size: 8, figures: true },
  );
  paper.text(WORDING.notTte, { size: 8, tag: "Note" });
}

function footOf(print: AgreementPrint): readonly string[] {
  const { content, unitName, made, hash } = print;
  const { foot } = printed;
  const state = isDraft(print)
    ? [foot.draft, foot.printed(formatDateTime(made.at, made.tenant.zone), made.by)]
    : [foot.hash(shortHash(hash))];
  const demo = made.tenant.demo ? [foot.demo] : [];
  return [
    [unitName, made.tenant.short].filter((each) => each !== null).join(", "),
    [words.foot(content.year, content.version), ...state, ...demo].join(" · "),
  ];
}

/**
 * The printed Perjanjian Kinerja: statement of both parties, targets and programmes as the first annex, signed as well, and
 * the rencana aksi as the second. It has no code: what the product proves publicly are reports.
 */
export function agreementDocument(print: AgreementPrint): Promise<Uint8Array> {
  const { content, made, unitName, contact } = print;
  const paper = new Paper(print.paper, false, infoOf(print));
  letterhead(paper, { tenant: { ...made.tenant, name: content.tenant.name, contact }, unitName, parentName: null });
  heading(paper, print);
  paper.text(WORDING.preamble, BODY);
  party(paper, content.first, WORDING.firstParty);
  if (content.second) party(paper, content.second, WORDING.secondParty);
  paper.text(content.second ? WORDING.promise : WORDING.promiseAlone, BODY);
  if (content.second) paper.text(WORDING.supervise, BODY);
  signatures(paper, print);
  annex(paper, print);
  actions(paper, print);
  facts(paper, print);
  return paper.finish(footOf(print), isDraft(print) ? printed.watermark : null);
}
