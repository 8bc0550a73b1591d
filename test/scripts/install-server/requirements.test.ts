import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { requireServer, requireUsableCheckout } from '../../../scripts/install-server/requirements.ts'
import { runInstallServer } from '../../../scripts/install-server/run-install-server.ts'
import { installServerText } from '../../../scripts/install-server/text.ts'

const text = installServerText('en')
const isRoot = process.getuid?.() === 0

const machine = (...paths: readonly string[]) => {
  const root = temporaryDirectory()
  for (const path of paths) mkdirSync(join(root, path), { recursive: true })
  return { at: (path: string): string => join(root, path) }
}

test.each<[string, readonly string[], Parameters<typeof requireServer>[2], string]>([
  ['another system', ['run/systemd/system'], { isRoot: true }, text.notDebian],
  ['macOS', ['etc/debian_version', 'run/systemd/system'], { platform: 'darwin', isRoot: true }, text.notDebian],
  ['a Debian without systemd', ['etc/debian_version'], { isRoot: true }, text.noSystemd],
  ['another user than root', ['etc/debian_version', 'run/systemd/system'], { isRoot: false }, text.notRoot]
])('says in one sentence what is missing on %s', (_, paths, options, sentence) => {
  expect(() => { requireServer(machine(...paths), text, { platform: 'linux', ...options }) }).toThrow(sentence)
})

test('takes a Debian with systemd, as root', () => {
  requireServer(machine('etc/debian_version', 'run/systemd/system'), text, { platform: 'linux', isRoot: true })
})

test('says where to copy a checkout that the services cannot see', () => {
  expect(() => { requireUsableCheckout('/home/sato/mimamori', text) }).toThrow('sudo cp -a /home/sato/mimamori /opt/mimamori/server')
})

test.each([
  ['a space', '/srv/our server', "'/srv/our server'"],
  ['what systemd expands', '/srv/100%n', "'/srv/100%n'"],
  ['a quote', "/srv/o'clock", "'/srv/o'\\''clock'"]
])('refuses a checkout whose path has %s, and quotes it in the command that copies it', (_, checkout, quoted) => {
  expect(() => { requireUsableCheckout(checkout, text) }).toThrow(`sudo cp -a ${quoted} /opt/mimamori/server`)
})

interface Places {
  readonly above: string
  readonly checkout: string
  readonly main: string
}

test.skipIf(!isRoot).each<[string, (places: Places) => void, (places: Omit<Places, 'main'>) => string]>([
  ['a program of another user', ({ main }) => { chownSync(main, 65_534, 0) }, ({ checkout }) => `sudo chown -R root:root ${checkout}`],
  ['a program that its group can change', ({ main }) => { chmodSync(main, 0o664) }, ({ checkout }) => `sudo chmod -R go-w ${checkout}`],
  ['a built program that its group can change', ({ checkout }) => {
    mkdirSync(join(checkout, 'dist'))
    writeFileSync(join(checkout, 'dist/collector.cjs'), '')
    chmodSync(join(checkout, 'dist/collector.cjs'), 0o664)
  }, ({ checkout }) => `sudo chmod -R go-w ${checkout}`],
  ['a program that the services cannot read', ({ main }) => { chmodSync(main, 0o640) }, ({ checkout }) => `sudo chmod -R go+rX ${checkout}`],
  [
    'a directory that the services cannot enter', ({ checkout }) => { chmodSync(join(checkout, 'node_modules'), 0o754) },
    ({ checkout }) => `sudo chmod -R go+rX ${checkout}`
  ],
  [
    'another user’s directory above it', ({ above }) => { chownSync(above, 65_534, 0) },
    ({ above }) => `sudo chown root:root ${above} && sudo chmod go-w ${above}`
  ],
  [
    'a directory above it that all can change', ({ above }) => { chmodSync(above, 0o777) },
    ({ above }) => `sudo chown root:root ${above} && sudo chmod go-w ${above}`
  ],
  ['a directory above it that the services cannot enter', ({ above }) => { chmodSync(above, 0o754) }, ({ above }) => `sudo chmod go+x ${above}`]
])('refuses a checkout with %s, and says what to run', (_, spoil, command) => {
  const above = temporaryDirectory()
  const checkout = join(above, 'server')
  const main = join(checkout, 'collector/src/start.ts')
  for (const path of ['collector/src', 'node_modules', 'scripts']) mkdirSync(join(checkout, path), { recursive: true })
  for (const path of [main, join(checkout, 'scripts/install-server.ts')]) writeFileSync(path, '')
  for (const path of [above, checkout, join(checkout, 'node_modules')]) chmodSync(path, 0o755)
  for (const path of [main, join(checkout, 'scripts/install-server.ts')]) chmodSync(path, 0o644)
  const elsewhere = { hidden: /^\/home\// }
  requireUsableCheckout(checkout, text, elsewhere)
  spoil({ above, checkout, main })
  expect(() => { requireUsableCheckout(checkout, text, elsewhere) }).toThrow(command({ above, checkout }))
})

test('names every mistake on the command line, and changes nothing', async () => {
  const complained: string[] = []
  const parts = { language: 'en', print: () => {}, complain: (line: string) => { complained.push(line) } } as const
  expect(await runInstallServer(['--plann', 'now'], parts)).toBe(2)
  expect(complained).toEqual([`unknown option --plann; did you mean --plan?\n${text.usage}`])
})
