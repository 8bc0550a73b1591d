import { expect, it } from 'vitest'
import { askConnections } from '../../src/collector/connection.ts'

/** What becomes of one device of the collector's answer. */
const connectionOf = async (device: Readonly<Record<string, unknown>>) => {
  const client = { clientId: 'pi-01', state: 'active', freshness: 'fresh', reason: null, lastSeen: null, ...device }
  return (await askConnections({ get: async () => ({ status: 200, body: { clients: [client] } }) })).get('pi-01')?.connection
}

it.each(['paused', 'retired', 'revoked'])('says of a device that is %s just that', async (state) => {
  await expect(connectionOf({ state, freshness: 'silent' })).resolves.toBe(state)
})

it('knows that a device is off from its shutdown report, before it is missed', async () => {
  await expect(connectionOf({ reason: { code: 'goodbye_poweroff' } })).resolves.toBe('off')
})

it('takes one that has just been missed for silent only where its address does not answer', async () => {
  await expect(connectionOf({ freshness: 'late', reason: { code: 'no_answer' } })).resolves.toBe('silent')
  await expect(connectionOf({ freshness: 'late', reason: { code: 'answers' } })).resolves.toBe('late')
})
