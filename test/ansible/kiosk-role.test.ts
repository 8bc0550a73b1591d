import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { debianPackages } from '../lab/debian-packages.ts'
import type { Device } from '../lab/device.ts'
import { writeOn } from '../lab/install-agent.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { startWatchedLab, type WatchedLab } from '../lab/watched-lab.ts'
import { createPublisher } from '../whole/publish-content.ts'
import { makeDeployLogin } from './deploy-login.ts'
import { preparePlaybooks, type Playbooks } from './release-playbook.ts'

const roleVariables = readFileSync(join(import.meta.dirname, '../../ansible/roles/kiosk/vars/main.yml'), 'utf8')
const packages = /^kiosk_packages: \[(.*)\]$/m.exec(roleVariables)![1]!.split(', ')

/** In place of what a device of the lab lacks: a screen, a keyboard and a terminal. */
const withoutScreen = `[Unit]
ConditionPathExists=
[Service]
StandardInput=null
TTYPath=
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman
`

describeInLab('a kiosk', () => {
  let lab: WatchedLab
  let playbooks: Playbooks
  let publisher: ReturnType<typeof createPublisher>
  let kiosk: Device
  let calendar: string
  const ended = untilAllEnd()
  beforeAll(async () => {
    const source = await debianPackages(...packages, 'python3-apt', 'grim')
    calendar = join(temporaryDirectory(ended), 'calendar.yml')
    writeFileSync(calendar, 'sites: {}\n')
    lab = await startWatchedLab({
      ids: ['pi-kiosk'], intervalSeconds: 5, binds: { '/srv/packages': source }, env: { MIMAMORI_CALENDAR: calendar }
    })
    ;[kiosk] = lab.devices as [Device]
    await makeDeployLogin(kiosk)
    // It lasts no longer than the test.
    await writeOn(kiosk, '/etc/dpkg/dpkg.cfg.d/lab', 'force-unsafe-io\n')
    await writeOn(kiosk, '/etc/apt/sources.list', 'deb [trusted=yes] file:/srv/packages ./\n')
    await kiosk.exec(['chmod', '644', '/etc/apt/sources.list'])
    // Ansible needs the first, which Raspberry Pi OS has; the second is a camera in front of the screen.
    await kiosk.exec(['sh', '-c', 'apt-get update && apt-get install --yes --no-install-recommends python3-apt grim'], { timeoutMs: 120_000 })
    // As the package udev makes them.
    for (const group of ['input', 'render']) await kiosk.exec(['groupadd', '--force', '--system', group])
    publisher = createPublisher(lab.collector)
    playbooks = await preparePlaybooks(lab, {})
  })
  afterAll(() => lab?.end())

  const play = (variables: Readonly<Record<string, unknown>> = {}, flags: readonly string[] = []) =>
    playbooks.play('kiosk', kiosk, { kiosk_set: 'lobby', ...variables }, flags)
  const traces = (): Promise<string> => kiosk.exec([
    'sh', '-c',
    'find /etc/systemd /usr/local /var/lib/mimamori-content -not -name __pycache__ -printf "%p %s %m %u %l\\n" 2>/dev/null | sort; ' +
    'cat /etc/passwd; dpkg -l | sha256sum'
  ])
  const asKiosk = (...argv: readonly string[]): Promise<string> => kiosk.exec([
    'sh', '-c', 'exec runuser -u mimamori-kiosk -- env XDG_RUNTIME_DIR=/run/user/$(id -u mimamori-kiosk) WAYLAND_DISPLAY=wayland-0 "$@"', 'sh', ...argv
  ])
  const untilOnScreen = (colour: string) => until(`the screen is ${colour}`, async () => {
    const seen = await asKiosk('sh', '-c', 'grim -t ppm - | tail -c 3 | od -An -tu1').catch(String)
    return seen.trim().replaceAll(/ +/g, ',') === colour || notYet(`${seen}; ${await kiosk.exec(['journalctl', '-n', '20', '-t', 'mimamori-kiosk', '--no-pager'])}`)
  }, { withinMs: 120_000, everyMs: 500 })
  const untilScreen = (state: 'on' | 'off') => until(`the screen is ${state}`, async () => {
    const listing = await asKiosk('wlr-randr')
    return listing.includes(`Enabled: ${state === 'on' ? 'yes' : 'no'}`) || notYet(listing)
  }, { withinMs: 120_000, everyMs: 500 })
  const property = (name: string): Promise<string> =>
    kiosk.exec(['systemctl', 'show', '--value', `--property=${name}`, 'mimamori-kiosk']).then((value) => value.trim())

  test('changes nothing with --check', async () => {
    const before = await traces()
    const checked = await play({}, ['--check'])
    expect(checked.exitCode, checked.output).toBe(0)
    expect(await traces()).toBe(before)
  })

  test('is installed with a unit that systemd accepts, runs as its own user, and changes nothing the second time', async () => {
    await writeOn(kiosk, '/etc/systemd/system/mimamori-kiosk.service.d/lab.conf', withoutScreen)
    const { exitCode, output } = await play()
    expect(exitCode, output).toBe(0)
    expect(await kiosk.exec(['sh', '-c', 'systemd-analyze verify /etc/systemd/system/mimamori-kiosk.service 2>&1'])).toBe('')
    expect([await property('ActiveState'), await property('User'), await property('UnitFileState')]).toEqual(['active', 'mimamori-kiosk', 'enabled'])
    const again = await play()
    expect(again.output).toMatch(/^pi-kiosk +: ok=\d+ +changed=0 /m)
  })

  test('leaves the sets of the role content to the agent, which leaves it its own, in whatever order they are applied', async () => {
    const content = (variables: Readonly<Record<string, unknown>>) => playbooks.play('content', kiosk, variables)
    const checkedSets = async () => {
      const environment = await kiosk.exec(['systemctl', 'show', '--property=Environment', 'mimamori-agent'])
      return /CONTENT_CHECKED_SETS=([^"\n]*)/.exec(environment)?.[1]?.split(' ').sort()
    }
    const watched = async () =>
      (await kiosk.exec(['systemctl', 'list-units', '--plain', '--no-legend', 'mimamori-content-*.path'])).match(/^\S+ /gm)
    const sets = { content_sets: [{ name: 'menu', user: 'root', reload: ['/bin/true'] }] }
    for (const [changed, apply] of [['[1-9]\\d*', () => content(sets)], ['0', () => play()], ['0', () => content(sets)]] as const) {
      const { output } = await apply()
      expect(output).toMatch(new RegExp(`^pi-kiosk +: ok=\\d+ +changed=${changed} .*failed=0 `, 'm'))
      expect(await checkedSets()).toEqual(['lobby=700', 'menu=60'])
      expect(await watched()).toEqual(['mimamori-content-lobby.path ', 'mimamori-content-menu.path '])
    }
    const { exitCode, output } = await content({ content_state: 'absent' })
    expect(exitCode, output).toBe(0)
    expect([await checkedSets(), await watched()]).toEqual([['lobby=700'], ['mimamori-content-lobby.path ']])
  })

  test('shows what is published, refuses what cannot be shown, and comes back by itself when Chromium was killed', async () => {
    await publisher.publish('lobby', { 'index.html': '<body style="background: #060">' })
    await publisher.assignToAll('lobby')
    await untilOnScreen('0,102,0')
    await publisher.publish('lobby', { 'notes.txt': 'nothing to show' })
    await until('the version is refused', async () => {
      const result = await kiosk.exec(['sh', '-c', 'cat /run/mimamori-content/lobby.json || true'])
      return result.includes('nothing to show: expected an index.html') || notYet(result)
    }, { withinMs: 120_000, everyMs: 500 })
    await kiosk.exec(['sh', '-c', 'kill -9 $(pgrep -o -u mimamori-kiosk chromium)'])
    await until('systemd starts it again', async () => {
      const restarts = await property('NRestarts')
      return restarts === '1' || notYet(restarts)
    }, { withinMs: 60_000, everyMs: 500 })
    await untilOnScreen('0,102,0')
  })

  test('shows a page that can read its own set, but no other set and no program of the device', async () => {
    await kiosk.exec(['sh', '-c', 'mkdir /var/lib/mimamori-content/menu; echo private > /var/lib/mimamori-content/menu/page'])
    const others = ['/var/lib/mimamori-content/menu/page', '/var/lib/dpkg/status', '/opt/mimamori/agent/mimamori-agent.js']
    for (const path of others) expect(await asKiosk('head', '-c', '1', path)).toHaveLength(1)
    const reader = `<script>
      const canRead = (url) => new Promise((resolve) => {
        const request = new XMLHttpRequest()
        request.open('GET', url)
        request.onload = () => { resolve(request.responseText !== '') }
        request.onerror = () => { resolve(false) }
        request.send()
      })
      Promise.all(['note.txt', ...${JSON.stringify(others)}.map((path) => 'file://' + path)].map(canRead)).then((answers) => {
        document.body.style.background = String(answers) === 'true,false,false,false' ? '#006' : '#600'
      })
    </script>`
    await publisher.publish('lobby', { 'index.html': `<body>${reader}`, 'note.txt': 'ours' })
    await untilOnScreen('0,0,102')
    await publisher.publish('lobby', { 'index.html': '<body style="background: #060">' })
    await untilOnScreen('0,102,0')
  })

  test('sleeps while its site is closed, also after a restart without a collector, but not by a clock that nobody has set', async () => {
    await kiosk.exec(['mkdir', '-p', '/run/systemd/timesync'])
    writeFileSync(calendar, 'sites:\n  site of pi-kiosk:\n    open: {}\n')
    await until('the hours are on the device', async () => {
      const hours = await kiosk.exec(['sh', '-c', 'cat /var/lib/mimamori-content/lobby/opening-hours.json || true'])
      return hours.includes('"open":{}') || notYet(hours)
    }, { withinMs: 120_000, everyMs: 500 })
    lab.collector.kill('SIGSTOP')
    await kiosk.exec(['systemctl', 'restart', 'mimamori-kiosk'])
    await untilOnScreen('0,102,0')
    await kiosk.exec(['touch', '/run/systemd/timesync/synchronized'])
    await untilScreen('off')
    expect(await kiosk.exec(['journalctl', '-t', 'mimamori-kiosk', '--no-pager', '--output=cat'])).toContain('off: the site is closed')
    lab.collector.kill('SIGCONT')
    writeFileSync(calendar, 'sites: {}\n')
    await untilScreen('on')
    await untilOnScreen('0,102,0')
  })

  test('is taken back without a trace but for packages and content', async () => {
    await kiosk.exec(['rm', '-r', '/etc/systemd/system/mimamori-kiosk.service.d'])
    const absent = () => playbooks.play('kiosk', kiosk, { kiosk_state: 'absent' })
    const { exitCode, output } = await absent()
    expect(exitCode, output).toBe(0)
    const left = await kiosk.exec([
      'sh', '-c',
      'ls -R /etc/systemd/system /etc/mimamori /usr/local; ls /var/lib /run/user; cat /etc/passwd; systemctl is-active mimamori-agent'
    ])
    expect(left.replace('mimamori-content\n', '')).not.toMatch(/kiosk(?!\/)|content/)
    expect(left).toMatch(/active\n$/)
    expect((await absent()).output).toMatch(/^pi-kiosk +: ok=\d+ +changed=0 /m)
  })
})
