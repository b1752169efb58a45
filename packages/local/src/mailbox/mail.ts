import type { SignInMail } from "../sign-in/sign-in.ts";

/** A mail as it would leave the house: plain text, one recipient. */
export interface Mail {
  to: string;
  subject: string;
  body: string;
}

/** A mail in the box. `sentAt` is an instant in ISO 8601, UTC. */
export interface KeptMail extends Mail {
  id: number;
  sentAt: string;
}

/**
 * The mail for a temporary password or a code. `siteUrl` is where people sign in, so that an invited official needs
 * nothing else than this mail.
 */
export function signInMail(mail: SignInMail, siteUrl: string): Mail {
  const { subject, lines } = TEXTS[mail.kind](mail, siteUrl);
  const body = ["Yth. Bapak/Ibu,", "", ...lines, "", "Salam hormat,", "Selaras", ""].join("\n");
  return { to: mail.to, subject, body };
}

interface MailText {
  subject: string;
  lines: string[];
}

const TEXTS: Readonly<Record<SignInMail["kind"], (mail: SignInMail, siteUrl: string) => MailText>> = {
  invite: ({ username, code }, siteUrl) => ({
    subject: "Undangan masuk ke Selaras",
    lines: [
      "Akun Selaras untuk Anda telah dibuat.",
      "",
      `Nama pengguna: ${username}`,
      `Kata sandi sementara: ${code}`,
      "",
      `Masuklah di ${siteUrl} lalu buat kata sandi Anda sendiri. Kata sandi sementara hanya berlaku beberapa hari.`,
      "Jangan berikan kata sandi ini kepada siapa pun.",
    ],
  }),
  reset: ({ username, code }) => ({
    subject: "Kode atur ulang kata sandi Selaras",
    lines: [
      `Kami menerima permintaan untuk mengatur ulang kata sandi akun ${username}.`,
      "",
      `Kode Anda: ${code}`,
      "",
      "Kode berlaku 1 jam. Jika Anda tidak meminta kode ini, abaikan surat ini; kata sandi Anda tidak berubah.",
    ],
  }),
  verify: ({ username, code }) => ({
    subject: "Kode verifikasi alamat surel Selaras",
    lines: [
      `Alamat surel ini didaftarkan untuk akun ${username}.`,
      "",
      `Kode verifikasi Anda: ${code}`,
      "",
      "Kode berlaku 24 jam. Jika Anda tidak mendaftarkan alamat ini, abaikan surat ini.",
    ],
  }),
};
