import http from "node:http";

/** A request whose path is sent exactly as written; fetch would tidy it up first. */
export function rawRequest(
  port: number,
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Buffer; headers: http.IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: "127.0.0.1", path: url, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts), headers: response.headers }),
      );
    });
    request.on("error", reject);
    request.end();
  });
}
