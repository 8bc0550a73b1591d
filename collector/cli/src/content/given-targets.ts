import type { ContentTargets } from '@mimamori/contract'
import type { Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { requireKnown } from '../known-names.ts'

/**
 * The devices that were given; undefined if none were.
 * @throws {UsageError}; {CommandError} for a device that does not exist, with the nearest name
 */
export const givenTargets = async (
  invocation: Pick<Invocation, 'ask' | 'isOn' | 'text' | 'values'>
): Promise<ContentTargets | undefined> => {
  const { isOn, text, values } = invocation
  if (isOn('to-all')) return { all: true }
  const labels = values('label')
  for (const label of labels) if (!/^[^=]+=/.test(label)) throw new UsageError(text.wrong('--label', text.expected.label, label))
  for (const device of values('device')) await requireKnown(invocation, { device })
  const lists = { devices: values('device'), sites: values('site'), roles: values('role'), labels }
  const given = Object.entries(lists).filter(([, list]) => list.length > 0)
  return given.length === 0 ? undefined : Object.fromEntries(given.map(([name, list]) => [name, [...list]]))
}
