import type { FrontRoute } from "./front.ts";

const LOOK_AGAIN_S = 3;

const PAGE = `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${LOOK_AGAIN_S}">
<title>Selaras sedang disiapkan</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; }
h1 { font-size: 1.25rem; margin: 0 0 0.25rem; }
p { margin: 0; max-width: 34rem; }
</style>
</head>
<body>
<main>
<h1>Selaras sedang disiapkan</h1>
<p>Data contoh sedang diisi. Halaman ini membuka Selaras dengan sendirinya begitu siap.</p>
</main>
</body>
</html>
`;

/** Answers everything with a page that looks again by itself, while a house is still being filled. */
export const PREPARING: FrontRoute = {
  name: "preparing",
  matches: () => true,
  target: {
    kind: "http",
    answer: (_, response) => {
      response
        .writeHead(503, {
          "content-type": "text/html; charset=utf-8",
          "cache-control": "no-store",
          "retry-after": String(LOOK_AGAIN_S),
        })
        .end(PAGE);
    },
  },
};
