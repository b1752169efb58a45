import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconPencil, IconPlus, IconTrash, IconUsers } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { api, asFailure, newCommandId } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { useMe } from "../../session/me.tsx";
import type { TeamRow } from "./editor.ts";
import { Above } from "./parts.tsx";
import { NEW_TEAM, type TeamDraft, TeamDialog } from "./team-dialog.tsx";
import { words } from "./words.ts";
import "./chains.css";

const ANYWHERE = "daerah";

const loadTeams = async () => {
  const [{ teams }, { units }, { posts }] = await Promise.all([
    api("approval.teams", {}),
    api("orgunit.list", {}),
    // The posts are the regency's; which chain asks makes no difference to them.
    api("approval.vocabulary", { chain: threeTiers.chain }),
  ]);
  return { teams, units, posts };
};

/** Teams that decide a step together, seat by seat. */
export function TeamsPage(): JSX.Element {
  const me = useMe();
  const [found, { refetch }] = createResource(loadTeams);
  const [editing, setEditing] = createSignal<TeamDraft>();
  const [removing, setRemoving] = createSignal<TeamRow>();
  const barrier = () => (me.may.chains ? undefined : words.readOnly);
  const placeOf = (unit: string) =>
    unit === ANYWHERE
      ? words.teamsPage.anywhere
      : (found.latest?.units.find((each) => each.unitId === unit)?.name ?? unit);
  const nameOf = (kind: string) => found.latest?.posts.find((post) => post.kind === kind)?.label ?? kind;
  const seatText = (desk: string) => {
    const [kind = "", unit = ""] = desk.split("@");
    return words.at(nameOf(kind), placeOf(unit));
  };
  const done = () => {
    setEditing(undefined);
    setRemoving(undefined);
    void refetch();
  };
  return (
    <>
      <Title text={words.teamsPage.title} />
      <PageHead
        above={<Above label={words.teams} />}
        title={words.teamsPage.title}
        description={words.teamsPage.about}
        actions={
          <Button kind="primary" icon={IconPlus} disabledReason={barrier()} onPress={() => setEditing(NEW_TEAM)}>
            {words.teamsPage.add}
          </Button>
        }
      />
      <Await onRetry={refetch}>
        <Show when={found.latest}>
          {(all) => (
            <>
              <Show
                when={all().teams.length > 0}
                fallback={
                  <EmptyState icon={IconUsers} title={words.teamsPage.none}>
                    {words.teamsPage.noneText}
                  </EmptyState>
                }
              >
                <div class="c-list">
                  <For each={all().teams}>
                    {(team) => (
                      <Card
                        title={team.label}
                        description={
                          team.uses.length === 0
                            ? words.teamsPage.unused
                            : `${words.teamsPage.usedBy}: ${team.uses.map((use) => words.teamsPage.mention(use.label, use.n, use.step ?? words.terms.authority)).join("; ")}`
                        }
                        actions={
                          <>
                            <Button
                              size="small"
                              icon={IconPencil}
                              label={`${words.edit}: ${team.label}`}
                              disabledReason={barrier()}
                              onPress={() => setEditing({ ...team, isNew: false })}
                            >
                              {words.edit}
                            </Button>
                            <Button
                              size="small"
                              icon={IconTrash}
                              label={`${words.teamsPage.remove}: ${team.label}`}
                              disabledReason={barrier()}
                              onPress={() => setRemoving(team)}
                            >
                              {words.teamsPage.remove}
                            </Button>
                          </>
                        }
                      >
                        <ol class="c-seats">
                          <For each={team.seats}>
                            {(seat) => (
                              <li>
                                <strong>{seat.label}</strong> <span class="c-quiet">{seatText(seat.desk)}</span>
                              </li>
                            )}
                          </For>
                        </ol>
                      </Card>
                    )}
                  </For>
                </div>
              </Show>
              <Show when={editing()} keyed>
                {(team) => (
                  <TeamDialog
                    team={team}
                    units={all().units}
                    posts={all().posts}
                    taken={all().teams.map((each) => each.team)}
                    onClose={() => setEditing(undefined)}
                    onSaved={done}
                  />
                )}
              </Show>
              <Show when={removing()} keyed>
                {(team) => <RemoveDialog team={team} onClose={() => setRemoving(undefined)} onRemoved={done} />}
              </Show>
            </>
          )}
        </Show>
      </Await>
    </>
  );
}

function RemoveDialog(props: { team: TeamRow; onClose: () => void; onRemoved: () => void }): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const command = newCommandId();
  const remove = async () => {
    setBusy(true);
    try {
      await api("approval.removeTeam", { team: props.team.team, rev: props.team.rev }, { command });
      toast({ tone: "success", text: words.teamsPage.removed(props.team.label) });
      props.onRemoved();
    } catch (thrown) {
      setRefused(asFailure(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open
      title={words.teamsPage.removeTitle(props.team.label)}
      description={words.teamsPage.removeText}
      confirm={words.teamsPage.remove}
      busy={busy()}
      onClose={() => props.onClose()}
      onConfirm={() => void remove()}
    >
      <Show when={refused()}>
        {(text) => (
          <Alert tone="danger" live>
            {text()}
          </Alert>
        )}
      </Show>
    </ConfirmDialog>
  );
}
