import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { startCollector } from '../../collector/test/collector-process.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { sha256Of } from './publish-content.ts'

it('goes on with an upload from the byte at which the collector was killed, and publishes what was sent', async () => {
  const options = { dataDirectory: temporaryDirectory(), listen: { host: '127.0.0.1', port: await freePort() } }
  let collector = await startCollector(options)
  onTestFinished(() => collector.stop())
  const film = randomBytes(3_000_000)
  const file = { path: 'film.mp4', size: film.length, sha256: sha256Of(film) }
  const storedBytes = async (): Promise<number> => {
    const { body } = await collector.send('POST', '/api/content-files/missing', { body: { files: [{ size: file.size, sha256: file.sha256 }] } })
    return (body.missing as { readonly storedBytes: number }[])[0]?.storedBytes ?? file.size
  }
  const send = (from: number) => request(new URL(`/api/content-files/${file.sha256}`, collector.origin), {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${collector.adminToken}`, 'content-type': 'application/partial-upload',
      'upload-offset': from, 'upload-length': film.length
    }
  })

  const first = send(0).on('error', () => undefined)
  first.write(film.subarray(0, 1_000_000))
  await until('most of the first part is stored', async () => {
    const bytes = await storedBytes()
    return bytes > 500_000 || notYet(bytes)
  })
  await collector.stop('SIGKILL')
  collector = await startCollector(options)

  const stored = await storedBytes()
  expect(stored).toBeGreaterThan(500_000)
  expect(stored).toBeLessThanOrEqual(1_000_000)
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    send(stored).on('response', (response) => { resolve(response.resume().statusCode) }).on('error', reject).end(film.subarray(stored))
  })
  expect([answer, await storedBytes()]).toEqual([200, film.length])
  expect((await collector.send('POST', '/api/content/lobby/versions', { body: { files: [file] } })).status).toBe(200)
})
