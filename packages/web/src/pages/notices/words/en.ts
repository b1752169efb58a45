import type { Words } from "./id.ts";

/** The same texts in English. */
export const en: Words = {
  about: "What waits for you, and what nears or passed its limit. Notices are kept for 90 days.",
  markAll: "Mark all as read",
  marked: "All notices are marked as read.",
  settings: "How to be told",
  emptyTitle: "No notices yet",
  empty: "As soon as something waits for you, its notice appears here.",
  unread: "Unread",
  more: "Show older ones",
  today: "Today",
  yesterday: "Yesterday",
  trouble: {
    email: { waiting: "The mail has not gone out yet; it is tried again.", failed: "The mail could not be sent." },
    push: {
      waiting: "Your devices were not reached yet; it is tried again.",
      failed: "Your devices could not be reached.",
    },
  },
  page: {
    about: "Notices inside the application are always there. Here you choose where else you are told.",
    channels: "Outside the application",
    channelsAbout:
      "Messages name report, unit, step and limit only, no figures. Their links always ask you to sign in.",
    email: "Mail",
    emailTo: (address) => `Sent to ${address}.`,
    emailUnknown: "Your address is not on record; ask whoever keeps the list of employees.",
    push: "Devices",
    pushHint: "Shown on the devices that you turn on below, also when Selaras is not open.",
    digest: "Morning list by mail",
    digestHint: (time) => `Your open tasks, on every working day at ${time}.`,
    save: "Save",
    unchanged: "Nothing was changed yet.",
    saved: "Your choice is saved.",
    devices: "Devices",
    devicesAbout: "Devices that show your notices, at most ten.",
    noDevices: "No device is turned on yet.",
    thisDevice: "this device",
    since: (date) => `On since ${date}`,
    turnOff: "Turn off",
    turnOffLabel: (name) => `Turn notices off on ${name}`,
    turnedOff: "Notices on that device are off.",
    turnOn: "Turn on notices on this device",
    turnedOn: "This device will show notices.",
    pushOff: "The choice “Devices” above is off, so this device will not show anything yet.",
    standing: {
      none: "This service cannot tell devices yet. Mail and the list inside the application go on.",
      unsupported: "This browser does not support notices. Use a recent Chrome, Edge, Firefox or Safari.",
      apple:
        "On iPhone and iPad notices work only when Selaras is installed: open the Share menu, choose “Add to Home Screen”, then open Selaras from that icon and turn them on here (iOS 16.4 or later).",
      denied:
        "This browser blocks notices from Selaras. Allow them by the lock beside the address, then reload this page.",
      on: "This device is on.",
      off: "The browser will ask for your permission once.",
    },
    failed: "This device could not be turned on. Check the connection and try again.",
    deviceName: (browser, system) => `${browser} on ${system}`,
    otherBrowser: "Browser",
    otherSystem: "another device",
  },
};
