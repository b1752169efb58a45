import { useNavigate } from "@solidjs/router";
import { type Command, CommandPalette } from "@selaras/ui/components/command-palette.tsx";
import { IconBuilding, IconCash, IconFileText } from "@selaras/ui/icons.ts";
import { createSignal, type JSX, onCleanup } from "solid-js";
import { type Api, api, asFailure } from "../api/client.ts";
import { t } from "../i18n/index.ts";
import { paths } from "../paths.ts";
import { useMe } from "../session/me.tsx";

type Found = Api["search.find"]["reply"]["results"][number];

const PAUSE_MS = 220;
const LEAST_LETTERS = 2;
const GROUPS = { unit: "unit", report: "report", "sub-kegiatan": "line" } as const;
const ICONS = { unit: IconBuilding, report: IconFileText, "sub-kegiatan": IconCash } as const;

/** Where a search hit leads. */
function addressOf({ kind, target }: Found): string {
  if (kind === "report" && target.report !== null) return paths.report(target.report);
  return paths.unit(target.unit, target.code === null ? {} : { code: target.code });
}

/** The pages of the application, found by their names without asking the server. */
function pagesMatching(typed: string, mayAudit: boolean): readonly (Command & { readonly href: string })[] {
  const pages = [
    { key: paths.inbox(), label: t.frame.inbox },
    { key: paths.reports(), label: t.frame.reports },
    { key: paths.board(), label: t.frame.board },
    { key: paths.figuresHome(), label: t.frame.figures },
    { key: paths.consistency(), label: t.frame.consistency },
    { key: paths.settings(), label: t.settings.title },
    { key: paths.calendar(), label: t.frame.calendar },
    { key: paths.chains(), label: t.settings.chains },
    { key: paths.teams(), label: t.settings.teams },
    { key: paths.indicators(), label: t.settings.indicators },
    { key: paths.downloads(), label: t.frame.downloads },
    { key: paths.accountSecurity(), label: t.frame.security },
    ...(mayAudit ? [{ key: paths.audit(), label: t.frame.audit }] : []),
  ];
  const words = typed.trim().toLowerCase();
  return pages
    .filter((page) => page.label.toLowerCase().includes(words))
    .map((page) => ({ ...page, href: page.key, group: t.search.groups.page }));
}

/** Ctrl+K: pages by name, and units, reports and sub kegiatan as the server finds them. */
export function Search(props: { onClose: () => void }): JSX.Element {
  const me = useMe();
  const navigate = useNavigate();
  const [query, setQuery] = createSignal("");
  const [found, setFound] = createSignal<readonly Found[]>([]);
  const [busy, setBusy] = createSignal(false);
  const [note, setNote] = createSignal<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  const stop = () => {
    clearTimeout(timer);
    running?.abort();
  };
  onCleanup(stop);

  const ask = async (typed: string) => {
    running = new AbortController();
    const { signal } = running;
    try {
      const { results } = await api("search.find", { q: typed }, { signal });
      if (signal.aborted) return;
      setFound(results);
      setNote(results.length === 0 ? t.search.empty(typed) : undefined);
      setBusy(false);
    } catch (thrown) {
      if (signal.aborted) return;
      setNote(asFailure(thrown).message);
      setBusy(false);
    }
  };
  const type = (typed: string) => {
    stop();
    setQuery(typed);
    const wanted = typed.trim();
    setBusy(wanted.length >= LEAST_LETTERS);
    setNote(undefined);
    if (wanted.length < LEAST_LETTERS) setFound([]);
    else timer = setTimeout(() => void ask(wanted), PAUSE_MS);
  };
  const commands = () => [
    ...pagesMatching(query(), me.may.audit),
    ...found().map((hit, index) => ({
      key: `${index}`,
      label: hit.label,
      hint: hit.note,
      group: t.search.groups[GROUPS[hit.kind]],
      icon: ICONS[hit.kind],
      href: addressOf(hit),
    })),
  ];
  return (
    <>
      <CommandPalette
        open
        query={query()}
        onQuery={type}
        commands={note() === undefined ? commands() : [...commands(), { key: "note", label: note() ?? "", href: "" }]}
        busy={busy()}
        onClose={() => props.onClose()}
        onChoose={(command) => {
          const href = commands().find((each) => each.key === command.key)?.href;
          if (href === undefined) return;
          props.onClose();
          navigate(href);
        }}
      />
    </>
  );
}
