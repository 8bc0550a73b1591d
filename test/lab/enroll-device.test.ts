import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeviceResult } from '../../ansible/runner/src/devices/steps.ts'
import { startEnrollLab, type EnrollLab } from './enroll-lab.ts'
import { describeInLab } from './lab-here.ts'

const id = 'pi-kiosk-03'
const password = 'of-the-imager'

/** What has become of each step; the last one says why, where one is missing. */
const marks = ({ steps }: DeviceResult): Readonly<Record<string, string>> => Object.fromEntries(steps.map(({ step, mark }) => [step, mark]))
const missing = ({ steps }: DeviceResult): string | undefined =>
  steps.find(({ mark }) => mark === 'missing' || mark === 'unreachable')?.detail

describeInLab('enroll-device.sh', () => {
  let here: EnrollLab
  const exec = (...argv: readonly string[]): Promise<string> => here.device.exec(argv)
  /** A card as the Imager writes it: an account with a password that sudo asks for, and one without sudo. */
  const asWritten = (): Promise<string> =>
    exec(
      'sh',
      '-ec',
      `useradd --create-home --groups sudo pi && echo "pi:${password}" | chpasswd && useradd --create-home guest && echo "guest:${password}" | chpasswd`
    )
  /**
   * All that adding a device could have changed, with owners, modes and times, and which start of the agent it is. Ansible makes and
   * removes files of its own to look.
   */
  const traces = (): Promise<string> =>
    exec(
      'sh',
      '-c',
      'find /opt /etc /home /usr/local -path "*/.ansible" -prune -o -printf "%p %T@ %u %g %m %l\\n" | sort; systemctl show --property=InvocationID mimamori-agent'
    )
  beforeAll(async () => {
    here = await startEnrollLab('raspberrypi')
    await asWritten()
  })
  afterAll(() => here?.end())

  test('looks only, with --plan: says which host key is there and what is to be done, and changes nothing', async () => {
    const before = await traces()
    const { code, devices: [planned] } = await here.result(id, here.device.address, '--user', 'pi', '--plan')
    expect({ code, outcome: planned?.outcome, marks: marks(planned!) }).toEqual({
      code: 0,
      outcome: 'planned',
      marks: { identity: 'found', network: 'found', hostKey: 'planned', login: 'planned' }
    })
    expect(planned!.steps.find(({ step }) => step === 'hostKey')!.detail).toMatch(/^SHA256:/)
    expect(await traces()).toBe(before)
    expect(await here.registered(id)).toBeUndefined()
    expect(() => readFileSync(here.knownHosts)).toThrow('ENOENT')
  })

  test('says of each device of a list why it cannot be added, and adds none of them', async () => {
    const list = join(tmpdir(), `mimamori-list-${process.pid}.csv`)
    writeFileSync(list, `name,address,site,role,account\npi-away,${here.emptyAddress}\n${id},${here.device.address},north,kiosk,guest\n`)
    const { code, devices } = await here.result('--list', list, '--yes')
    expect(code).toBe(1)
    expect(devices.map(missing)).toEqual([
      expect.stringContaining('does not answer on port 22'),
      expect.stringContaining('Run this in a terminal')
    ])
    expect(await here.registered(id)).toBeUndefined()
    expect(await exec('sh', '-c', 'id mimamori 2>&1 || true')).toContain('no such user')
  })

  test('lets the server in by a password that ssh and sudo ask for, and stops at a full disk before anything else is changed', async () => {
    await exec('mount', '-t', 'tmpfs', '-o', 'size=50M', 'tmpfs', '/opt')
    const { code, output } = await here.runOnTerminal(
      [{ to: /'s password:/, with: password }, { to: /\[sudo\] password for pi:/, with: password }],
      id, here.device.address, '--user', 'pi'
    )
    expect({ code, output }).toMatchObject({
      code: 1,
      output: expect.stringMatching(/SSH login +done[^]*the agent needs 400 MB/) as string
    })
    await exec('umount', '/opt')
    expect(await exec('sudo', '-u', 'mimamori', 'sudo', '-n', 'id', '-un')).toBe('root\n')
    expect(await exec('hostname')).toBe('raspberrypi\n')
    expect(await here.registered(id)).toBeUndefined()
  })

  test('goes on where it was killed while it installed the agent, to the first report', async () => {
    const killed = here.start(id, here.device.address, '--site', 'north', '--role', 'kiosk', '--yes')
    await killed.printed('installing the agent')
    killed.signal('SIGKILL')
    await killed.ended
    expect(await here.registered(id)).toMatchObject({ state: 'pending', site: 'north', role: 'kiosk' })

    const { code, devices: [device] } = await here.result(id, here.device.address, '--site', 'north', '--role', 'kiosk', '--yes')
    expect({ code, missing: missing(device!), outcome: device?.outcome }).toEqual({ code: 0, missing: undefined, outcome: 'enrolled' })
    expect(marks(device!)).toEqual({
      identity: 'found',
      network: 'found',
      hostKey: 'found',
      login: 'found',
      system: 'found',
      hostname: 'found',
      registration: 'done',
      agent: 'done',
      report: 'done',
      memory: 'found',
      oldKeys: 'done',
      inventory: 'found'
    })
    const registered = await here.registered(id)
    expect(registered).toMatchObject({ state: 'active', address: here.device.address })
    expect(registered!.keys.map(({ revokedAt }) => revokedAt === null)).toEqual([false, true])
    expect(await exec('hostname')).toBe(`${id}\n`)
  })

  test('changes nothing the second time', async () => {
    const [before, registered] = [await traces(), await here.registered(id)]
    const { code, devices: [device] } = await here.result(id, here.device.address, '--site', 'north', '--role', 'kiosk')
    expect({ code, outcome: device?.outcome }, JSON.stringify(device)).toEqual({ code: 0, outcome: 'unchanged' })
    expect(await traces()).toBe(before)
    expect((await here.registered(id))?.keys).toEqual(registered?.keys)
    expect(device).toMatchObject({ memory: { availableBytes: expect.any(Number) as number } })
    // A plan finds that out by looking.
    const planned = await here.result(id, here.device.address, '--plan')
    expect([planned.code, planned.devices[0]?.outcome], JSON.stringify(planned.devices)).toEqual([0, 'unchanged'])
    expect(await traces()).toBe(before)
  })

  test('with --from-here, lets the server in by the access that the administrator’s own computer has', async () => {
    const authorized = '/home/mimamori/.ssh/authorized_keys'
    const before = await exec('cat', authorized)
    await exec('rm', authorized)
    const refused = await here.result(id, here.device.address, '--yes')
    expect([refused.code, missing(refused.devices[0]!)]).toEqual([1, expect.stringContaining('The server cannot log in as mimamori yet.')])
    const { code, output } = await here.runOnTerminal(
      [
        { to: /continue connecting \(yes/, with: 'yes' },
        { to: /'s password:/, with: password },
        { to: /\[sudo\] password for pi:/, with: password }
      ],
      id,
      here.device.address,
      '--user',
      'pi',
      '--from-here'
    )
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/SSH login +ok/) as string })
    expect(await exec('cat', authorized)).toBe(before)
  })

  test('leaves the agent that runs where the server has another, and says how that comes; changes a site that is given otherwise, and calls it so', async () => {
    const running = await exec('cat', '/run/mimamori-agent/revision')
    const before = await traces()
    const newer = await here.publishNewer()
    const {
      devices: [device]
    } = await here.result(id, here.device.address, '--site', 'south', '--yes')
    expect(device?.outcome, JSON.stringify(device)).toBe('changed')
    const detailOf = (name: string): string | undefined => device!.steps.find(({ step }) => step === name)?.detail
    expect([detailOf('registration'), detailOf('agent')]).toEqual([
      'site: north → south',
      `${running.trim()} runs and stays. To install the server’s ${newer}: update-all-clients.sh --what agent --limit ${id}`
    ])
    expect(await traces()).toBe(before)
    expect((await here.result(id, here.device.address, '--site', 'north', '--yes')).devices[0]?.outcome).toBe('changed')
  })

  test('refuses another host key, and with --replace gives the new card the name, place and history of the old one, and ends its key', async () => {
    const before = await here.registered(id)
    await exec(
      'sh',
      '-ec',
      `systemctl disable --quiet --now mimamori-agent; rm -rf /opt/mimamori /etc/mimamori /etc/systemd/system/mimamori-agent.service /var/lib/mimamori*
      rm /etc/sudoers.d/mimamori; loginctl kill-user --signal=KILL mimamori || true; userdel --remove --force mimamori; systemctl daemon-reload
      hostnamectl set-hostname raspberrypi; rm /etc/ssh/ssh_host_ed25519_key*; ssh-keygen -A; systemctl restart ssh
      install -D -m 600 /root/.ssh/authorized_keys /home/pi/.ssh/authorized_keys; chown -R pi: /home/pi/.ssh; echo "pi ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/pi`
    )
    const refused = await here.result(id, here.device.address, '--user', 'pi', '--yes')
    expect([refused.code, missing(refused.devices[0]!)]).toEqual([
      1,
      expect.stringContaining('If pi-kiosk-03 has a new card, add --replace')
    ])

    const { code, output } = await here.runOnTerminal(
      [
        { to: /Record the new one\? \[y\/N\]/, with: 'y' },
        { to: /'s password:/, with: password },
        { to: /Rename it to pi-kiosk-03\? \[y\/N\]/, with: 'y' }
      ],
      id,
      here.device.address,
      '--user',
      'pi',
      '--replace'
    )
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringMatching(/Memory +ok +\d+ MB available; \d+ MB before the agent was installed\.[^]*Old key +done/) as string
    })
    const after = await here.registered(id)
    expect(after).toMatchObject({ enrolledAt: before!.enrolledAt, state: 'active', site: 'north', role: 'kiosk' })
    expect(after!.keys.map(({ revokedAt }) => revokedAt === null)).toEqual([...before!.keys.map(() => false), true])
  })
  test('refuses an agent with another name, and with --copy gives it a name and a key of its own; the device that its card was copied from keeps its own', async () => {
    const copy = 'pi-kiosk-04'
    // The original stands elsewhere, and no host key is recorded for where the copy stands.
    await here.move(id, here.emptyAddress)
    writeFileSync(here.knownHosts, '')
    const original = await here.registered(id)
    // As the runbook says, but for the restart.
    await exec(
      'sh',
      '-ec',
      'rm -f /etc/ssh/ssh_host_* /etc/machine-id /var/lib/dbus/machine-id && ssh-keygen -A && systemd-machine-id-setup && systemctl restart ssh'
    )
    const refused = await here.result(copy, here.device.address, '--yes')
    expect([refused.code, missing(refused.devices[0]!)]).toEqual([1, expect.stringContaining(`its card is a copy of ${id}’s, add --copy`)])
    expect(await here.registered(copy)).toBeUndefined()

    const {
      code,
      devices: [device]
    } = await here.result(copy, here.device.address, '--site', 'north', '--role', 'kiosk', '--copy', '--yes')
    expect({ code, missing: missing(device!), outcome: device?.outcome }).toEqual({ code: 0, missing: undefined, outcome: 'enrolled' })
    expect(await here.registered(copy)).toMatchObject({ state: 'active', address: here.device.address })
    expect(await exec('hostname')).toBe(`${copy}\n`)
    const { keys, state } = (await here.registered(id))!
    expect({ keys, state }).toEqual({ keys: original?.keys, state: 'active' })
    const again = await here.result(copy, here.device.address, '--copy')
    expect([again.code, again.devices[0]?.outcome]).toEqual([0, 'unchanged'])

    // As if the original had shown the same host key.
    const recorded = readFileSync(here.knownHosts, 'utf8')
    writeFileSync(here.knownHosts, `${recorded}${recorded.replaceAll(here.device.address, here.emptyAddress)}`)
    const shared = await here.result(copy, here.device.address, '--copy')
    expect([shared.code, missing(shared.devices[0]!)]).toEqual([1, expect.stringContaining(`${copy} has the host key of ${id}, too`)])
  })
})
