import { isDeviceId } from '@mimamori/contract/device-id-rule'
import { defined } from '../../platform/defined.ts'
import { argumentParser, commonOptions, flag, valued } from '../verb.ts'
import type { RotateText } from './rotate-text.en.ts'

/** The devices that were asked for. */
interface Rotation {
  /** Empty if all that match are meant. */
  readonly ids: readonly string[]
  readonly site?: string
  readonly role?: string
  /** Devices whose key is younger keep it. */
  readonly olderThanDays: number
}

export const rotateOptions = { all: flag, site: valued('SITE'), role: valued('ROLE'), 'older-than': valued('DAYS'), ...commonOptions }

/** A rotation that was cut off goes on within a day without giving new keys to devices that have one. */
const usualDays = '1'

export const parseRotateArguments = argumentParser(rotateOptions, ({ one, isOn, positionals: ids }, text: RotateText) => {
  const [site, role, days = usualDays] = [one('site'), one('role'), one('older-than')]
  const isAny = isOn('all') || site !== undefined || role !== undefined
  const mistakes = [
    ...ids.length === 0 && !isAny ? [text.mistakes.nothing] : [],
    ...ids.length > 0 && isAny ? [text.mistakes.allOrNamed] : [],
    ...ids.filter((id) => !isDeviceId(id)).map((id) => text.unknownDevice(id, undefined)),
    ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => text.twice(id))),
    ...!/^\d{1,5}$/.test(days) || Number(days) > 36_500 ? [text.mistakes.days(days)] : []
  ]
  const given: Rotation = { ids, ...defined({ site, role }), olderThanDays: Number(days) }
  return { given, mistakes }
})

export type RotateArguments = ReturnType<typeof parseRotateArguments>
