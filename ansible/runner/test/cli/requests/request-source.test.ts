import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RunAction } from '@mimamori/contract'
import { loopbackServer } from '../../../../../collector/test/loopback-server.ts'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { collectorRequests } from '../../../src/cli/requests/request-source.ts'

const request = { id: '0b9d6f5e-0c0e-4f6f-9d0a-5f1f2f0f7a11', action: 'update', devices: ['pi-1'], by: 'tanaka', language: 'en' }

/** What the runner makes of an answer of the collector. */
const nextOf = async (answer: unknown, actions: readonly RunAction[] = ['update']) => {
  const collectorUrl = await loopbackServer((_request, _body, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }, onTestFinished)
  const tokenFile = join(temporaryDirectory(), 'token')
  writeFileSync(tokenFile, 'a token\n')
  return collectorRequests({ collectorUrl, tokenFile, caFile: undefined }, actions).next(new AbortController().signal)
}

test('a request is taken as it comes, and none is none', async () => {
  expect(await nextOf({ requestId: '1', request })).toEqual(request)
  expect(await nextOf({ requestId: '1', request: null })).toBeUndefined()
})

test.each([
  ['a file that Ansible would read', { devices: ['@/etc/mimamori/update-token'] }, 'request.devices.0'],
  ['a pattern of hosts', { devices: ['all:!pi-1'] }, 'request.devices.0'],
  ['new keys for the whole fleet', { action: 'rotate-keys', devices: null }, 'request.devices'],
  ['an action that there is not', { action: 'shell' }, 'request.action'],
  ['lines that would look like others of the journal', { by: 'tanaka\nrun started' }, 'request.by']
])('nothing is started by a collector that asks for %s', async (_, change, place) => {
  await expect(nextOf({ requestId: '1', request: { ...request, ...change } })).rejects.toThrow(place)
})

test('nothing is started that the settings do not allow', async () => {
  await expect(nextOf({ requestId: '1', request }, [])).rejects.toThrow(
    'update was requested, which MIMAMORI_UPDATE_REQUESTS does not allow'
  )
})
