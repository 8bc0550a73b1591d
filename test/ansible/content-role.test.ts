import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notYet, until } from '../../collector/test/until.ts'
import type { Device } from '../lab/device.ts'
import { writeOn } from '../lab/install-agent.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { startWatchedLab, type WatchedLab } from '../lab/watched-lab.ts'
import { createPublisher } from '../whole/publish-content.ts'
import { makeDeployLogin } from './deploy-login.ts'
import { preparePlaybooks, type Playbooks } from './release-playbook.ts'

const current = '/var/lib/mimamori-content/lobby/current'
const page = `${current}/page`
const big = 30_000_000
const agentProgram = '/opt/mimamori/node/bin/node /opt/mimamori/agent/mimamori-agent.js'
const statusProgram = '/usr/local/bin/mimamori-status'
const shownAtBoot = '/var/tmp/shown-at-boot'

/** The program that shows the content, as far as a loss of power concerns it; then what the agent says of it. */
const bootUnit = `[Unit]
After=mimamori-agent.service

[Service]
Type=oneshot
ExecStart=/bin/sh -c 'cat ${page} > ${shownAtBoot}.new; echo >> ${shownAtBoot}.new'
ExecStart=/bin/sh -c 'until ${statusProgram} | grep ^Content >> ${shownAtBoot}.new; do sleep 0.2; done; mv ${shownAtBoot}.new ${shownAtBoot}'

[Install]
WantedBy=multi-user.target
`

describeInLab('content on devices', () => {
  let lab: WatchedLab
  let playbooks: Playbooks
  let publisher: ReturnType<typeof createPublisher>
  let sign: Device
  /** What is away: these two lose their line and their power. */
  let cut: Device
  let off: Device
  let others: readonly Device[]
  beforeAll(async () => {
    lab = await startWatchedLab({ ids: ['pi-sign', 'pi-cut', 'pi-off', 'pi-hall', 'pi-desk', 'pi-gate'], intervalSeconds: 5 })
    ;[sign, cut, off] = lab.devices as [Device, Device, Device, ...Device[]]
    others = lab.devices.filter((device) => device !== cut && device !== off)
    await Promise.all(lab.devices.map(makeDeployLogin))
    await sign.exec(['useradd', '--system', 'kiosk'])
    publisher = createPublisher(lab.collector)
    playbooks = await preparePlaybooks(lab, {})
  })
  afterAll(() => lab?.end())

  const sets = [{
    name: 'lobby',
    user: 'kiosk',
    reload: ['/bin/sh', '-c', `echo "$(id -un) 100% $(cat ${page})" >> /var/tmp/reloads`],
    check: ['/bin/sh', '-c', `! grep bad ${page} || { echo 'the "page" is bad'; exit 7; }`],
    timeout_seconds: 20
  }]
  const play = (devices: Device | readonly Device[], variables: Readonly<Record<string, unknown>> = {}, flags: readonly string[] = []) =>
    playbooks.play('content', devices, { content_sets: devices === sign ? sets : [], ...variables }, flags)
  const traces = (device: Device): Promise<string> => device.exec([
    'sh', '-c',
    'find /etc/systemd /usr/local /var/lib/mimamori-content -printf "%p %s %m %u %l\\n" 2>/dev/null | sort; ' +
    'systemctl show --property=InvocationID mimamori-agent'
  ])
  const exposure = async (): Promise<string> =>
    /Overall exposure level.*/.exec(await sign.exec(['systemd-analyze', 'security', '--no-pager', 'mimamori-agent']))![0]
  const shown = (device: Device): Promise<string> => device.exec(['sh', '-c', `cat ${page} || true`])
  const untilShown = (device: Device, text: string) => until(`${device.id} shows ${text}`, async () => {
    const now = await shown(device)
    return now === text || notYet(`${now}; ${await device.exec(['mimamori-status'])}`)
  }, { withinMs: 90_000, everyMs: 500 })
  /** What the server lists of a version, as sha256sum prints it. */
  const listed = async (number: number): Promise<readonly string[]> => {
    const { body } = await lab.collector.send('GET', `/api/content/lobby/versions/${number}`)
    return (body.files as { readonly path: string, readonly sha256: string }[]).map(({ path, sha256 }) => `${sha256}  ./${path}`).toSorted()
  }
  const stored = async (device: Device): Promise<readonly string[]> =>
    (await device.exec(['sh', '-c', `cd ${current} && find . -type f -exec sha256sum {} +`])).trim().split('\n').toSorted()
  const untilAllHave = async (number: number): Promise<void> => {
    await until(`the server knows of ${number} on all`, async () => {
      const { body: { devices } } = await lab.collector.send('GET', '/api/content/lobby')
      const states = (devices as { readonly state: string, readonly number: number | null }[]).map(({ state, number }) => `${state} ${number}`)
      return (states.length === 6 && states.every((state) => state === `current ${number}`)) || notYet(states)
    }, { withinMs: 90_000, everyMs: 500 })
    const files = await listed(number)
    expect(files).toHaveLength(4)
    expect(await Promise.all(lab.devices.map(stored))).toEqual(lab.devices.map(() => files))
  }
  const untilStatus = (device: Device, pattern: RegExp) => until(`${device.id} says ${pattern}`, async () => {
    const status = await device.exec(['mimamori-status'])
    return pattern.test(status) ? status : notYet(status)
  }, { withinMs: 90_000, everyMs: 500 })

  test('changes nothing with --check, then lets the agent write there and nowhere else, and changes nothing the second time', async () => {
    for (const device of lab.devices) {
      await device.exec(['sh', '-ec', 'printf "%s\\n" "#!/bin/sh" "$1 status || true" > "$0"; chmod 755 "$0"', statusProgram, agentProgram])
    }
    const [before, security] = await Promise.all([traces(sign), exposure()])
    const checked = await play(sign, {}, ['--check'])
    expect(checked.exitCode, checked.output).toBe(0)
    expect(await traces(sign)).toBe(before)
    const played = await Promise.all([play(sign), play(lab.devices.filter((device) => device !== sign))])
    for (const { exitCode, output } of played) expect(exitCode, output).toBe(0)
    expect(await exposure()).toBe(security)
    const after = await traces(sign)
    const again = await play(sign)
    expect(again.output).toMatch(/^pi-sign +: ok=\d+ +changed=0 /m)
    expect(await traces(sign)).toBe(after)
  })

  test('stops before anything is changed where a set cannot be run, and says all that is wrong', async () => {
    const before = await traces(sign)
    const { exitCode, output } = await play(sign, { content_sets: [{ name: 'Lobby', user: 'kiosk', reload: ['pkill'] }] })
    expect(exitCode).not.toBe(0)
    expect(output).toContain('Each set in content_sets needs a name of 1 to 63 lower-case letters, digits and -: Lobby')
    expect(output).toContain('whose program is an absolute path')
    expect(await traces(sign)).toBe(before)
  })

  const pictures = { 'pictures/1.jpg': randomBytes(2_000_000), 'pictures/写真 2.jpg': randomBytes(1_000_000) }
  const publish = (text: string): Promise<void> =>
    publisher.publish('lobby', { ...pictures, page: text, [`pictures/${text}.jpg`]: randomBytes(500_000) })

  test('shows what is published everywhere, after its reload step has run as the user of the application', async () => {
    await publish('one')
    await publisher.assignToAll('lobby')
    await Promise.all(lab.devices.map((device) => untilShown(device, 'one')))
    await untilAllHave(1)
    await untilStatus(sign, /^Content lobby: version 1\.$/m)
    expect(await sign.exec(['cat', '/var/tmp/reloads'])).toBe('kiosk 100% one\n')
  })

  test('keeps what it has on devices that are cut off, also over a loss of power, and catches up when the line is back', async () => {
    const away = [cut, off]
    const files = await listed(1)
    for (const device of away) {
      await writeOn(device, '/etc/systemd/system/signage.service', bootUnit)
      await device.exec(['systemctl', 'enable', 'signage'])
      await device.cutNetwork()
    }
    await publish('two')
    await Promise.all(others.map((device) => untilShown(device, 'two')))
    await Promise.all(away.map((device) => device.kill()))
    await publish('three')
    await Promise.all(others.map((device) => untilShown(device, 'three')))
    await Promise.all(away.map((device) => device.bootCutOff()))
    const onDisk = ({ id }: Device, path: string): string => join(lab.directory, id, 'upper', path)
    for (const device of away) {
      const file = onDisk(device, shownAtBoot)
      await until(`${device.id} shows something again`, () => existsSync(file), { withinMs: 240_000, everyMs: 200 })
      expect(readFileSync(file, 'utf8')).toBe('one\nContent lobby: version 1.\n')
      const version = onDisk(device, await readlink(onDisk(device, current)).then((target) => join(dirname(current), target)))
      const { stdout } = await execa('sh', ['-c', 'cd "$0" && find . -type f -exec sha256sum {} +', version])
      expect(stdout.split('\n').toSorted()).toEqual(files)
    }
    await Promise.all(away.map((device) => device.joinNetwork()))
    await Promise.all(away.map((device) => untilShown(device, 'three')))
    await untilAllHave(3)
  })

  test('goes back everywhere when told to', async () => {
    await publisher.select('lobby', 1)
    await Promise.all(lab.devices.map((device) => untilShown(device, 'one')))
    await untilAllHave(1)
  })

  test('goes back to the last good version where the check fails, lets the application read that, and says why', async () => {
    await publisher.publish('lobby', { page: 'bad' })
    await untilShown(cut, 'bad')
    const status = await untilStatus(sign, /^Content lobby is not what it should be/m)
    expect(status).toContain('Content lobby is not what it should be: exit code 7: the "page" is bad\n')
    expect(await shown(sign)).toBe('one')
    await until('the application read the old one again', async () => {
      const reloads = await sign.exec(['cat', '/var/tmp/reloads'])
      return reloads.endsWith('kiosk 100% bad\nkiosk 100% one\n') || notYet(reloads)
    })
    await publisher.publish('lobby', { page: 'four' })
    await untilShown(sign, 'four')
    expect(await untilStatus(sign, /^Content lobby: version 5\.$/m)).not.toContain('is not what it should be')
  })

  test('keeps the old version on a full disk, and says how much is missing', async () => {
    await cut.exec(['sh', '-ec', `
      systemctl stop mimamori-agent
      mount -t tmpfs -o size=90m tmpfs /var/lib/mimamori-content
      chown mimamori-agent: /var/lib/mimamori-content
      systemctl start mimamori-agent`])
    await untilShown(cut, 'four')
    await publisher.publish('lobby', { page: 'five', film: randomBytes(big) })
    await untilShown(off, 'five')
    const status = await untilStatus(cut, /^Content lobby is not what it should be/m)
    expect(status).toMatch(/^Content lobby is not what it should be: does not fit: needs \d\.\d MB more$/m)
    expect(await shown(cut)).toBe('four')
    await cut.exec(['mount', '-o', 'remount,size=200m', '/var/lib/mimamori-content'])
    await untilShown(cut, 'five')
  })

  test('takes itself away again, and leaves what the application shows', async () => {
    const { exitCode, output } = await play(sign, { content_state: 'absent' })
    expect(exitCode, output).toBe(0)
    expect(await shown(sign)).toBe('five')
    const left = await sign.exec(['sh', '-c', 'ls /etc/systemd/system /etc/systemd/system/*.d /usr/local/lib/mimamori; systemctl is-active mimamori-agent'])
    expect(left).not.toContain('content')
    expect(left).toMatch(/active\n$/)
    expect((await play(sign, { content_state: 'absent' })).output).toMatch(/^pi-sign +: ok=\d+ +changed=0 /m)
  })
})
