import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { reachDevice } from '../../src/devices/reach-device.ts'
import type { ReportedDevice } from '../../src/devices/registry-client.ts'
import { UnreachableError } from '../../src/devices/steps.ts'
import { devicesText } from '../../src/devices/devices-texts.ts'
import { reported } from './device-view.ts'

const id = 'pi-kiosk-03'

/** A port at which nothing listens any more. */
const closedPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Reserved for names that do not exist (RFC 6761, section 6.4). */
const nowhere = 'pi-kiosk.invalid'

describe.each(['en', 'ja'] as const)('a device that is not reached, in %s', (language) => {
  const { network: text } = devicesText(language)
  const why = async (
    { address = '127.0.0.1', name = id, report }: { readonly address?: string, readonly name?: string, readonly report?: ReportedDevice }
  ) => {
    const port = await closedPort()
    const registry = { reported: () => report === undefined ? Promise.reject(new Error('404')) : Promise.resolve(report) }
    const error = await reachDevice({
      id: name, ssh: { address, port }, registry, addressCommand: (of, place) => `set ${of} ${place}`, text
    }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnreachableError)
    return { sentence: (error as Error).message, port }
  }
  const reports = (name = id) =>
    text.reports({ id: name, from: '192.168.10.33', lastSeen: '2026-11-25T09:00:00.000Z', command: `set ${name} 192.168.10.33` })

  test('is said to have no power, or another address, where the collector does not hear it either', async () => {
    for (const report of [undefined, reported({ ipAddress: '127.0.0.1', freshness: 'late' })]) {
      const { sentence, port } = await why({ ...report && { report } })
      expect(sentence).toBe(`${text.noAnswer('127.0.0.1', port)} ${text.check}`)
    }
  })

  test('is not said to be on because it has reported from there: when that was is said', async () => {
    const { sentence, port } = await why({ report: reported({ ipAddress: '127.0.0.1' }) })
    expect(sentence).toBe(`${text.noAnswer('127.0.0.1', port)} ${text.reportsThere(id, '2026-11-25T09:00:00.000Z')}`)
    expect(sentence).not.toMatch(/is on\b|動いています/)
  })

  test('is said to report from elsewhere where it does, with what gives it that address', async () => {
    const { sentence, port } = await why({ report: reported() })
    expect(sentence).toBe(`${text.noAnswer('127.0.0.1', port)} ${reports()}`)
  })

  test('by a name that nobody knows, is said to be misspelt, and not to lack power', async () => {
    expect((await why({ address: nowhere })).sentence).toBe(`${text.unresolvable(nowhere)} ${text.checkName}`)
    expect((await why({ address: nowhere, report: reported() })).sentence).toBe(`${text.unresolvable(nowhere)} ${reports()}`)
  })

  test('without any address is said to have none, and from where it reports', async () => {
    expect((await why({ address: nowhere, name: nowhere })).sentence).toBe(
      `${text.noAddress(nowhere)} ${text.giveAddress(`set ${nowhere} 192.168.10.33`)}`
    )
    expect(
      (await why({ address: nowhere, name: nowhere, report: reported() })).sentence
    ).toBe(`${text.noAddress(nowhere)} ${reports(nowhere)}`)
  })
})
