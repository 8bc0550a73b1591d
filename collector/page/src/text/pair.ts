import { language } from './language.ts'

interface Pair {
  (en: string, ja: string): string
  <Format extends (...values: never[]) => string>(en: Format, ja: NoInfer<Format>): Format
}

/** A message in both languages: gives the one in the reader's language. */
export const pair: Pair = <Message>(en: Message, ja: Message): Message => language === 'ja' ? ja : en
