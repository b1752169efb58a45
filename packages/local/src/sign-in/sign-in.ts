import { randomBytes } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { createUser } from "./admin.ts";
import { createChallengeBook } from "./challenge-book.ts";
import { createLockout } from "./lockout.ts";
import { DEFAULT_PASSWORD_POLICY } from "./passwords.ts";
import type { Pool, Realm, SignInMail } from "./realm.ts";
import type { AuthFlow, MfaRequirement, PasswordPolicy, PoolRecord, StateRecord } from "./records.ts";
import { createListener } from "./server.ts";
import { createSigner, newKey } from "./signer.ts";
import { openStorage, readState, type Storage } from "./storage.ts";
import { createDirectory } from "./users.ts";

export type { SignInMail } from "./realm.ts";

const POOL_ID = /^[\w-]+_([0-9a-zA-Z]+)$/;

export interface SignInOptions {
  /** Where accounts are kept; without it they live in memory. */
  file?: string;
  region: string;
  /** Clock of tokens, codes and locks; the machine's by default. */
  now?: () => Date;
  /** 0 (the default) takes any free port. */
  port?: number;
  sendMail: (mail: SignInMail) => void;
}

export interface PoolWish {
  /** Must look real, for instance `ap-southeast-3_Local1234`: the production verifier checks its shape. */
  poolId: string;
  clientId: string;
  mfa?: MfaRequirement;
  flows?: AuthFlow[];
  passwordPolicy?: Partial<PasswordPolicy>;
  temporaryPasswordDays?: number;
  customAttributes?: string[];
  accessTokenMinutes?: number;
  idTokenMinutes?: number;
  refreshTokenDays?: number;
}

export interface UserWish {
  /** May be left out while there is one pool only. */
  poolId?: string;
  username: string;
  /** Counts as verified: it signs in like the username. */
  email: string;
  password: string;
  /** False asks for a new password at the first sign-in. */
  permanent: boolean;
  /** A fixed subject; made up when absent. */
  sub?: string;
  /** Further attributes such as `name`. */
  attributes?: Record<string, string>;
}

/** Set-up calls for the process that starts the stand-in. Changes reach the file shortly, or at `settled()`. */
export interface SignInAdmin {
  /** Creates the pool and its client or brings their settings up to date; accounts stay. */
  ensurePool(wish: PoolWish): void;
  /**
   * Creates an account unless the username exists; an existing one keeps its password and attributes. A different
   * `sub` than the existing one is an error. Cheap: some microseconds, as the costly verifier waits for a sign-in.
   */
  ensureUser(wish: UserWish): { sub: string; created: boolean };
  /** Resolves when everything ensured so far stands on disk. */
  settled: () => Promise<void>;
}

export interface SignIn {
  /** `http://127.0.0.1:<port>`, for the SDK's `endpoint` and the browser library alike. */
  endpoint: string;
  port: number;
  /** The key set as JSON text, for the production verifier's cache. */
  jwks: string;
  admin: SignInAdmin;
  /** The same answers for another local server that wants them under its own origin. */
  listener: RequestListener;
  stop(): Promise<void>;
}

/** Starts the user-pool stand-in on 127.0.0.1. Rejects when the port is taken or the file is not ours. */
export async function startSignIn(options: SignInOptions): Promise<SignIn> {
  const now = options.now ?? (() => new Date());
  const state = (options.file === undefined ? undefined : await readState(options.file)) ?? (await emptyState());
  const pools = new Map(state.pools.map((record) => [record.id, openPool(record)]));
  const lockout = createLockout(state.lockouts, now);
  const storage = openStorage(options.file, () => ({
    ...state,
    pools: [...pools.values()].map(poolRecord),
    lockouts: lockout.entries(),
  }));
  const realm: Realm = {
    region: options.region,
    pools,
    signer: createSigner(state.key),
    lockout,
    challenges: createChallengeBook(now),
    simulationSecret: state.simulationSecret,
    now,
    touch: storage.touch,
    sendMail: options.sendMail,
  };
  await storage.save();
  const listener = createListener(realm, storage);
  const { port, stop } = await listen(listener, options.port ?? 0);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    jwks: JSON.stringify(realm.signer.jwks),
    admin: createAdmin(realm, storage),
    listener,
    async stop() {
      await stop();
      await storage.close();
    },
  };
}

async function emptyState(): Promise<StateRecord> {
  return {
    format: 1,
    key: await newKey(),
    simulationSecret: randomBytes(32).toString("hex"),
    pools: [],
    lockouts: [],
  };
}

function openPool(record: PoolRecord): Pool {
  const name = POOL_ID.exec(record.id)?.[1];
  if (name === undefined) throw new Error(`${record.id} is not a user pool id such as ap-southeast-3_Local1234.`);
  return {
    id: record.id,
    name,
    settings: record.settings,
    clients: new Map(record.clients.map((client) => [client.clientId, client])),
    users: createDirectory(record.users),
  };
}

function poolRecord(pool: Pool): PoolRecord {
  return { id: pool.id, settings: pool.settings, clients: [...pool.clients.values()], users: pool.users.all() };
}

function createAdmin(realm: Realm, storage: Storage): SignInAdmin {
  return {
    ensurePool(wish) {
      const settings = {
        mfa: wish.mfa ?? "OPTIONAL",
        passwordPolicy: { ...DEFAULT_PASSWORD_POLICY, ...wish.passwordPolicy },
        temporaryPasswordDays: wish.temporaryPasswordDays ?? 7,
        customAttributes: wish.customAttributes ?? [],
      };
      const pool = realm.pools.get(wish.poolId) ?? openPool({ id: wish.poolId, settings, clients: [], users: [] });
      pool.settings = settings;
      pool.clients.set(wish.clientId, {
        clientId: wish.clientId,
        flows: wish.flows ?? ["USER_SRP_AUTH", "REFRESH_TOKEN_AUTH"],
        accessTokenMinutes: wish.accessTokenMinutes ?? 60,
        idTokenMinutes: wish.idTokenMinutes ?? 60,
        refreshTokenDays: wish.refreshTokenDays ?? 30,
      });
      realm.pools.set(pool.id, pool);
      storage.touch();
    },
    ensureUser(wish) {
      const pool = wishedPool(realm, wish.poolId);
      const known = pool.users.find(wish.username);
      if (known) {
        if (wish.sub !== undefined && known.sub !== wish.sub) {
          throw new Error(`${wish.username} exists with the subject ${known.sub}, not ${wish.sub}.`);
        }
        return { sub: known.sub, created: false };
      }
      const user = createUser(realm, pool, {
        username: wish.username,
        ...(wish.sub === undefined ? {} : { sub: wish.sub }),
        attributes: new Map(Object.entries({ ...wish.attributes, email: wish.email, email_verified: "true" })),
        password: wish.password,
        permanent: wish.permanent,
      });
      storage.touch();
      return { sub: user.sub, created: true };
    },
    settled: storage.save,
  };
}

function wishedPool(realm: Realm, poolId: string | undefined): Pool {
  const [first, second] = realm.pools.values();
  const pool = poolId === undefined && !second ? first : realm.pools.get(poolId ?? "");
  if (!pool) throw new Error("ensureUser needs a pool made by ensurePool, and its id when there are several.");
  return pool;
}

async function listen(listener: RequestListener, port: number) {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The sign-in stand-in has no port.");
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: address.port, stop };
}
