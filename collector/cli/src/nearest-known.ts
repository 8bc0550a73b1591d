import { nearestName, nearestNames } from '@mimamori/program/nearest-name'
import type { CollectorClient } from './collector-client.ts'
import type { Refusal } from './errors.ts'

interface Named { readonly name: string }
interface KnownDevice {
  readonly id: string
  readonly site: string
  readonly role: string
}

/** Every device that has ever been enrolled. */
export const knownDevices = async (collector: CollectorClient): Promise<readonly KnownDevice[]> =>
  (await collector.ask<{ readonly clients: readonly KnownDevice[] }>('GET', '/api/clients')).clients

/** The names that there are, by the code of the refusal of one that there is not. */
const namesFor: Readonly<Record<string, (collector: CollectorClient) => Promise<readonly string[]>>> = {
  CLIENT_DEVICE_NOT_FOUND: async (collector) => (await knownDevices(collector)).map(({ id }) => id),
  SITE_NOT_FOUND: async (collector) => (await knownDevices(collector)).map(({ site }) => site),
  USER_NOT_FOUND: async (collector) => (await collector.ask<{ readonly users: readonly Named[] }>('GET', '/api/users')).users.map(({ name }) => name),
  TOKEN_NOT_FOUND: async (collector) => (await collector.ask<{ readonly tokens: readonly Named[] }>('GET', '/api/tokens')).tokens.map(({ name }) => name),
  RECEIVER_NOT_FOUND: async (collector) => (await collector.ask<{ readonly receivers: readonly Named[] }>('GET', '/api/receivers')).receivers.map(({ name }) => name)
}

/** Nobody compares more. */
const mostSimilar = 3

/** What a name that the collector does not know may have been meant to be: the nearest one, or a few that are similar. */
export interface Suggestion {
  readonly nearest?: string | undefined
  readonly similar?: readonly string[]
}

/**
 * The suggestion for a name that the collector does not know; empty where none is near, or the names cannot be listed. For a
 * command that takes something away, a few similar names: a single one would be taken for the answer.
 */
export const suggestKnown = async ({ answer: { code } }: Refusal, typed: string, { collector, isDestructive }: { readonly collector: CollectorClient, readonly isDestructive: boolean }): Promise<Suggestion> => {
  // The command has failed already: an error of this request would only hide why.
  const names = await namesFor[code]?.(collector).catch(() => []) ?? []
  return isDestructive ? { similar: nearestNames(typed, names, mostSimilar) } : { nearest: nearestName(typed, names) }
}
