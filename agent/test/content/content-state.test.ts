import { createHash } from 'node:crypto'
import fs, { appendFileSync, mkdirSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { DeviceContent } from '@mimamori/contract'
import { ContentError, type ContentClient } from '../../src/content/content-client.ts'
import type { SetState } from '../../src/content/content-state.ts'
import type { ContentSync } from '../../src/content/content-sync.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { startSync } from './started-sync.ts'

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const digest = hashOf('version')
const content = {
  requestId: 'r', version: 'v1', sets: [{ name: 'welcome', number: 1, digest, files: [{ path: 'page', size: 3, sha256: hashOf('one') }] }]
} as unknown as DeviceContent

const start = (download: ContentClient['download']): ContentSync => {
  const directory = join(temporaryDirectory(), 'content')
  mkdirSync(directory)
  const sync = startSync(directory, { manifest: () => Promise.resolve(content), download })
  sync.want('v1')
  return sync
}

it('has a problem after a download was cut, and none any more when its bytes come again', async () => {
  const seen: (SetState | undefined)[] = []
  const look = (): void => { seen.push(sync.state().sets[0]) }
  let isCut = false
  const sync = start((_file, path, { onBytes }) => {
    look()
    appendFileSync(path, isCut ? 'ne' : 'o')
    onBytes?.(isCut ? 2 : 1)
    look()
    if (isCut) return Promise.resolve()
    isCut = true
    return Promise.reject(new ContentError('the connection ended'))
  })
  await vi.waitUntil(() => sync.version === 'v1')
  expect(seen.map((set) => [set?.bytesLeft, set?.problem?.kind])).toEqual([
    [3, undefined], [2, undefined], [2, 'not_downloaded'], [0, undefined]
  ])
})

it('says which file system it needs if the one of its directory has no links', async () => {
  // As FAT does.
  const refused = vi.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM', syscall: 'link' })
  })
  syncBuiltinESMExports()
  onTestFinished(() => {
    refused.mockRestore()
    syncBuiltinESMExports()
  })
  const sync = start((_file, path) => {
    appendFileSync(path, 'one')
    return Promise.resolve()
  })
  await vi.waitUntil(() => sync.state().sets[0]?.problem !== undefined)
  expect(sync.state().sets[0]?.problem).toEqual({
    kind: 'not_written', message: 'the content directory needs a file system with links, such as ext4; FAT and exFAT have none'
  })
})
