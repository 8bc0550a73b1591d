import { nearestName, nearestNames } from '@mimamori/program/nearest-name'
import type { Invocation } from './command.ts'
import { CommandError, type Refusal } from './errors.ts'

type Asking = Pick<Invocation, 'ask'>

interface KnownDevice {
  readonly id: string
  readonly site: string
  readonly role: string
}

/** Every device that has ever been enrolled. */
const knownDevices = async ({ ask }: Asking): Promise<readonly KnownDevice[]> =>
  (await ask<{ readonly clients: readonly KnownDevice[] }>('GET', '/api/clients')).clients

type Named = readonly { readonly name: string }[]

const namesAt = (collection: string) => async ({ ask }: Asking): Promise<readonly string[]> =>
  (await ask<Readonly<Record<string, Named>>>('GET', `/api/${collection}`))[collection]!.map(({ name }) => name)

/** The names that exist, by the code of the refusal of one that does not. */
const namesFor: Readonly<Record<string, (asking: Asking) => Promise<readonly string[]>>> = {
  CLIENT_DEVICE_NOT_FOUND: async (asking) => (await knownDevices(asking)).map(({ id }) => id),
  SITE_NOT_FOUND: async (asking) => (await knownDevices(asking)).map(({ site }) => site),
  USER_NOT_FOUND: namesAt('users'),
  TOKEN_NOT_FOUND: namesAt('tokens'),
  RECEIVER_NOT_FOUND: namesAt('receivers'),
  CONTENT_NOT_FOUND: namesAt('content')
}

/** Nobody compares more. */
const mostSimilar = 3

/** Names that an unknown one may have been meant to be: the nearest, or a few that are similar. */
export interface Suggestion {
  readonly nearest?: string | undefined
  readonly similar?: readonly string[]
}

/**
 * The suggestion for a name that the collector does not know; empty if none is near, or the names cannot be listed. For a
 * command that removes something, a few similar names: a single one would be taken for the answer.
 */
export const suggestKnown = async (
  { answer: { code } }: Refusal, typed: string, { asking, isDestructive = false }: {
    readonly asking: Asking
    readonly isDestructive?: boolean | undefined
  }
): Promise<Suggestion> => {
  // The command has failed already: an error of this request would only hide why.
  const names = await namesFor[code]?.(asking).catch(() => []) ?? []
  return isDestructive ? { similar: nearestNames(typed, names, mostSimilar) } : { nearest: nearestName(typed, names) }
}

/** Filters of a list that name something; '' is a device without a site or role. */
interface NamingFilter {
  readonly device?: string | undefined
  readonly site?: string | undefined
  readonly role?: string | undefined
}

/**
 * Call it if a list is empty: a mistyped filter must not look like one that matches nothing.
 * @throws {CommandError} with the nearest name if no device has that name, is at that site, or has that role
 */
export const requireKnown = async (invocation: Pick<Invocation, 'ask' | 'text'>, { device, site, role }: NamingFilter): Promise<void> => {
  const { refusals, noSuchRole } = invocation.text
  const filters = [
    { name: device, of: 'id', sentence: refusals.CLIENT_DEVICE_NOT_FOUND },
    { name: site, of: 'site', sentence: refusals.SITE_NOT_FOUND },
    { name: role, of: 'role', sentence: noSuchRole }
  ] as const
  if (filters.every(({ name = '' }) => name === '')) return
  const devices = await knownDevices(invocation)
  for (const { name = '', of, sentence } of filters) {
    const names = new Set(devices.map((known) => known[of]))
    if (name !== '' && !names.has(name)) throw new CommandError(sentence(name, nearestName(name, names)))
  }
}
