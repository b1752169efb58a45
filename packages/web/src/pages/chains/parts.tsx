import { Badge } from "@selaras/ui/components/badge.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { IconCircleCheck, IconClock, IconPencil } from "@selaras/ui/icons.ts";
import { type JSX, Match, Switch } from "solid-js";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { words } from "./words.ts";

/** The version of an address that stands for the draft. */
export const DRAFT = "konsep";

/** The way back: settings, chains, and where one is. */
export function Above(props: { label?: string | undefined }): JSX.Element {
  const crumbs = () => [
    { label: t.settings.title, href: paths.settings() },
    ...(props.label === undefined
      ? [{ label: words.title }]
      : [{ label: words.title, href: paths.chains() }, { label: props.label }]),
  ];
  return <Breadcrumb crumbs={crumbs()} />;
}

/** Whether a version takes new reports, runs out, is retired, or is still being drawn. */
export function VersionBadge(props: { status: string; n: number; inForce: boolean }): JSX.Element {
  const text = (word: string) => `${words.version(props.n)} · ${word}`;
  return (
    <Switch
      fallback={
        <Badge tone="info" icon={IconPencil}>
          {text(words.draft)}
        </Badge>
      }
    >
      <Match when={props.inForce}>
        <Badge tone="positive" icon={IconCircleCheck}>
          {text(words.inForce)}
        </Badge>
      </Match>
      <Match when={props.status === "published"}>
        <Badge tone="warning" icon={IconClock}>
          {text(words.runsOut)}
        </Badge>
      </Match>
      <Match when={props.status === "retired"}>
        <Badge tone="neutral" icon={IconClock}>
          {text(words.retired)}
        </Badge>
      </Match>
    </Switch>
  );
}
