import type { Language } from '@mimamori/contract'

/** A message in the language of whoever reads it. */
export type Message = Readonly<Record<Language, string>>

/** A mistake in a file of a version. */
export interface Mistake {
  readonly path: string
  readonly message: Message
}

/** The file cannot be used; `message` is the English one. */
export class SettingsError extends Error {
  override readonly name: string = 'SettingsError'
  readonly messages: Message

  constructor (messages: Message) {
    super(messages.en)
    this.messages = messages
  }
}

/** `settings.json: line 3 needs the label floor, which is not set` */
export const mistakeLine = ({ path, message }: Mistake, language: Language): string =>
  `${path}${language === 'ja' ? '：' : ': '}${message[language]}`

/** The same in each language. */
export const mistakeLines = (mistake: Mistake): Message => ({ en: mistakeLine(mistake, 'en'), ja: mistakeLine(mistake, 'ja') })

/** A message that others have written, in English. */
export const quoted = (en: string, ja: string, message: string): Message => ({ en: `${en}: ${message}`, ja: `${ja}：「${message}」` })
