import { cachedFormatter } from './cached-formatter.ts'
import type { Language } from './language.ts'

export interface TimeOptions {
  readonly language: Language
  /** IANA name, such as Asia/Tokyo. */
  readonly timeZone: string
  readonly nowMs: number
  /** Whether a time names its zone: if its reader did not choose it. */
  readonly namesTimeZone?: boolean
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ja: 'ja-JP' }

type Form = 'day' | 'time' | 'date' | 'timeInZone' | 'dateInZone' | 'exact' | 'precise'

const formatter = (language: Language, timeZone: string, form: Form): Intl.DateTimeFormat =>
  cachedFormatter(
    `${language} ${timeZone} ${form}`,
    () =>
      new Intl.DateTimeFormat(locales[language], {
        timeZone,
        hourCycle: 'h23',
        ...forms[form],
        ...((form === 'exact' || form === 'precise') && exactDate[language])
      })
  )
const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
const date: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', ...time }
const exact: Intl.DateTimeFormatOptions = { year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' }
const forms: Readonly<Record<Form, Intl.DateTimeFormatOptions>> = {
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time,
  date,
  timeInZone: { ...time, timeZoneName: 'short' },
  dateInZone: { ...date, timeZoneName: 'short' },
  exact,
  precise: { ...exact, fractionalSecondDigits: 3 }
}

/** `07/01/2027` is another day in America than in Britain. */
const exactDate: Readonly<Record<Language, Intl.DateTimeFormatOptions>> = {
  en: { month: 'short', day: 'numeric' },
  ja: { month: '2-digit', day: '2-digit' }
}

/** A time as people say it: `18:02` today, else with the day, `Mon, 23 Nov, 18:02`; with its time zone, `18:02 GMT+9`. */
export const formatTimestamp = (ms: number, { language, timeZone, nowMs, namesTimeZone = false }: TimeOptions): string => {
  const day = formatter(language, timeZone, 'day')
  const form = day.format(ms) === day.format(nowMs) ? 'time' : 'date'
  return formatter(language, timeZone, namesTimeZone ? `${form}InZone` : form).format(ms)
}

/** Date, time and time zone, to the second. */
export const formatExactTimestamp = (ms: number, { language, timeZone }: Omit<TimeOptions, 'nowMs'>): string =>
  formatter(language, timeZone, 'exact').format(ms)

/** The same to the millisecond. */
export const formatPreciseTimestamp = (ms: number, { language, timeZone }: Omit<TimeOptions, 'nowMs'>): string =>
  formatter(language, timeZone, 'precise').format(ms)

const durationUnits: Readonly<Record<Language, readonly [day: string, hour: string, minute: string]>> = {
  en: [' d', ' h', ' min'],
  ja: [' 日', ' 時間', ' 分']
}

/**
 * `3 min ago`, `13 h ago`, in the largest whole unit. Below a minute, which most of a fleet is, the text stays
 * the same and nothing flickers.
 */
export const formatAge = (ageMs: number, language: Language): string => {
  const wholeMinutes = Math.floor(ageMs / 60_000)
  if (wholeMinutes < 1) return language === 'ja' ? 'たった今' : 'just now'
  const [day, hour, minute] = durationUnits[language]
  const age =
    wholeMinutes >= 1440
      ? `${Math.floor(wholeMinutes / 1440)}${day}`
      : wholeMinutes >= 60
        ? `${Math.floor(wholeMinutes / 60)}${hour}`
        : `${wholeMinutes}${minute}`
  return language === 'ja' ? `${age}前` : `${age} ago`
}

/** `41 s`, `1 min 24 s`, and from an hour on as formatDuration: how long a single piece of work took. */
export const formatShortDuration = (durationMs: number, language: Language): string => {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  if (seconds >= 3600) return formatDuration(seconds * 1000, language)
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (language === 'ja') return minutes > 0 ? `${minutes} 分 ${rest} 秒` : `${rest} 秒`
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`
}

/** `3 d 4 h`, `4 h 12 min`, `12 h`, `12 min`: how long something has been going on. */
export const formatDuration = (durationMs: number, language: Language): string => {
  const minutes = Math.max(0, Math.floor(durationMs / 60_000))
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  const [day, hour, minute] = durationUnits[language]
  const parts =
    days > 0
      ? ([
          [days, day],
          [hours, hour]
        ] as const)
      : hours > 0
        ? ([
            [hours, hour],
            [rest, minute]
          ] as const)
        : ([[rest, minute]] as const)
  return parts.filter(([count], place) => place === 0 || count > 0).map(([count, unit]) => `${count}${unit}`).join(' ')
}

/** How far a device's clock is from the server's: `1 d 2 h behind`, `47 min ahead`, `5 s ahead`; below two seconds it is correct. */
export const formatSkew = (seconds: number, language: Language): string => {
  const offMs = Math.abs(Math.round(seconds)) * 1000
  if (offMs < 2000) return language === 'ja' ? '正しい' : 'correct'
  const off = offMs < 60_000 ? formatShortDuration(offMs, language) : formatDuration(offMs, language)
  if (language === 'ja') return `${off}${seconds > 0 ? '進み' : '遅れ'}`
  return `${off} ${seconds > 0 ? 'ahead' : 'behind'}`
}
