import { language } from './language.ts'

const locale = language === 'ja' ? 'ja-JP' : 'en-GB'
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** Values as people read them, with their units. An unknown one is a dash. */
export const formatPercent = (value: number | null): string => value === null ? '–' : `${whole.format(value)}%`
export const formatExactPercent = (value: number | null): string => value === null ? '–' : `${one.format(value)}%`
export const formatCelsius = (value: number | null): string => value === null ? '–' : `${whole.format(value)} °C`
export const formatExactCelsius = (value: number | null): string => value === null ? '–' : `${one.format(value)} °C`

/** A commit's hash is known by its beginning. */
export const formatRevision = (revision: string): string => /^[0-9a-f]{12,}$/.test(revision) ? revision.slice(0, 8) : revision
