import type { Language } from '@mimamori/contract'

/** For a person who opens the server under a name that it does not know. */
interface HostText {
  readonly title: string
  /** `origin`: the value to set. */
  readonly unknown: (name: string, origin: string) => string
}

export const hostText: Readonly<Record<Language, HostText>> = {
  en: {
    title: 'The server does not answer to this name',
    unknown: (name, origin) =>
      `The server does not answer to ${name}, only to its IP addresses, localhost, its host name, the names in its certificate, and MIMAMORI_PUBLIC_URL. ` +
      `To use ${name}, set MIMAMORI_PUBLIC_URL=${origin} on the server and restart it.`
  },
  ja: {
    title: 'この名前では開けません',
    unknown: (name, origin) =>
      `このサーバーは「${name}」という名前では開けません。使えるのは、サーバーの IP アドレス、localhost、サーバーのホスト名、証明書にある名前、` +
      'MIMAMORI_PUBLIC_URL に設定した名前です。' +
      `「${name}」を使うには、サーバーで MIMAMORI_PUBLIC_URL=${origin} を設定し、再起動してください。`
  }
}
