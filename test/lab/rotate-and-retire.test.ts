import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditList, DeviceView, OneRunRequest, RunRequest, RunRequestList } from '@mimamori/contract'
import { callingAccount } from '@mimamori/program/calling-account'
import type { DeviceResult } from '../../ansible/runner/src/devices/steps.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { endScripts } from '../scripts/admin-computer.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { ownProgram, startProgram } from '../whole/processes.ts'
import { agentUnit } from './agent-unit.ts'
import { run } from './command.ts'
import type { Device } from './device.ts'
import { writeOn } from './install-agent.ts'
import { describeInLab } from './lab-here.ts'
import { setUpLabServer, type LabServer } from './lab-server.ts'
import { checkout } from './node-binary.ts'
import { startWatchedLab, type WatchedLab } from './watched-lab.ts'

const marks = ({ steps }: DeviceResult): Readonly<Record<string, string>> => Object.fromEntries(steps.map(({ step, mark }) => [step, mark]))
const outcomes = (devices: readonly DeviceResult[]): Readonly<Record<string, string>> =>
  Object.fromEntries(devices.map(({ id, outcome }) => [id, outcome]))

describeInLab('rotate-keys.sh and retire-device.sh, with two devices that report and log all the while', () => {
  let lab: WatchedLab
  let server: LabServer
  const [one, two] = [(): Device => lab.devices[0]!, (): Device => lab.devices[1]!]
  const registered = async ({ id }: Device): Promise<DeviceView> =>
    (await askAsAdmin<{ readonly client: DeviceView }>(lab.collector, `/api/clients/${id}`)).client
  /** Of the keys, in the order in which they were issued: whether each is valid, and whether it was ever used. */
  const keysOf = async (device: Device): Promise<readonly string[]> =>
    (await registered(device)).keys.map(
      ({ revokedAt, firstUsedAt }) => `${revokedAt === null ? 'valid' : 'ended'} ${firstUsedAt === null ? 'unused' : 'used'}`
    )
  const whenHeardAfter = (device: Device, instant: string): Promise<true> => until(`${device.id} is heard`, async () => {
    const { lastSeen } = await registered(device)
    return (lastSeen !== null && lastSeen > instant) || notYet(lastSeen)
  }, { withinMs: 180_000, everyMs: 500 })

  /** A script that is killed while a program that it needs on the device is held up, as by a slow card. */
  const killedAt = async (device: Device, program: string, when: string): Promise<void> => {
    await writeOn(
      device,
      `/usr/local/bin/${program}`,
      `#!/bin/sh\ncase "$*" in ${when}) ;; *) exec /usr/bin/${program} "$@" ;; esac\necho $$ > /run/held-up\nwhile :; do sleep 1; done\n`
    )
    await device.exec(['chmod', '755', `/usr/local/bin/${program}`])
    const killed = server.start('rotate-keys.sh', device.id, '--older-than', '0', '--yes')
    await until(
      'it is held up',
      () =>
        device.exec(['cat', '/run/held-up']).then(
          (pid) => pid.trim() !== '',
          (error: Error) => notYet(error)
        ),
      { withinMs: 180_000, everyMs: 200 }
    )
    killed.signal('SIGKILL')
    await killed.ended
    await device.exec(['sh', '-ec', 'kill -KILL "$(cat /run/held-up)"; rm /run/held-up "$1"', 'sh', `/usr/local/bin/${program}`])
  }

  beforeAll(async () => {
    lab = await startWatchedLab({ ids: ['pi-one', 'pi-two'], intervalSeconds: 5 })
    const knownHosts = join(lab.directory, 'known_hosts')
    writeFileSync(
      knownHosts,
      (await Promise.all(lab.devices.map(({ address }) => run(['ssh-keyscan', '-t', 'ed25519', address])))).join('')
    )
    server = await setUpLabServer({
      directory: lab.directory,
      collector: lab.collector,
      clientVariables: {
        ansible_user: 'root',
        ansible_ssh_private_key_file: lab.keyFile,
        ansible_ssh_common_args: `-F none -o UserKnownHostsFile=${knownHosts} -o StrictHostKeyChecking=yes`
      }
    })
    // One has its key in the configuration, as an administrator writes it, the other in a file, as the role does.
    await two().exec([
      'sh',
      '-ec',
      `cd /etc/mimamori; sed -n 's/^CLIENT_KEY=//p' agent.conf > agent.key; chown --reference=agent.conf agent.key; chmod 640 agent.key
      sed -i 's,^CLIENT_KEY=.*,CLIENT_KEY_FILE=/etc/mimamori/agent.key,' agent.conf; chgrp mimamori-agent agent.conf; systemctl restart mimamori-agent`
    ])
    await Promise.all(
      lab.devices.map((device) =>
        device.exec([
          'systemd-run',
          '--quiet',
          '--unit=counting',
          'sh',
          '-c',
          'i=0; while [ ! -e /run/enough ]; do i=$((i + 1)); logger -t counting "counted $i"; sleep 0.5; done; echo $i > /run/counted'
        ])
      )
    )
    await until(
      'both have used their keys',
      async () => (await Promise.all(lab.devices.map(keysOf))).every(([key]) => key === 'valid used'),
      { withinMs: 120_000, everyMs: 500 }
    )
  })
  afterAll(async () => {
    endScripts()
    await lab?.end()
  })

  test('with --plan says what would be done, and does nothing', async () => {
    const { code, devices } = await server.result('rotate-keys.sh', '--all', '--older-than', '0', '--plan')
    expect({ code, outcomes: outcomes(devices) }).toEqual({ code: 0, outcomes: { 'pi-one': 'planned', 'pi-two': 'planned' } })
    expect(marks(devices[0]!)).toEqual({
      identity: 'found',
      network: 'found',
      agent: 'found',
      key: 'planned',
      install: 'planned',
      report: 'planned',
      oldKeys: 'planned'
    })
    expect(await Promise.all(lab.devices.map(keysOf))).toEqual([['valid used'], ['valid used']])
  })

  test('killed before the new key is on the device, leaves it with the old one, and then issues another', async () => {
    await killedAt(one(), 'awk', '*NEW_KEY*')
    expect(await keysOf(one())).toEqual(['valid used', 'valid unused'])
    await whenHeardAfter(one(), new Date().toISOString())
    const { code, devices: [device] } = await server.result('rotate-keys.sh', 'pi-one', '--yes')
    expect({ code, outcome: device?.outcome, marks: marks(device!) }, JSON.stringify(device)).toEqual({
      code: 0,
      outcome: 'rotated',
      marks: { identity: 'found', network: 'found', agent: 'found', key: 'done', install: 'done', report: 'done', oldKeys: 'done' }
    })
    expect(await keysOf(one())).toEqual(['ended used', 'ended unused', 'valid used'])
    expect(await one().exec(['stat', '--format=%U:%G %a', '/etc/mimamori/agent.conf'])).toBe('root:mimamori-agent 640\n')
  })

  test('killed before the agent is restarted, goes on with the key that is there', async () => {
    await killedAt(two(), 'systemctl', '*restart*mimamori-agent*')
    expect(await keysOf(two())).toEqual(['valid used', 'valid unused'])
    const { code, devices: [device] } = await server.result('rotate-keys.sh', 'pi-two', '--yes')
    expect({ code, outcome: device?.outcome, marks: marks(device!) }, JSON.stringify(device)).toEqual({
      code: 0,
      outcome: 'rotated',
      marks: { identity: 'found', network: 'found', agent: 'found', key: 'found', install: 'done', report: 'done', oldKeys: 'done' }
    })
    expect(await keysOf(two())).toEqual(['ended used', 'valid used'])
    expect(await two().exec(['stat', '--format=%U:%G %a', '/etc/mimamori/agent.key'])).toBe('root:mimamori-agent 640\n')
  })

  test('changes nothing the second time', async () => {
    const before = await Promise.all(lab.devices.map(keysOf))
    const { code, devices } = await server.result('rotate-keys.sh', '--all', '--yes')
    expect({ code, outcomes: outcomes(devices) }).toEqual({ code: 0, outcomes: { 'pi-one': 'unchanged', 'pi-two': 'unchanged' } })
    expect(await Promise.all(lab.devices.map(keysOf))).toEqual(before)
  })

  test('as requested over the API, where a runner listens that may: the new key is used and the old one ended, or it is said why not', async () => {
    const runner = await startProgram({
      argv: ownProgram('ansible/runner/src/main.ts', '--listen'),
      env: { ...server.environment, MIMAMORI_UPDATE_REQUESTS: 'rotate-keys' },
      logFile: join(lab.directory, 'requests.log')
    })
    const list = (): Promise<RunRequestList> => askAsAdmin<RunRequestList>(lab.collector, '/api/run-requests')
    const outcomeOfRequest = async (): Promise<RunRequest> => {
      const {
        request: { id }
      } = await askAsAdmin<OneRunRequest>(lab.collector, '/api/run-requests', { action: 'rotate-keys', devices: ['pi-one'] })
      return until(
        'an answer',
        async () => {
          const request = (await list()).requests.find((one) => one.id === id)!
          return request.state === 'waiting' || request.state === 'fetched' ? notYet(request) : request
        },
        { withinMs: 240_000, everyMs: 500 }
      )
    }
    await until('it listens', async () => (await list()).actions.includes('rotate-keys') || notYet(runner.output()), {
      withinMs: 60_000,
      everyMs: 200
    })
    expect(await outcomeOfRequest()).toMatchObject({ state: 'done', message: 'pi-one uses its new key. The old one has ended.' })
    expect(await keysOf(one())).toEqual(['ended used', 'ended unused', 'ended used', 'valid used'])
    await one().cutNetwork()
    const refused = await outcomeOfRequest()
    await one().joinNetwork()
    expect(refused).toMatchObject({
      state: 'refused',
      message: expect.stringContaining(`${one().address} does not answer on port 22.`) as string
    })
    expect(await keysOf(one())).toEqual(['ended used', 'ended unused', 'ended used', 'valid used'])
    const { entries } = await askAsAdmin<AuditList>(lab.collector, '/api/audit?device=pi-one&limit=4')
    expect(entries.map(({ action, actor: { name, onBehalfOf } }) => `${action} by ${name} for ${onBehalfOf}`)).toEqual([
      'requestRun by admin for null',
      'endOldKeys by enrollments for admin',
      'rotateDeviceKey by enrollments for admin',
      'requestRun by admin for null'
    ])
    await runner.stop('SIGINT')
    expect(runner.output()).toContain('admin requested rotate-keys (pi-one): pi-one uses its new key. The old one has ended.\n')
    expect(runner.output()).not.toMatch(/mmk_/)
  })

  test('leaves a device that is unplugged its key, and ends with 3', async () => {
    await two().cutNetwork()
    const { code, devices } = await server.result('rotate-keys.sh', '--role', 'lab', '--older-than', '0', '--yes')
    await two().joinNetwork()
    expect({ code, outcomes: outcomes(devices) }, JSON.stringify(devices)).toEqual({
      code: 3,
      outcomes: { 'pi-one': 'rotated', 'pi-two': 'unreachable' }
    })
    expect(await keysOf(two())).toEqual(['ended used', 'valid used'])
    await whenHeardAfter(two(), new Date().toISOString())
  })

  test('has lost no line and no report by all this, and had none refused', async () => {
    for (const device of lab.devices) {
      await device.exec(['touch', '/run/enough'])
      const counted = await until(
        'it has counted',
        () =>
          device.exec(['cat', '/run/counted']).then(
            (text) => (text.trim() === '' ? notYet(text) : Number(text)),
            (error: Error) => notYet(error)
          ),
        { everyMs: 200 }
      )
      await until(`all ${counted} lines of ${device.id} are stored`, async () => {
        const { logs } = await askAsAdmin<{ readonly logs: readonly { readonly message: string }[] }>(
          lab.collector,
          `/api/clients/logs?clientId=${device.id}&q=counted&order=oldest&limit=1000`
        )
        const numbers = logs.flatMap(({ message }) => /^counted (\d+)$/.exec(message)?.[1] ?? []).map(Number)
        return (
          (numbers.length === counted && numbers.every((number, index) => number === index + 1)) ||
          notYet(`${numbers.length}: ${numbers.join(' ')}`)
        )
      }, { withinMs: 180_000, everyMs: 1000 })
    }
    const { origin, adminToken } = lab.collector
    const metrics = async (path: string): Promise<string> =>
      (await fetch(new URL(path, origin), { headers: { authorization: `Bearer ${adminToken}` } })).text()
    const refused = [...(await metrics('/metrics')).matchAll(/^mimamori_collector_messages_refused_total\{code="(CLIENT_\w+)"\} (\d+)$/gm)]
    expect(refused.length).toBeGreaterThan(3)
    expect(refused.filter(([, , count]) => count !== '0').map(([line]) => line)).toEqual([])
    expect(
      [...(await metrics('/metrics/inventory')).matchAll(/^mimamori_device_dropped_items_total\{.*\} (?!0$).*$/gm)].map(([line]) => line)
    ).toEqual([])
  })

  test('retire-device.sh stops the agent, retires the device and removes its key from it, and changes nothing the second time', async () => {
    const {
      code,
      devices: [device]
    } = await server.result('retire-device.sh', 'pi-one', '--yes')
    expect({ code, outcome: device?.outcome, marks: marks(device!) }, JSON.stringify(device)).toEqual({
      code: 0,
      outcome: 'retired',
      marks: { identity: 'found', network: 'found', device: 'found', agent: 'done', registry: 'done', key: 'done', inventory: 'found' }
    })
    expect((await registered(one())).state).toBe('retired')
    expect(
      await one().exec([
        'sh',
        '-c',
        'systemctl is-active mimamori-agent; systemctl is-enabled mimamori-agent; grep -c CLIENT_KEY /etc/mimamori/agent.conf || true'
      ])
    ).toBe('inactive\ndisabled\n0\n')
    const again = await server.result('retire-device.sh', 'pi-one')
    expect([again.code, outcomes(again.devices)]).toEqual([0, { 'pi-one': 'unchanged' }])
  })

  test('names in the audit log the account of who typed the scripts', async () => {
    const { entries } = await askAsAdmin<AuditList>(lab.collector, '/api/audit?device=pi-one&limit=200')
    for (const wanted of ['rotateDeviceKey', 'endOldKeys', 'retireDevice']) {
      expect(entries.find(({ action }) => action === wanted)?.actor).toMatchObject({
        name: 'enrollments',
        role: 'enroll',
        onBehalfOf: callingAccount()
      })
    }
  })

  test('retires a device that is unplugged, says what is left on it, and does the rest when it is back', async () => {
    await two().cutNetwork()
    const { code, devices: [device] } = await server.result('retire-device.sh', 'pi-two', '--yes')
    await two().joinNetwork()
    expect({ code, outcome: device?.outcome, marks: marks(device!) }, JSON.stringify(device)).toEqual({
      code: 3,
      outcome: 'unreachable',
      marks: { identity: 'found', network: 'unreachable', registry: 'done', inventory: 'found' }
    })
    expect(device?.steps.find(({ step }) => step === 'network')?.detail).toContain('Its agent and its key are left on it')
    // The lab binds the bundle, where a device has a file.
    await two().exec(['umount', '--lazy', agentUnit().bundlePath])
    const again = await server.result('retire-device.sh', 'pi-two', '--delete-agent', '--yes')
    expect({ code: again.code, marks: marks(again.devices[0]!) }, JSON.stringify(again.devices)).toEqual({
      code: 0,
      marks: { identity: 'found', network: 'found', device: 'found', agent: 'done', registry: 'found', key: 'done', inventory: 'found' }
    })
    expect(
      await two().exec([
        'sh',
        '-c',
        'ls /etc/mimamori/agent.key /etc/mimamori/agent.conf /etc/systemd/system/mimamori-agent.service 2> /dev/null; systemctl is-active mimamori-agent || true'
      ])
    ).toBe('inactive\n')
  })

  test('stops the script of a 32-bit system, too, and removes its key', async () => {
    for (const unit of ['mimamori-report.service', 'mimamori-report.timer']) {
      await writeOn(two(), `/etc/systemd/system/${unit}`, readFileSync(join(checkout, 'agent/plain', unit), 'utf8'))
    }
    await writeOn(two(), '/etc/mimamori/agent.conf', 'CLIENT_ID=pi-two\nCLIENT_KEY=mmk_of-the-script\n')
    await two().exec(['systemctl', 'daemon-reload'])
    await two().exec(['systemctl', 'enable', '--now', 'mimamori-report.timer'])
    const { code, devices: [device] } = await server.result('retire-device.sh', 'pi-two', '--yes')
    expect({ code, marks: marks(device!) }, JSON.stringify(device)).toEqual({
      code: 0,
      marks: { identity: 'found', network: 'found', device: 'found', agent: 'done', registry: 'found', key: 'done', inventory: 'found' }
    })
    expect(
      await two().exec([
        'sh',
        '-c',
        'systemctl is-active mimamori-report.timer; systemctl is-enabled mimamori-report.timer; cat /etc/mimamori/agent.conf'
      ])
    ).toBe('inactive\ndisabled\nCLIENT_ID=pi-two\n')
  })

  test('refuses a name that is not known, with the one that was meant', async () => {
    const { code, stderr } = await server.run('retire-device.sh', 'pi-tow', '--yes')
    expect([code, stderr]).toEqual([2, 'mimamori-devices: No device is enrolled as pi-tow. Did you mean pi-two?\n'])
  })
})
