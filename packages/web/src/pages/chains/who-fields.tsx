import { type Assignee, SCOPES } from "@selaras/core/approval/schema.ts";
import { RadioGroup, Select } from "@selaras/ui/components/choice.tsx";
import { type JSX, Show } from "solid-js";
import { postName } from "./describe.ts";
import type { Around } from "./editor.ts";
import { words } from "./words.ts";

type ByPost = Extract<Assignee, { by: "post" }>;

/** The kinds of posts to choose from; the one in use stays, also when nobody holds it. */
function kindsFor(around: Around, chosen: ByPost["post"]) {
  const known = around.vocabulary.posts.map((post) => post.kind);
  const all = known.includes(chosen) ? known : [chosen, ...known];
  return all.map((kind) => ({ value: kind, label: postName(kind, around.names) }));
}

/** A post and where it is looked for. */
export function PostFields(props: {
  around: Around;
  value: ByPost;
  label?: string | undefined;
  hint?: string | undefined;
  error?: string | undefined;
  onChange: (value: ByPost) => void;
}): JSX.Element {
  const held = () => props.around.vocabulary.posts.find((post) => post.kind === props.value.post)?.units ?? 0;
  return (
    <>
      <Select
        label={props.label ?? words.editor.post}
        hint={props.hint ?? words.editor.postHint(held())}
        error={props.error}
        placeholder={null}
        options={kindsFor(props.around, props.value.post)}
        value={props.value.post}
        onChange={(post) => props.onChange({ ...props.value, post })}
      />
      <RadioGroup
        label={words.editor.scope}
        options={SCOPES.map((scope) => ({
          value: scope,
          label: capital(words.scope[scope]),
          hint: words.scopeText[scope],
        }))}
        value={props.value.scope}
        onChange={(scope) => props.onChange({ ...props.value, scope })}
      />
    </>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Who decides: the holder of a post, or a team. */
export function WhoFields(props: {
  around: Around;
  value: Assignee;
  fallback: ByPost;
  error?: string | undefined;
  onChange: (value: Assignee) => void;
}): JSX.Element {
  const teams = () => props.around.teams.map((team) => ({ value: team.team, label: team.label }));
  const choose = (by: "post" | "team") => {
    const [first] = teams();
    if (by === "post") return props.onChange(props.fallback);
    if (first !== undefined) props.onChange({ by: "team", team: first.value });
  };
  return (
    <>
      <RadioGroup
        label={words.editor.by}
        inline
        options={[
          { value: "post", label: words.editor.byPost },
          {
            value: "team",
            label: words.editor.byTeam,
            hint: teams().length === 0 ? words.editor.noTeams : undefined,
            disabled: teams().length === 0 && props.value.by === "post",
          },
        ]}
        value={props.value.by}
        onChange={choose}
      />
      <Show
        when={props.value.by === "team" ? props.value : undefined}
        fallback={
          <PostFields
            around={props.around}
            value={props.value.by === "post" ? props.value : props.fallback}
            error={props.error}
            onChange={props.onChange}
          />
        }
      >
        {(team) => (
          <Select
            label={words.editor.teamPick}
            error={props.error}
            placeholder={null}
            options={teams()}
            value={team().team}
            onChange={(chosen) => props.onChange({ by: "team", team: chosen })}
          />
        )}
      </Show>
    </>
  );
}
