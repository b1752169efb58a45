import { join } from "node:path";
import type { Access } from "./access/access.ts";
import { LOCAL_HOLDINGS } from "./access/roles.ts";
import type { Mailbox } from "./mailbox/mailbox.ts";
import { startMailService } from "./mailbox/ses.ts";
import { startPushService } from "./push/service.ts";
import { openVapid } from "./push/vapid-file.ts";

/** The services over which the product reaches people outside of itself. */
export type Channels = { readonly stop: () => Promise<void> };

/**
 * Starts the mail service, whose mails lie in the mailbox, and the push service, and names them to the product: it reaches
 * them by the very adapters that it uses in the cloud.
 */
export async function startChannels(house: {
  readonly folder: string;
  readonly port: number;
  readonly mailbox: Mailbox;
  readonly access: Access | null;
}): Promise<Channels> {
  const { folder, port, mailbox, access } = house;
  const mails = await startMailService({ mailbox, access });
  const pushes = await startPushService();
  const vapid = openVapid(join(folder, "vapid.json"));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SESV2: mails.endpoint,
    SELARAS_APP_SITE: `http://localhost:${port}`,
    SELARAS_MAIL_FROM: `Selaras <${LOCAL_HOLDINGS.mail?.from}>`,
    SELARAS_LOCAL_PUSH: pushes.origin,
    SELARAS_VAPID: JSON.stringify(vapid),
    SELARAS_VAPID_PUBLIC: vapid.publicKey,
  });
  return {
    stop: async () => {
      await mails.stop();
      await pushes.stop();
    },
  };
}
