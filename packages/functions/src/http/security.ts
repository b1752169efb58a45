/** Headers that every answer carries. Pages get theirs from the CDN (locally from the front) by the same function. */
const EVERYWHERE = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-frame-options": "DENY",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
} as const;

const POLICIES = {
  api: "default-src 'none'; frame-ancestors 'none'",
  portal:
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
} as const;

export const securityHeaders = (kind: keyof typeof POLICIES): Record<string, string> => ({
  ...EVERYWHERE,
  "content-security-policy": POLICIES[kind],
});

/** The policy of the officials' site: its own scripts, the API, and the two addresses it talks to besides. */
export const siteHeaders = (addresses: {
  readonly signIn: string;
  readonly store: string;
}): Record<string, string> => ({
  ...EVERYWHERE,
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "manifest-src 'self'",
    "worker-src 'self'",
    // A made document in a frame of the page that fetched it; nothing from elsewhere can stand in one. Browsers of 2020
    // show a PDF by what they call a plugin, and hold it against the policy of objects.
    "frame-src blob:",
    "object-src blob:",
    `connect-src 'self' ${addresses.signIn} ${addresses.store}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
});
