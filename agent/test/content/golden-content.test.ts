import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { clientPaths } from '@mimamori/contract/headers'
import { contentReport, deviceContent } from '@mimamori/contract'
import { contentExchanges, type ContentExchange } from '../../../collector/contract/test/fixtures.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { createContentClient } from '../../src/content/content-client.ts'
import { createContentReports } from '../../src/content/content-reports.ts'

const { manifest, download, report } = contentExchanges
const { signal } = new AbortController()

/** A client of a server that gives the golden answer, and the requests that it makes. */
const clientOf = async ({ given, answer }: ContentExchange) => {
  const requests: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = []
  const server = createServer(({ method, url, headers }, response) => {
    requests.push({ method, url, headers })
    response.writeHead(answer.status, answer.headers)
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const client = createContentClient({
    baseUrl: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`),
    key: () => given.devices[0]!.key, timeoutMs: 5000, bytesPerSecond: 0
  })
  onTestFinished(() => {
    client.close()
    server.close()
  })
  return { client, requests }
}
const asked = ({ request: { method, path, headers } }: ContentExchange) => ({ method, url: path, headers })

it('asks for the golden manifest, and reads it', async () => {
  const { client, requests } = await clientOf(manifest)
  expect(await client.manifest(signal)).toEqual(deviceContent.parse(manifest.answer.body))
  expect(requests).toMatchObject([asked(manifest)])
})

it('asks for the rest of a file as the golden download does, and has the whole', async () => {
  const { client, requests } = await clientOf(download)
  const [set] = deviceContent.parse(manifest.answer.body).sets
  const [file] = set!.files
  const content = Buffer.from(download.given.content.files[file!.path]!)
  const path = join(temporaryDirectory(), 'part')
  writeFileSync(path, content.subarray(0, 4))
  await client.download(file!, path, { signal, onBytes: () => {} })
  expect(requests).toMatchObject([asked(download)])
  expect(readFileSync(path)).toEqual(content)
})

it('sends the golden report of such a state', async () => {
  const { freeBytes, reclaimableBytes, sets } = contentReport.parse(JSON.parse(report.request.body))
  const sent: string[] = []
  createContentReports({
    state: () => ({ directory: '/', version: undefined, isWritable: true, freeBytes, reclaimableBytes, sets, problem: undefined }),
    async post (body) {
      sent.push(body.toString())
      return report.answer.status
    },
    clock: { monotonicMs: () => 0 },
    onRefused: () => {}
  }).answered()
  expect(sent).toEqual([report.request.body])
  expect(`/api${clientPaths.content}`).toBe(report.request.path)
})
