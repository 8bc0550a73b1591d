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

test.skipIf(!isRoot)('takes no checkout that others than root can change, or that the services cannot read', () => {
  const checkout = temporaryDirectory()
  const main = join(checkout, 'collector/src/main.ts')
  for (const path of ['collector/src', 'node_modules', 'scripts']) mkdirSync(join(checkout, path), { recursive: true })
  for (const path of [main, join(checkout, 'scripts/install-server.ts')]) writeFileSync(path, '')
  const elsewhere = { hidden: /^\/home\// }
  chmodSync(checkout, 0o755)
  requireUsableCheckout(checkout, text, elsewhere)
  chownSync(main, 65_534, 0)
  expect(() => { requireUsableCheckout(checkout, text, elsewhere) }).toThrow(`sudo chown -R root:root ${checkout}`)
  chownSync(main, 0, 0)
  chmodSync(main, 0o640)
  expect(() => { requireUsableCheckout(checkout, text, elsewhere) }).toThrow(`sudo chmod -R go+rX ${checkout}`)
  chmodSync(main, 0o644)
  chmodSync(checkout, 0o754)
  expect(() => { requireUsableCheckout(checkout, text, elsewhere) }).toThrow(`sudo chmod -R go+rX ${checkout}`)
})

test('names every mistake on the command line, and changes nothing', async () => {
  const complained: string[] = []
  const parts = { language: 'en', print: () => {}, complain: (line: string) => { complained.push(line) } } as const
  expect(await runInstallServer(['--plann', 'now'], parts)).toBe(2)
  expect(complained).toEqual([`unknown option --plann; did you mean --plan?\n${text.usage}`])
})
