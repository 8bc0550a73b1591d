import type { Language } from '@mimamori/program/language'
import { ofCollector } from './last-samples.ts'

/** The texts of an alert. `summary` is the same for every device; `description` is a Go template. */
export interface AlertText {
  readonly summary: string
  readonly description: string
}

/** The texts of an alert about one device, in parts. */
export interface DeviceAlertText {
  readonly summary: string
  /** Follows the device's name: the present condition. */
  readonly now: string
  /** The same for a device whose condition can no longer be seen; the value is then 0. */
  readonly before: string
  /** The next step. */
  readonly next: string
}

const inJapanese = (replacements: readonly (readonly [string, string])[]): string =>
  replacements.reduce(
    (pipeline, [pattern, replacement]) => `${pipeline} | reReplaceAll "${pattern}" "${replacement}"`,
    '$value | humanizeDuration'
  )
const units = [['d', ' 日'], ['h', ' 時間'], ['m', ' 分']] as const

/** The value as a duration without seconds: `12h 16m`, `12 時間 16 分`. */
export const duration = {
  en: '{{ $value | humanizeDuration | reReplaceAll " [0-9.]+s$" "" }}',
  ja: `{{ ${inJapanese([[' [0-9.]+s$', ''], ...units])} }}`
}
/** The same with seconds, in Japanese; in English it is Prometheus' own. */
export const durationWithSeconds = `{{ ${inJapanese([...units, ['s', ' 秒']])} }}`
export const whole = '{{ printf "%.0f" $value }}'
export const who = {
  en: '{{ $labels.device }}{{ with $labels.site }} at {{ . }}{{ end }}',
  ja: '{{ $labels.device }}{{ with $labels.site }}（{{ . }}）{{ end }}'
}

const descriptions: Readonly<Record<Language, (text: DeviceAlertText) => string>> = {
  en: ({ now, before, next }) =>
    `${who.en} {{ if $value }}${now}.{{ else }}${before} when last checked; its present state is unknown.{{ end }} ${next}`,
  ja: ({ now, before, next }) =>
    `${who.ja}{{ if $value }}${now}。{{ else }}は、最後に確認した時点で${before}。現在の状態は確認できません。{{ end }}${next}`
}

/** The whole text of parts, or a text that is whole already. */
export const wholeText = (text: DeviceAlertText | AlertText, language: Language): AlertText =>
  'now' in text ? { summary: text.summary, description: descriptions[language](text) } : text

const answers = `max(${ofCollector('mimamori_device_reachable{device=%q}')}) == 1`

/** An alert's text about a device that answers, at its address or to a scrape, and about any other; evaluated when the text is made. */
export const ifDeviceAnswers = (text: string, otherwise: string): string =>
  `{{ with printf \`${answers}\` $labels.device | query }}${text}{{ else }}${otherwise}{{ end }}`
