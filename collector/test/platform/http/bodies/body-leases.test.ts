import { connect, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { collectorInTest } from '../../../collector-in-test.ts'
import { bootHeaders } from '../../../boot-headers.ts'

describe('a collector that listens', () => {
  const mebibyte = 1 << 20

  const listening = async () => {
    const collector = await collectorInTest()
    await collector.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = collector.app.server.address() as AddressInfo
    /** A request whose body has not all come yet. */
    const begin = (head: string, body: string | Buffer = ''): { readonly socket: Socket, readonly answer: () => string } => {
      let answer = ''
      const socket = connect(port, '127.0.0.1').on('error', () => {}).on('data', (piece) => { answer += piece.toString() })
      socket.write(`${head}\r\nhost: localhost\r\n`)
      socket.write('\r\n')
      socket.write(body)
      return { socket, answer: () => answer }
    }
    return { ...collector, begin }
  }

  const batch = (key: string, length: number, kind: 'logs' | 'report' = 'logs'): string => {
    const headers = {
      ...bootHeaders(),
      'x-client-key': key,
      'mimamori-kind': kind,
      'mimamori-sequence': '1',
      'content-type': kind === 'logs' ? 'application/json' : 'text/plain',
      'content-length': String(length)
    }
    return `POST /api/clients/batch HTTP/1.1\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\r\n')}`
  }

  it('lets no one key hold more than two of its largest bodies, whose bytes are free when their senders hang up', async () => {
    const { begin, enroll } = await listening()
    const [key, otherKey] = [await enroll({ id: 'pi-hostile' }), await enroll({ id: 'pi-honest' })]
    const almost = Buffer.alloc(3.9 * mebibyte, ' ')
    const held = [begin(batch(key, 4 * mebibyte, 'report'), almost), begin(batch(key, 4 * mebibyte, 'report'), almost)]
    /** Asks until it is answered so: how far the others have come is not known here. */
    const asked = async (device: string, expected: RegExp): Promise<void> => {
      await vi.waitFor(async () => {
        const { socket, answer } = begin(batch(device, mebibyte))
        await vi.waitFor(() => { expect(answer()).toMatch(expected) }, { timeout: 2000 }).finally(() => socket.destroy())
      }, { timeout: 30_000 })
    }
    await asked(key, /^HTTP\/1\.1 503 [^]*retry-after: 5\r\n[^]*"code":"OVERLOADED"/)
    const honest = begin(batch(otherKey, 2), '{}')
    await vi.waitFor(() => { expect(honest.answer()).toMatch(/^HTTP\/1\.1 400 [^]*VALIDATION_FAILED/) }, { timeout: 20_000 })
    for (const { socket } of held) socket.destroy()
    await vi.waitFor(async () => {
      const { socket, answer } = begin(batch(key, mebibyte), `{"items":[]}${' '.repeat(mebibyte - 12)}`)
      await vi
        .waitFor(
          () => {
            expect(answer()).toMatch(/^HTTP\/1\.1 400 [^]*VALIDATION_FAILED/)
          },
          { timeout: 5000 }
        )
        .finally(() => socket.destroy())
    }, { timeout: 30_000 })
    honest.socket.destroy()
  }, 90_000)

  it.each([
    ['a log-in', 'POST /api/login HTTP/1.1', 413],
    ['a path that there is not', 'POST /api/nothing HTTP/1.1', 404],
    ['a device’s path without its key', 'POST /api/clients/logs HTTP/1.1', 503],
    ['an administrator’s path without a token', 'POST /api/clients HTTP/1.1', 401]
  ])('answers a stranger’s large body before it has come: %s', async (_what, head, status) => {
    const { begin } = await listening()
    const { socket, answer } = begin(
      `${head}\r\norigin: http://localhost\r\ncontent-type: application/json\r\ncontent-length: 500000`,
      '{"code":"'
    )
    await vi.waitFor(() => { expect(answer()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*"requestId"`)) }, { timeout: 20_000 })
    socket.destroy()
  })
})
