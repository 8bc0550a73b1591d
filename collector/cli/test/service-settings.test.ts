import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withServiceSettings } from '../src/service-settings.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'

const unit = readFileSync(join(import.meta.dirname, '../../systemd/mimamori-collector.service'), 'utf8')

const settingsFile = (content: string): string => {
  const file = join(temporaryDirectory(), 'collector.conf')
  writeFileSync(file, content)
  return file
}

test('asks the collector that systemd runs, at its address and with its data directory', () => {
  const file = settingsFile('# For the LAN\nMIMAMORI_LISTEN=0.0.0.0:8090\nMIMAMORI_ALLOW_HTTP=yes\n')
  const { MIMAMORI_LISTEN, MIMAMORI_DATA_DIR, PATH } = withServiceSettings({ PATH: '/bin' }, file)
  expect([MIMAMORI_LISTEN, PATH]).toEqual(['0.0.0.0:8090', '/bin'])
  expect(unit).toContain(`Environment=MIMAMORI_DATA_DIR=${MIMAMORI_DATA_DIR}\n`)
})

test('a data directory in the service’s settings wins over the unit’s, and what is set in the environment over both', () => {
  const file = settingsFile('MIMAMORI_DATA_DIR=/srv/data\nMIMAMORI_LISTEN=0.0.0.0:8090\n')
  expect(withServiceSettings({ MIMAMORI_LISTEN: '127.0.0.1:9' }, file)).toEqual({
    MIMAMORI_DATA_DIR: '/srv/data', MIMAMORI_LISTEN: '127.0.0.1:9'
  })
})

test('leaves the environment as it is where that names another collector’s data directory, or no service is set up', () => {
  const other = { MIMAMORI_DATA_DIR: './var' }
  expect(withServiceSettings(other, settingsFile('MIMAMORI_LISTEN=0.0.0.0:8090\n'))).toBe(other)
  const none = {}
  expect(withServiceSettings(none, join(temporaryDirectory(), 'collector.conf'))).toBe(none)
})
