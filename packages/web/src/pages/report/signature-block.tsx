import { formatNip } from "@selaras/core/kernel/format.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { type JSX, Show } from "solid-js";
import { actingPosts, type Me } from "../../session/me.tsx";
import { words } from "./words.ts";

/** The post in which the person would sign: one in the reporting unit before any other. */
export function signingPost(me: Me, report: Pick<ReportView, "unit">): Me["posts"][number] | undefined {
  const posts = actingPosts(me);
  return posts.find((post) => post.unit === report.unit.id) ?? posts[0];
}

/** How the signature will stand on the document: hat, name, rank, NIP. */
export function SignatureBlock(props: { me: Me; report: ReportView }): JSX.Element {
  const post = () => signingPost(props.me, props.report);
  const allowed = () => props.report.actions.sign.allowed;
  return (
    <Show when={allowed()} fallback={<p class="r-muted">{props.report.actions.sign.reason ?? words.sign.noPost}</p>}>
      <div class="r-signature">
        <p>{post()?.title},</p>
        <p class="r-signature-name">{props.me.person.name}</p>
        <Show when={props.me.person.rank}>{(rank) => <p>{rank()}</p>}</Show>
        <Show when={props.me.person.nip}>
          {(nip) => (
            <p class="s-figures">
              {words.sign.nip} {formatNip(nip())}
            </p>
          )}
        </Show>
        <Show when={post()?.decree}>{(decree) => <p class="r-small">SK {decree()}</p>}</Show>
      </div>
    </Show>
  );
}
