import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { describeWith } from '../whole/processes.ts'

/** systemd's own reader of desktop entries, which makes a unit of each. */
const generator = '/usr/lib/systemd/user-generators/systemd-xdg-autostart-generator'
const guide = (path: string): string => readFileSync(join(import.meta.dirname, '../../docs', path), 'utf8')

/** The unit that the desktop entry of a guide becomes, with a browser that there is. */
const unitOf = (path: string): string => {
  const directory = temporaryDirectory()
  const entry = /^\[Desktop Entry\]\n[^`]*/m.exec(guide(path))?.[0] ?? ''
  expect(entry).toMatch(/^Exec=chromium --kiosk /m)
  mkdirSync(join(directory, 'autostart'))
  writeFileSync(join(directory, 'autostart/mimamori-wall.desktop'), entry.replace('Exec=chromium', 'Exec=/bin/true'))
  const units = join(directory, 'units')
  mkdirSync(units)
  expect(spawnSync(generator, [units, units, units], { env: { XDG_CONFIG_HOME: directory, XDG_CONFIG_DIRS: '/nonexistent' } }).status).toBe(
    0
  )
  const unit = readdirSync(units).find((name) => name.endsWith('.service'))
  expect(unit).toBe('app-mimamori\\x2dwall@autostart.service')
  return join(units, unit!)
}

describeWith(generator, '/usr/bin/systemd-analyze')('the autostart of a wall display', () => {
  test.each(['guides/wall.md', 'ja/guides/wall.md'])(
    'as %s has it is a unit that systemd takes as it is, and opens the link as one word',
    (path) => {
      const file = unitOf(path)
      expect(
        spawnSync('systemd-analyze', ['verify', '--man=no', file], {
          encoding: 'utf8',
          env: { ...process.env, LC_ALL: 'C', SYSTEMD_COLORS: '0' }
        })
      ).toMatchObject({ status: 0, stdout: '', stderr: '' })
      expect(readFileSync(file, 'utf8')).toMatch(
        /^ExecStart=:\S+ (?:--\S+ )+"http:\/\/192\.168\.10\.2:8080\/admin\/wall\?lang=\w+#mmt_…"$/m
      )
    }
  )
})

test.each(['guides/watcher.md', 'ja/guides/watcher.md'])(
  'the autostart of a watcher’s screen as %s has it is a line of a shell, in the background',
  (path) => {
    const line = /^echo '(.*)' >> ~\/\.config\/labwc\/autostart$/m.exec(guide(path))?.[1]
    expect(line).toMatch(/^chromium --kiosk .* http:\/\/127\.0\.0\.1:9180\/ &$/)
    expect(spawnSync('sh', ['-n', '-c', line!]).status).toBe(0)
  }
)
