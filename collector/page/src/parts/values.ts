import { language } from '../words.ts'

const locale = language === 'ja' ? 'ja-JP' : 'en-GB'
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const two = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Values as people read them, with their units. An unknown one is a dash. */
export const formatPercent = (value: number | null): string => value === null ? '–' : `${whole.format(value)}%`
export const formatExactPercent = (value: number | null): string => value === null ? '–' : `${one.format(value)}%`
export const formatCelsius = (value: number | null): string => value === null ? '–' : `${whole.format(value)} °C`
export const formatExactCelsius = (value: number | null): string => value === null ? '–' : `${one.format(value)} °C`
export const formatLoad = (value: number): string => two.format(value)

/** A commit's hash is known by its beginning. */
export const formatRevision = (revision: string): string => /^[0-9a-f]{12,}$/.test(revision) ? revision.slice(0, 8) : revision

const steps = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Decimal units, as on the label of an SD card. */
export const formatBytes = (bytes: number): string => {
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** step
  return `${(value >= 100 || step === 0 ? whole : one).format(value)} ${steps[step]}`
}
