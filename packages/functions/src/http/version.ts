/** Version of the service, as its health answers say it. */
export const VERSION = "0.1.0";
