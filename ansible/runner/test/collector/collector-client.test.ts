import { writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { loopbackServer } from '../../../../collector/test/loopback-server.ts'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { collectorClient, type CollectorClient } from '../../src/collector/collector-client.ts'

/** A client of a server that answers as it shall. */
const clientOf = async (answer: (response: ServerResponse) => void): Promise<CollectorClient> => {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'token'), 'a token\n')
  const collectorUrl = await loopbackServer((_request, _body, response) => { answer(response) }, onTestFinished)
  return collectorClient({ collectorUrl, tokenFile: join(directory, 'token'), caFile: undefined })
}

const request = { method: 'POST', path: '/api/updates', body: {} } as const

it('takes only the collector’s own answer for a receipt', async () => {
  const ours = await clientOf((response) => response.end('{"requestId":"1"}'))
  expect(await ours.send(request)).toStrictEqual({ kind: 'taken' })
  for (const page of ['<html>Welcome to the guest network</html>', '{"status":"ok"}', 'null', '']) {
    const portal = await clientOf((response) => response.end(page))
    expect(await portal.send(request)).toStrictEqual({
      kind: 'later', reason: '/api/updates: 200, and it is not the collector that answers'
    })
  }
})

it('reads no answer without end', async () => {
  let isClosed = false
  const client = await clientOf((response) => {
    response.once('close', () => { isClosed = true })
    const more = (): void => {
      while (!isClosed && response.write(Buffer.alloc(1024 * 1024, ' ')));
    }
    response.on('drain', more)
    more()
  })
  expect(await client.send(request)).toStrictEqual({ kind: 'later', reason: 'the answer is larger than 32 MiB' })
})
