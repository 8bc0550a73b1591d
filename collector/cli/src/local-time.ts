import type { Invocation } from './command.ts'

/** The terminal's time zone, an IANA name: every time that a command prints is in it. */
export const terminalTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * Gives a function that prints a timestamp of an answer, to the second and with the time zone. Loaded by the commands that show times: most
 * show none.
 */
export const loadExactTime = async ({ language }: Pick<Invocation, 'language'>): Promise<(timestamp: string) => string> => {
  const { formatExactTimestamp } = await import('@mimamori/contract/format-time')
  return (timestamp) => formatExactTimestamp(Date.parse(timestamp), { language, timeZone: terminalTimeZone() })
}

/** The reader for whom the collector writes its messages. JSON is for programs: each message in it names its own time zone. */
export const readerOf = ({ language, isOn }: Pick<Invocation, 'language' | 'isOn'>): Readonly<Record<string, string>> =>
  ({ lang: language, ...!isOn('json') && { timeZone: terminalTimeZone() } })
