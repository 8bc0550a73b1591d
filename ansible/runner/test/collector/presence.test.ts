import { expect, it } from 'vitest'
import { askPresence } from '../../src/collector/presence.ts'

/** What becomes of one device of the collector's answer. */
const presenceOf = async (device: Readonly<Record<string, unknown>>) => {
  const client = { clientId: 'pi-01', state: 'active', freshness: 'fresh', reason: null, lastSeen: null, ...device }
  return (await askPresence({ get: async () => ({ status: 200, body: { clients: [client] } }) })).get('pi-01')?.presence
}

it.each(['paused', 'retired', 'revoked'])('says of a device that is %s just that', async (state) => {
  await expect(presenceOf({ state, freshness: 'silent' })).resolves.toBe(state)
})

it('knows that a device is off from its goodbye, before it is missed', async () => {
  await expect(presenceOf({ reason: { code: 'goodbye_poweroff' } })).resolves.toBe('off')
})

it('takes one that has just been missed for silent only where its address does not answer', async () => {
  await expect(presenceOf({ freshness: 'late', reason: { code: 'no_answer' } })).resolves.toBe('silent')
  await expect(presenceOf({ freshness: 'late', reason: { code: 'answers' } })).resolves.toBe('late')
})
