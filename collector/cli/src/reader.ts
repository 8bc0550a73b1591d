import type { Invocation } from './command.ts'
import { ownTimeZone } from './own-time.ts'

/** What a request says of who reads its sentences. JSON is for programs, which know no time zone of a terminal: there each sentence names its own. */
export const readerOf = ({ language, flag: given }: Pick<Invocation, 'language' | 'flag'>): Readonly<Record<string, string>> =>
  ({ lang: language, ...!given('json') && { timeZone: ownTimeZone() } })
