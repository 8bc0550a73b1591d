import { isDeviceId } from '@mimamori/contract/device-id-rule'
import { readCommandLine, type OptionForm } from '@mimamori/program/command-line'
import { describeOptionMistake } from '@mimamori/program/option-text'
import { UsageError } from '../../platform/errors.ts'
import type { RotateText } from './rotate-text.en.ts'

/** What was asked for. */
export interface RotateArguments {
  /** Empty where all that match are meant. */
  readonly ids: readonly string[]
  readonly site?: string
  readonly role?: string
  /** Devices whose key is younger keep it. */
  readonly olderThanDays: number
  readonly isPlan: boolean
  readonly isYes: boolean
  readonly isJson: boolean
  readonly isHelp: boolean
}

export const rotateOptions = {
  all: { type: 'boolean' }, site: { type: 'string' }, role: { type: 'string' }, 'older-than': { type: 'string' },
  plan: { type: 'boolean' }, yes: { type: 'boolean' }, json: { type: 'boolean' }, lang: { type: 'string' }, help: { type: 'boolean' }
} as const satisfies Record<string, OptionForm>

/** A rotation that was cut off goes on within a day without giving new keys to those that have them. */
const usualDays = '1'

/** @throws {UsageError} with every mistake at once */
export const parseRotateArguments = (argv: readonly string[], text: RotateText): RotateArguments => {
  const { one, isOn, positionals: ids, mistakes: ofOptions } = readCommandLine(argv.map((word) => word === '-h' ? '--help' : word), rotateOptions)
  const [site, role, days = usualDays] = [one('site'), one('role'), one('older-than')]
  const [isHelp, isAny] = [isOn('help'), isOn('all') || site !== undefined || role !== undefined]
  const mistakes = [
    ...ofOptions.map((mistake) => describeOptionMistake(mistake, text.options)),
    ...ids.length === 0 && !isAny ? [text.mistakes.nothing] : [],
    ...ids.length > 0 && isAny ? [text.mistakes.allOrNamed] : [],
    ...ids.filter((id) => !isDeviceId(id)).map((id) => text.unknownDevice(id, undefined)),
    ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => text.mistakes.twice(id))),
    ...!/^\d{1,5}$/.test(days) || Number(days) > 36_500 ? [text.mistakes.days(days)] : []
  ]
  if (mistakes.length > 0 && !isHelp) throw new UsageError(mistakes)
  return { ids, ...site !== undefined && { site }, ...role !== undefined && { role }, olderThanDays: Number(days), isPlan: isOn('plan'), isYes: isOn('yes'), isJson: isOn('json'), isHelp }
}
