import { nearestName } from '@mimamori/program/nearest-name'
import type { CollectorClient } from './collector-client.ts'
import type { Refusal } from './errors.ts'

interface Named { readonly name: string }

const devices = async (collector: CollectorClient): Promise<readonly { readonly id: string, readonly site: string }[]> =>
  (await collector.ask<{ readonly clients: readonly { readonly id: string, readonly site: string }[] }>('GET', '/api/clients')).clients

/** The names that there are, by the code of the refusal of one that there is not. */
const namesFor: Readonly<Record<string, (collector: CollectorClient) => Promise<readonly string[]>>> = {
  CLIENT_DEVICE_NOT_FOUND: async (collector) => (await devices(collector)).map(({ id }) => id),
  SITE_NOT_FOUND: async (collector) => (await devices(collector)).map(({ site }) => site),
  TOKEN_NOT_FOUND: async (collector) => (await collector.ask<{ readonly tokens: readonly Named[] }>('GET', '/api/tokens')).tokens.map(({ name }) => name),
  RECEIVER_NOT_FOUND: async (collector) => (await collector.ask<{ readonly receivers: readonly Named[] }>('GET', '/api/receivers')).receivers.map(({ name }) => name)
}

/** What a name that the collector does not know was meant to be; undefined where none is near, or they cannot be asked for. */
export const nearestKnown = async ({ answer: { code } }: Refusal, typed: string, collector: CollectorClient): Promise<string | undefined> => {
  // It has refused already: that it does not list them is no second problem to tell.
  const names = await namesFor[code]?.(collector).catch(() => [])
  return nearestName(typed, names ?? [])
}
