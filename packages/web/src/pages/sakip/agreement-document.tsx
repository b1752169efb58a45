import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatDate, formatDateTime, formatNip, formatNumber, formatRupiah } from "@selaras/core/kernel/format.ts";
import { rupiah } from "@selaras/core/kernel/money.ts";
import { localDate } from "@selaras/core/kernel/zone.ts";
import { For, type JSX, Show } from "solid-js";
import { useZone } from "../../session/me.tsx";
import type { Agreement, Content } from "./sakip.data.ts";
import { words } from "./words.ts";

type Party = Content["first"];
type Props = { content: Content; agreement: Agreement };
const w = words.agreement;

/** The agreement as it is printed: text, both parties, the annex with targets, programmes and the rencana aksi. */
export function AgreementDocument(props: Props): JSX.Element {
  const { content, agreement } = props;
  const drafted = agreement.state === "draft" || agreement.state === "offered";
  return (
    <article class="k-paper" classList={{ "k-konsep": drafted }} data-konsep={w.konsep}>
      <header class="k-paper-head">
        <p>{content.tenant.name}</p>
        <h2>{content.version > 1 ? w.changeTitle(content.year) : w.title(content.year)}</h2>
        <Show when={content.reason}>{(reason) => <p class="k-paper-small">{reason()}</p>}</Show>
      </header>
      <p>{w.preamble}</p>
      <PartyFacts party={content.first} then={w.firstParty} />
      <Show when={content.second}>{(second) => <PartyFacts party={second()} then={w.secondParty} />}</Show>
      <p>{content.second ? w.promise : w.promiseAlone}</p>
      <Show when={content.second}>
        <p>{w.supervise}</p>
      </Show>
      <Signatures {...props} />
      <Annex content={content} />
    </article>
  );
}

function PartyFacts(props: { party: Party; then: string }): JSX.Element {
  return (
    <div class="k-party">
      <dl>
        <dt>{w.name}</dt>
        <dd>{props.party.name}</dd>
        <dt>{w.hat}</dt>
        <dd>{props.party.title}</dd>
      </dl>
      <p>{props.then}.</p>
    </div>
  );
}

function Signatures(props: Props): JSX.Element {
  const zone = useZone();
  const { content, agreement } = props;
  const when = () => (agreement.second ?? agreement.first)?.at;
  const block = (party: Party, side: string, at: string | undefined) => (
    <div class="k-sign">
      <p>{side},</p>
      <p>{party.title}</p>
      <p class="k-sign-mark">{at === undefined ? w.unsigned : w.signedAt(formatDateTime(at, zone))}</p>
      <p class="k-sign-name">{party.name}</p>
      <Show when={party.rank}>{(rank) => <p>{rank()}</p>}</Show>
      <Show when={party.nip}>
        {(nip) => (
          <p class="s-figures">
            {w.nip} {formatNip(nip())}
          </p>
        )}
      </Show>
      <Show when={party.decree}>{(decree) => <p class="k-paper-small">SK {decree()}</p>}</Show>
    </div>
  );
  return (
    <section class="k-signatures">
      <p class="k-sign-place">
        {content.tenant.capital}
        {when() === undefined ? "" : `, ${formatDate(localDate(when() ?? "", zone))}`}
      </p>
      <div class="k-sign-pair">
        <Show when={content.second}>{(second) => block(second(), w.second, agreement.second?.at)}</Show>
        {block(content.first, w.first, agreement.first?.at)}
      </div>
      <p class="k-paper-small">{w.notTte}</p>
    </section>
  );
}

const figure = (value: string | null): string => (value === null ? words.dash : formatNumber(decimal(value)));

/** Each indicator under its node; one that stands under two is marked the second time. */
function rowsOf(content: Content) {
  const seen = new Set<string>();
  return content.scope.map((node, i) => ({
    number: i + 1,
    node,
    indicators: node.indicators.map((indicator) => {
      const again = seen.has(indicator.ref);
      seen.add(indicator.ref);
      return { ...indicator, again };
    }),
  }));
}

function Annex(props: { content: Content }): JSX.Element {
  const { content } = props;
  return (
    <section class="k-annex">
      <h3>{`${w.attachment}: ${content.first.title}`}</h3>
      <div class="k-table-frame">
        <table class="k-table">
          <thead>
            <tr>
              <th>{w.no}</th>
              <th>{w.sasaran}</th>
              <th>{w.indicator}</th>
              <th class="k-end">{w.target}</th>
            </tr>
          </thead>
          <tbody>
            <For each={rowsOf(content)}>{(row) => <ScopeRows {...row} />}</For>
          </tbody>
        </table>
      </div>
      <Show when={content.programs.length > 0}>
        <div class="k-table-frame">
          <table class="k-table">
            <thead>
              <tr>
                <th>{w.no}</th>
                <th>{w.program}</th>
                <th class="k-end">{w.budget}</th>
              </tr>
            </thead>
            <tbody>
              <For each={content.programs}>
                {(program, i) => (
                  <tr>
                    <td>{i() + 1}</td>
                    <td>
                      <Show when={program.code}>{(code) => <span class="w-code">{code()} </span>}</Show>
                      {program.text}
                    </td>
                    <td class="k-end s-figures">
                      {program.budget === null ? w.noBudget : formatRupiah(rupiah(program.budget))}
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
      <ActionTable content={content} />
    </section>
  );
}

type Row = ReturnType<typeof rowsOf>[number];
function ScopeRows(props: Row): JSX.Element {
  const lines = () => (props.indicators.length === 0 ? [undefined] : props.indicators);
  return (
    <For each={lines()}>
      {(indicator, i) => (
        <tr>
          <Show when={i() === 0}>
            <td rowspan={lines().length}>{props.number}</td>
            <td rowspan={lines().length}>{props.node.text}</td>
          </Show>
          <Show
            when={indicator}
            fallback={
              <td colspan={2}>
                <em>{w.noIndicator}</em>
              </td>
            }
          >
            {(each) => (
              <>
                <td>
                  {each().text}
                  <Show when={each().again}>
                    <span class="k-paper-small"> ({w.shared})</span>
                  </Show>
                </td>
                <td class="k-end s-figures">
                  {figure(each().target?.value ?? null)} {each().unit}
                </td>
              </>
            )}
          </Show>
        </tr>
      )}
    </For>
  );
}

function ActionTable(props: { content: Content }): JSX.Element {
  const nameOf = (ref: string): string =>
    props.content.scope.flatMap(({ indicators }) => indicators).find((each) => each.ref === ref)?.text ?? ref;
  return (
    <Show when={props.content.actions.length > 0}>
      <h3>{w.actions}</h3>
      <div class="k-table-frame">
        <table class="k-table">
          <thead>
            <tr>
              <th>{w.indicator}</th>
              <th>{w.activity}</th>
              <th class="k-end">{w.budget}</th>
              <For each={[1, 2, 3, 4]}>{(n) => <th class="k-end">{`T${n}`}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={props.content.actions}>
              {(action) => (
                <tr>
                  <td>{nameOf(action.indicator)}</td>
                  <td>{action.activity}</td>
                  <td class="k-end s-figures">
                    {action.budget === null ? words.dash : formatRupiah(rupiah(action.budget))}
                  </td>
                  <For each={action.quarters}>{(value) => <td class="k-end s-figures">{figure(value)}</td>}</For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </Show>
  );
}
