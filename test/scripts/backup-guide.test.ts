import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { services } from '../../scripts/install-server/layout.ts'
import { storedPaths } from '../../scripts/install-server/remove.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/backup-and-upgrade.md'), 'utf8')

/** The words of the first line that begins so. */
const wordsAfter = (beginning: string): readonly string[] =>
  guide.split('\n').find((line) => line.startsWith(beginning))!.slice(beginning.length).trim().split(' ')

test('a backup has all that a server stores, except metrics of the past and what the agent of the old machine has not sent', () => {
  const saved = wordsAfter('sudo tar -C / -czf /media/usb/mimamori.tar.gz').map((path) => `/${path}`)
  const missing = storedPaths('/opt/mimamori/server').filter((path) => !saved.some((folder) => path === folder || path.startsWith(`${folder}/`)))
  expect(missing).toEqual(['/var/lib/mimamori-agent', '/var/lib/mimamori-prometheus'])
  expect(guide).toContain('add `var/lib/mimamori-prometheus`')
})

test('every service stops before a backup is unpacked, since none notices files with times of the past', () => {
  expect(wordsAfter('sudo systemctl stop mimamori-collector mimamori-agent')).toEqual([...services.slice(2), 'mimamori-requests'])
})
