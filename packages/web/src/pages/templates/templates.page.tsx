import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button, buttonClass } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconFileText, IconPlus } from "@selaras/ui/icons.ts";
import { A, useNavigate } from "@solidjs/router";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { Above, familyAndName, StatusBadge } from "./parts.tsx";
import { type StartFrom, StartDialog } from "./start-dialog.tsx";
import { words } from "./words.ts";
import "./templates.css";

export type TemplateRow = Api["template.versions"]["reply"]["templates"][number];
type DraftRow = Api["template.drafts"]["reply"]["drafts"][number];
type Loaded = {
  readonly templates: readonly TemplateRow[];
  readonly drafts: readonly DraftRow[];
  readonly packs: Api["template.drafts"]["reply"]["packs"];
  readonly trials: Api["template.trials"]["reply"]["trials"];
};

async function load(mayEdit: boolean): Promise<Loaded> {
  const [{ templates }, { trials }, { drafts, packs }] = await Promise.all([
    api("template.versions", {}),
    api("template.trials", {}),
    mayEdit ? api("template.drafts", {}) : { drafts: [], packs: [] },
  ]);
  return {
    templates: templates.toSorted((a, b) => a.family.localeCompare(b.family) || a.name.localeCompare(b.name)),
    drafts,
    packs,
    trials,
  };
}

/** The report templates of the regency with their versions and drafts, and the starter packs to begin from. */
export function TemplatesPage(): JSX.Element {
  const me = useMe();
  const navigate = useNavigate();
  const [found, { refetch }] = createResource(() => load(me.may.templates));
  const [starting, setStarting] = createSignal<StartFrom>();
  const fresh = (loaded: Loaded) =>
    loaded.drafts.filter((draft) => !loaded.templates.some((each) => each.template === draft.template));
  return (
    <>
      <Title text={words.title} />
      <PageHead
        above={<Above />}
        title={words.title}
        description={words.about}
        actions={
          <Button
            kind="primary"
            icon={IconPlus}
            disabledReason={me.may.templates ? undefined : words.readOnly}
            onPress={() => setStarting({ kind: "pack" })}
          >
            {words.start.act}
          </Button>
        }
      />
      <Await onRetry={refetch}>
        <Show when={!me.may.templates}>
          <Alert tone="info">{words.readOnly}</Alert>
        </Show>
        <Show when={found.latest}>
          {(loaded) => (
            <>
              <Trials trials={loaded().trials} />
              <Show
                when={loaded().templates.length + fresh(loaded()).length > 0}
                fallback={
                  <EmptyState icon={IconFileText} title={words.none_.title}>
                    {words.none_.text}
                  </EmptyState>
                }
              >
                <div class="tp-cards">
                  <For each={fresh(loaded())}>{(draft) => <NewCard draft={draft} />}</For>
                  <For each={loaded().templates}>
                    {(row) => (
                      <TemplateCard
                        row={row}
                        draft={loaded().drafts.find((each) => each.template === row.template)}
                        onStart={setStarting}
                      />
                    )}
                  </For>
                </div>
              </Show>
              <Show when={starting()} keyed>
                {(from) => (
                  <StartDialog
                    from={from}
                    packs={loaded().packs}
                    taken={[
                      ...loaded().templates.map((each) => each.template),
                      ...loaded().drafts.map((each) => each.template),
                    ]}
                    onClose={() => setStarting(undefined)}
                    onStarted={(template) => navigate(paths.templateVersion(template, "konsep"))}
                  />
                )}
              </Show>
            </>
          )}
        </Show>
      </Await>
    </>
  );
}

/** Drafts that this person was asked to try out. */
function Trials(props: { trials: Loaded["trials"] }): JSX.Element {
  const zone = useZone();
  return (
    <For each={props.trials}>
      {(trial) => (
        <Alert
          tone="info"
          title={words.trial.yours(trial.name)}
          actions={
            <A class={buttonClass("secondary", "small")} href={paths.templateVersion(trial.template, "uji-coba")}>
              {words.trial.open}
            </A>
          }
        >
          {words.trial.asked(trial.by, formatDateTime(trial.at, zone))}
        </Alert>
      )}
    </For>
  );
}

function DraftLine(props: { draft: DraftRow }): JSX.Element {
  const zone = useZone();
  return (
    <li class="tp-line">
      <div class="tp-words">
        <StatusBadge status={props.draft.trial ? "trial" : "draft"} />
        <span class="tp-quiet">
          {words.work.savedBy(props.draft.by.name, formatDateTime(props.draft.by.at, zone))} ·{" "}
          {words.size(props.draft.sections, props.draft.rows, props.draft.fields)}
        </span>
      </div>
      <A
        class={buttonClass("secondary", "small")}
        href={paths.templateVersion(props.draft.template, "konsep")}
        aria-label={`${words.continueDraft}: ${props.draft.name}`}
      >
        {words.continueDraft}
      </A>
    </li>
  );
}

function NewCard(props: { draft: DraftRow }): JSX.Element {
  return (
    <Card title={props.draft.name} description={words.neverOut}>
      <ul class="tp-lines-plain">
        <DraftLine draft={props.draft} />
      </ul>
    </Card>
  );
}

function TemplateCard(props: {
  row: TemplateRow;
  draft: DraftRow | undefined;
  onStart: (from: StartFrom) => void;
}): JSX.Element {
  const me = useMe();
  const newest = () => props.row.versions.at(-1);
  return (
    <Card
      title={props.row.name}
      description={familyAndName(props.row)}
      actions={
        <A
          class={buttonClass("secondary", "small")}
          href={paths.template(props.row.template)}
          aria-label={`${words.open}: ${props.row.name}`}
        >
          {words.open}
        </A>
      }
    >
      <ul class="tp-lines-plain">
        <Show when={props.draft}>{(draft) => <DraftLine draft={draft()} />}</Show>
        <Show when={newest()}>
          {(version) => (
            <li class="tp-line">
              <div class="tp-words">
                <StatusBadge n={version().n} status={version().inForce ? "inForce" : version().status} />
                <span class="tp-quiet">{words.from(formatPeriod(version().effectiveFrom))}</span>
              </div>
              <Show when={me.may.templates && !props.draft}>
                <div class="tp-acts">
                  <Button
                    size="small"
                    label={`${words.start.version(version().n)}: ${props.row.name}`}
                    onPress={() =>
                      props.onStart({
                        kind: "version",
                        template: props.row.template,
                        name: props.row.name,
                        n: version().n,
                        own: true,
                      })
                    }
                  >
                    {words.start.version(version().n)}
                  </Button>
                  <Button
                    size="small"
                    label={`${words.start.copy}: ${props.row.name}`}
                    onPress={() =>
                      props.onStart({
                        kind: "version",
                        template: props.row.template,
                        name: props.row.name,
                        n: version().n,
                        own: false,
                      })
                    }
                  >
                    {words.start.copy}
                  </Button>
                </div>
              </Show>
            </li>
          )}
        </Show>
      </ul>
    </Card>
  );
}
