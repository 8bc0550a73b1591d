import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { contentsOf } from '../../collector/cli/src/backup/backup-contents.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { services } from '../../scripts/install-server/layout.ts'
import { storedPaths } from '../../scripts/install-server/remove.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/backup-and-upgrade.md'), 'utf8')

/** The words of the first line that begins so. */
const wordsAfter = (beginning: string): readonly string[] =>
  guide.split('\n').find((line) => line.startsWith(beginning))!.slice(beginning.length).trim().split(' ')

test('a backup has all that a server stores, except metrics of the past and what the agent of the old machine has not sent', () => {
  const root = temporaryDirectory()
  const stored = storedPaths('/opt/mimamori/server')
  for (const path of stored) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    if (path.endsWith('.conf')) writeFileSync(join(root, path), '')
    else mkdirSync(join(root, path), { recursive: true })
  }
  const { files, leftOut } = contentsOf({ root, dataDirectory: '/var/lib/mimamori-collector' }, { hasLogs: true })
  const missing = stored.filter((path) => !files.some((part) => path === part.path || path.startsWith(`${part.path}/`)))
  expect(missing).toEqual(['/var/lib/mimamori-agent', '/var/lib/mimamori-prometheus'])
  expect(leftOut.map(({ path }) => path)).toEqual(expect.arrayContaining(missing))
})

test('every service stops before a backup is restored, since none notices files with times of the past', () => {
  expect(wordsAfter('sudo systemctl stop mimamori-collector mimamori-agent')).toEqual([...services.slice(2), 'mimamori-requests'])
})
