import type { KeptMail } from "./mail.ts";

const ZONE = "Asia/Jakarta";
const TIME = new Intl.DateTimeFormat("id-ID", { timeZone: ZONE, dateStyle: "long", timeStyle: "medium" });

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem; color: #1b1f24; background: #fff; }
  h1 { font-size: 1.5rem; }
  h2 { font-size: 1.125rem; margin: 0; }
  article { border: 1px solid #c9ced6; border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; margin: .5rem 0; }
  dt { color: #4a5260; }
  dd { margin: 0; overflow-wrap: anywhere; }
  pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: .75rem 0 0; }
  @media (prefers-color-scheme: dark) { body { color: #e8eaed; background: #16191d; } article { border-color: #454c57; } dt { color: #aab2be; } }
`;

/** The mailbox as a page: the mails as given, every text escaped, times in WIB. */
export function mailboxPage(mails: readonly KeptMail[]): string {
  const content = mails.length === 0 ? "<p>Belum ada surat.</p>" : mails.map((mail) => mailArticle(mail)).join("\n");
  return `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kotak surat pengembangan</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Kotak surat pengembangan</h1>
<p>Surat yang dikirim sistem pada komputer ini tidak meninggalkan komputer ini. Surat terbaru di atas; muat ulang halaman untuk melihat surat baru.</p>
${content}
</main>
</body>
</html>
`;
}

function mailArticle(mail: KeptMail): string {
  const at = new Date(mail.sentAt);
  const time = Number.isNaN(at.getTime()) ? mail.sentAt : `${TIME.format(at)} WIB`;
  return `<article aria-labelledby="surat-${mail.id}">
<h2 id="surat-${mail.id}">${escaped(mail.subject)}</h2>
<dl>
<dt>Kepada</dt><dd>${escaped(mail.to)}</dd>
<dt>Waktu</dt><dd><time datetime="${escaped(mail.sentAt)}">${escaped(time)}</time></dd>
</dl>
<pre>${escaped(mail.body)}</pre>
</article>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
