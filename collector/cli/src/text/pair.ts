import type { Language } from '@mimamori/contract'

interface Pair {
  (en: string, ja: string): string
  <Format extends (...values: never[]) => string>(en: Format, ja: NoInfer<Format>): Format
}

/** The source of a reader's messages. */
export interface Reader {
  readonly language: Language
  /** How the command was called, for the commands that it suggests, such as `sudo mimamori`. */
  readonly mimamori: string
  /** Gives the message in the reader's language. */
  readonly pair: Pair
}

export const createReader = (language: Language, mimamori: string): Reader =>
  ({ language, mimamori, pair: <Message>(en: Message, ja: Message): Message => language === 'ja' ? ja : en })
