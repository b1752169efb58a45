export type RuntimeConfig = {
  readonly userPool: string;
  readonly userClient: string;
  /** Where sign-in answers, on one machine only; Cognito's own address when absent. */
  readonly signInEndpoint?: string | undefined;
  /** Host under which each tenant's public site stands: `<slug>.<base>`. */
  readonly base: string;
};

let asked: Promise<RuntimeConfig> | undefined;

/** What differs between installations, fetched once. A failed attempt is not kept. */
export function runtimeConfig(): Promise<RuntimeConfig> {
  asked ??= fetch("/config.json")
    .then((response) => {
      if (!response.ok) throw new Error(`config.json: ${response.status}`);
      return response.json() as Promise<RuntimeConfig>;
    })
    .catch((thrown: unknown) => {
      asked = undefined;
      throw thrown;
    });
  return asked;
}

/** Cognito's address for a pool: its region stands before the underscore of the pool's id. */
export const signInAddress = ({ userPool, signInEndpoint }: RuntimeConfig): string =>
  signInEndpoint ?? `https://cognito-idp.${userPool.split("_")[0] ?? ""}.amazonaws.com/`;
