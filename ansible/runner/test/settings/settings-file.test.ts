import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { localSettings } from '../../src/settings/settings-file.ts'
import { commandText } from '../../src/text/runner-text.ts'

const text = commandText('en')
const etc = () => {
  const directory = temporaryDirectory()
  const place = (name: string): string => join(directory, name)
  return { place, files: { usual: place('update.conf'), defaults: place('update-defaults.conf') } }
}

it('reads the administrator’s file over the server’s defaults, either of which may be missing', () => {
  const { files } = etc()
  expect(localSettings({}, text, files)).toMatchObject({ collectorUrl: 'http://127.0.0.1:8080' })
  writeFileSync(files.defaults, 'MIMAMORI_URL=https://127.0.0.1:8080\nMIMAMORI_UPDATE_FORKS=5\n')
  writeFileSync(files.usual, 'MIMAMORI_UPDATE_FORKS=6\n')
  expect(localSettings({}, text, files)).toMatchObject({ collectorUrl: 'https://127.0.0.1:8080', forks: 6 })
})

it('reads neither where another file is named, which must exist', () => {
  const { place, files } = etc()
  writeFileSync(files.defaults, 'MIMAMORI_URL=https://127.0.0.1:8080\n')
  writeFileSync(place('named'), 'MIMAMORI_UPDATE_FORKS=7\n')
  expect(localSettings(
    { MIMAMORI_UPDATE_CONFIG: place('named') }, text, files
  )).toMatchObject({ collectorUrl: 'http://127.0.0.1:8080', forks: 7 })
  expect(() => localSettings(
    { MIMAMORI_UPDATE_CONFIG: place('nowhere') }, text, files
  )).toThrow(`${place('nowhere')}: cannot be read: ENOENT`)
})
