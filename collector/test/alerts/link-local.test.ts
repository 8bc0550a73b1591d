import { describe, expect, onTestFinished, test } from 'vitest'
import { mainDatabase } from '../../src/main-database.ts'
import { leadsToLinkLocal } from '../../src/alerts/delivery/link-local.ts'
import { openReceivers } from '../../src/alerts/receivers/stored-receivers.ts'
import { openStorage } from '../../src/platform/storage/sqlite-storage.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { goldenReceiver } from './golden-receivers.ts'

describe('a host', () => {
  test.each([
    ['the addresses of a server', ['192.168.10.5', 'fd12::5'], false],
    ['loopback, where a relay may run on the server itself', ['127.0.0.1', '::1'], false],
    ['a link-local address among others, which Alertmanager may take', ['192.168.10.5', 'fe80::1'], true],
    ['the address at which rented machines give away their keys', ['169.254.169.254'], true],
    ['the same as IPv6', ['::ffff:169.254.169.254'], true],
    ['nothing', [], false]
  ])('that leads to %s', async (_what, addresses, isForbidden) => {
    expect(await leadsToLinkLocal('chat.factory.lan', async () => addresses)).toBe(isForbidden)
  })

  test('whose name cannot be resolved now is not refused for that', async () => {
    expect(await leadsToLinkLocal('chat.factory.lan', async () => { throw new Error('ENOTFOUND') })).toBe(false)
  })

  test('that is an address in brackets, as in a URL, is looked at as it is', async () => {
    expect(await leadsToLinkLocal('[fe80::1]')).toBe(true)
  })
})

/** Names that lead nowhere else, in the place of a name server. */
const arrange = async () => {
  const storage = openStorage({ database: mainDatabase, directory: temporaryDirectory(onTestFinished), groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  return openReceivers({
    storage, leadsToLinkLocal: async (hostname) => hostname === 'rebound.lan', onUnreadable: () => undefined,
    apply: async () => ({ state: 'applied', undo: async () => undefined, settle: async () => undefined })
  })
}

describe('receivers and the relay', () => {
  test.each([
    ['chat', { type: 'slack', url: 'http://rebound.lan/hooks' }, '/channel/url'],
    ['phones', { type: 'ntfy', server: 'http://rebound.lan', topic: 'alerts' }, '/channel/server']
  ] as const)('are not kept where %s has a name that leads to a link-local address', async (name, channel, path) => {
    const receivers = await arrange()
    await expect(receivers.add({ ...goldenReceiver(name), channel })).rejects.toMatchObject({
      name: 'LinkLocalAddressError',
      issues: [{ path }]
    })
    expect(receivers.current().receivers).toEqual([])
    await receivers.add(goldenReceiver(name))
    await expect(receivers.change(name, { channel })).rejects.toMatchObject({ issues: [{ path }] })
    expect(receivers.get(name)).toEqual(goldenReceiver(name))
  })

  test('are refused by the relay’s host, too', async () => {
    const receivers = await arrange()
    await expect(receivers.setRelay({ host: 'rebound.lan', port: 25, from: 'mimamori@factory.lan', tls: 'none' })).rejects.toMatchObject({
      issues: [{ path: '/host' }]
    })
    expect(receivers.current().relay).toBeUndefined()
  })
})
