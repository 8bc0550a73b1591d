import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createContentClient } from '../../src/content/content-client.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'

it('gives the refusal of a download to its caller alone, though the file is closed before', async () => {
  const server = createServer((_, response) => {
    response.writeHead(503, { 'retry-after': '10' }).end('{"requestId":"r","code":"OVERLOADED","message":"20 downloads are going on"}')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => { server.close() })
  await once(server, 'listening')
  const unhandled: unknown[] = []
  const record = (error: unknown): void => { unhandled.push(error) }
  process.on('unhandledRejection', record)
  onTestFinished(() => { process.off('unhandledRejection', record) })
  const { port } = server.address() as AddressInfo
  const client = createContentClient({ baseUrl: new URL(`http://127.0.0.1:${port}/api`), key: () => 'key', timeoutMs: 5000, bytesPerSecond: 0 })
  onTestFinished(() => { client.close() })
  const directory = temporaryDirectory()
  const { signal } = new AbortController()
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const file = { path: 'page', sha256: 'a'.repeat(64), size: 1 }
    await expect(client.download(file, join(directory, `${attempt}`), { signal, onBytes: () => {} }))
      .rejects.toMatchObject({ message: 'OVERLOADED: 20 downloads are going on', waitMs: 10_000 })
  }
  expect(unhandled).toEqual([])
})
