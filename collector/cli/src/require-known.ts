import { nearestName } from '@mimamori/program/nearest-name'
import type { Invocation } from './command.ts'
import { CommandError } from './errors.ts'
import { knownDevices } from './nearest-known.ts'

/** Filters of a list that name something; '' is a device without a site or role. */
interface NamingFilter {
  readonly device?: string | undefined
  readonly site?: string | undefined
  readonly role?: string | undefined
}

/**
 * To be called where a list is empty: a mistyped filter must not look like one that matches nothing.
 * @throws {CommandError} with the nearest name where no device is called so, or is at that site, or has that role
 */
export const requireKnown = async ({ collector, text }: Pick<Invocation, 'collector' | 'text'>, { device, site, role }: NamingFilter): Promise<void> => {
  const asked = [
    { name: device, of: 'id', sentence: text.refusals.CLIENT_DEVICE_NOT_FOUND },
    { name: site, of: 'site', sentence: text.refusals.SITE_NOT_FOUND },
    { name: role, of: 'role', sentence: text.noSuchRole }
  ] as const
  if (asked.every(({ name = '' }) => name === '')) return
  const devices = await knownDevices(collector)
  for (const { name = '', of, sentence } of asked) {
    const names = new Set(devices.map((known) => known[of]))
    if (name !== '' && !names.has(name)) throw new CommandError(sentence(name, nearestName(name, names)))
  }
}
