import { readFile, stat } from 'node:fs/promises'
import type { FastifyBaseLogger } from 'fastify'
import { languages, type Language } from '@mimamori/contract'
import {
  calendarText,
  formatMistakes,
  mostCalendarBytes,
  noCalendar,
  readCalendar,
  type Calendar,
  type CalendarText
} from '@mimamori/contract/calendar'
import { replaceFile } from '@mimamori/program/durable-file'

/** The calendar that is in force. */
export interface CalendarFile {
  current (): Calendar
  /** The reason why the file in its present form is not in force, in a language; undefined if it is. */
  problem (language: Language): string | undefined
  /** Calls the listener after another calendar has come into force. @returns a function that stops that */
  onChange (listener: () => void): () => void
  /** Checks the file now. Never rejects. */
  check (): Promise<void>
  start (): void
  close (): Promise<void>
}

interface Options {
  readonly file: string
  /** A copy of the last one without mistakes, which is in force while the file has some, even after a restart. */
  readonly lastValidFile: string
  readonly log: Pick<FastifyBaseLogger, 'error' | 'info' | 'warn'>
}

const everyMs = 10_000
/** The texts for the log, in English. */
const text = calendarText('en')

const readBounded = async (file: string): Promise<string> => {
  const { size } = await stat(file).then((found) => found.isFile() ? found : Promise.reject(new Error('it is a directory or a pipe')))
  if (size > mostCalendarBytes) throw new Error(`it has more than ${mostCalendarBytes} bytes`)
  return readFile(file, 'utf8')
}

/** Reads a calendar file, and again whenever its content has changed. */
export const openCalendarFile = async ({ file, lastValidFile, log }: Options): Promise<CalendarFile> => {
  const listeners = new Set<() => void>()
  let calendar: Calendar = noCalendar
  /** The content that was read last, or the reason why none could be, to log each once. */
  let known: string | undefined
  let problem: Readonly<Record<Language, string>> | undefined
  let round: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  const describe = (mistakesIn: (text: CalendarText) => readonly string[]): typeof problem =>
    Object.fromEntries(
      languages.map((language) => {
        const words = calendarText(language)
        const [first = '', ...more] = mistakesIn(words)
        return [language, words.notInForce(first, more.length)]
      })
    ) as Record<Language, string>
  const use = async (content: string): Promise<void> => {
    const { calendar: found, mistakes } = readCalendar(content, text)
    if (mistakes.length > 0) {
      problem = describe((words) => formatMistakes(file, readCalendar(content, words).mistakes, words))
      log.error({ mistakes: formatMistakes(file, mistakes, text) }, 'calendar has mistakes; the last one without mistakes stays in force')
      return
    }
    calendar = found
    problem = undefined
    log.info({ file, sites: calendar.size }, 'calendar read')
    await replaceFile(lastValidFile, content, { mode: 0o600 }).catch((error: unknown) => {
      log.warn({ err: error }, 'no copy of the calendar kept')
    })
    for (const listener of listeners) listener()
  }
  const checkNow = async (): Promise<void> => {
    const read = await readBounded(file).then(
      (content) => ({ content, reason: undefined }),
      (error: unknown) => ({ content: undefined, reason: (error as Error).message })
    )
    const seen = read.content ?? `\0${read.reason}`
    if (seen === known) return
    known = seen
    if (read.content !== undefined) {
      await use(read.content)
      return
    }
    problem = describe((words) => [words.unreadable(file, read.reason)])
    log.error({ mistakes: [text.unreadable(file, read.reason)] }, 'calendar cannot be read; the last one without mistakes stays in force')
  }
  const check = (): Promise<void> => round ??= checkNow().finally(() => { round = undefined })

  const lastValid = await readBounded(lastValidFile).catch(() => undefined)
  if (lastValid !== undefined) calendar = readCalendar(lastValid, text).calendar
  await check()
  return {
    current: () => calendar,
    problem: (language) => problem?.[language],
    onChange (listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    check,
    start: () => { timer = setInterval(() => { void check() }, everyMs).unref() },
    async close () {
      clearInterval(timer)
      await round
    }
  }
}

/** Used if no file is set: every site is always open. */
export const withoutCalendarFile: CalendarFile = {
  current: () => noCalendar,
  problem: () => undefined,
  onChange: () => () => {},
  check: async () => {},
  start: () => {},
  close: async () => {}
}
