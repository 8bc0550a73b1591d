import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunRequestList } from '@mimamori/contract'
import { packagedServer } from '@mimamori/program/packaged-server'
import { writeSettings } from '../scripts/admin-computer.ts'
import { guideStep } from './guide-step.ts'
import { writeOn } from './install-agent.ts'
import { describeInLab } from './lab-here.ts'
import { startLab, type Lab } from './lab.ts'
import { checkout } from './node-binary.ts'
import { notYet, until } from '../../collector/test/until.ts'

const there = '/opt/mimamori/server'
/** Debian's, as installed: a device has no network to install them by. */
const packages = [
  '/usr/bin/prometheus',
  '/usr/bin/prometheus-alertmanager',
  '/usr/bin/amtool',
  '/usr/share/prometheus',
  '/usr/bin/ansible-inventory',
  '/usr/bin/ansible-playbook',
  '/usr/bin/restic',
  '/usr/lib/python3/dist-packages'
]
/** Runs a command of sato's on a pseudo-terminal, and gives what it shows: the first argument, and the password that it asks for. */
const answeringTerminal = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0: os.execvp('su', ['su', '--login', 'sato', '--command', sys.argv[1]])
shown, answered = b'', 0
while True:
    try: piece = os.read(terminal, 4096)
    except OSError: break
    if not piece: break
    shown += piece
    for prompt, answer in ((b'Password of the backups: ', sys.argv[2]), (b'[y/N] ', 'y')):
        if shown[answered:].endswith(prompt):
            answered = len(shown)
            os.write(terminal, answer.encode() + b'\\r')
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`
const services = ['mimamori-collector', 'mimamori-agent', 'mimamori-alertmanager', 'mimamori-prometheus']
const pollTimeout = { withinMs: 300_000, everyMs: 1000 }

describeInLab('npm run install-server on a Debian 13', () => {
  let lab: Lab
  let keyUnderStart: string
  let home: string
  beforeAll(async () => {
    lab = await startLab({ ids: ['pi-server'], binds: { [there]: checkout, ...Object.fromEntries(packages.map((path) => [path, path])) } })
    // A checkout of the device's own: what npm start has kept here, and the inventory here, are none of its.
    await server(
      'sh',
      '-ec',
      `mkdir /run/own && mount -t tmpfs tmpfs /run/own && mkdir /run/own/upper /run/own/work && mount -t overlay overlay -o lowerdir=${there},upperdir=/run/own/upper,workdir=/run/own/work ${there} && rm -rf ${there}/var ${there}/ansible/inventory && mkdir ${there}/var`
    )
    await server(
      'systemd-run',
      '--quiet',
      '--unit=npm-start',
      '--setenv=MIMAMORI_ALERTS=no',
      `--working-directory=${there}`,
      `${there}/node_modules/.bin/node`,
      `${there}/scripts/start.ts`
    )
    await until(
      'npm start has made the server a device',
      async () =>
        (await server('sh', '-c', `cat ${there}/var/agent/state.json 2>&1 || true`)).includes('{') ||
        notYet(await server('journalctl', '--unit=npm-start', '--lines=5')),
      pollTimeout
    )
    keyUnderStart = await server('cat', `${there}/var/agent/key`)
    await server('systemctl', 'stop', 'npm-start')
    // npm is the administrator's to install; what it runs is the script of package.json.
    await writeOn(
      lab.devices[0]!,
      '/usr/local/bin/npm',
      '#!/bin/sh\nset -e\nscript=$(python3 -c \'import json, sys; print(json.load(open("package.json"))["scripts"][sys.argv[1]])\' "$2")\nshift 2\n[ "$1" != -- ] || shift\neval "$script \\"\\$@\\""\n'
    )
    await server(
      'sh',
      '-ec',
      `chmod 755 /usr/local/bin/npm; ln -s ${there}/node_modules/.bin/node /usr/local/bin/node; useradd --create-home --shell /bin/sh sato; install -d -o sato /home/sato/.ssh; install -o sato -m 600 /root/.ssh/authorized_keys /home/sato/.ssh/`
    )
    await allowSudo()
    home = join(lab.directory, 'computer')
    mkdirSync(home)
    symlinkSync(checkout, join(home, 'mimamori'))
    writeSettings(home, `SSH_CONFIG=${join(home, 'ssh_config')}\n`)
  })
  afterAll(() => lab?.end())

  const server = (...argv: readonly string[]): Promise<string> => lab.devices[0]!.exec(argv, { timeoutMs: 600_000 })
  const installServer = (...args: readonly string[]): Promise<string> =>
    server(`${there}/node_modules/.bin/node`, `${there}/scripts/install-server.ts`, ...args)
  const allowSudo = (): Promise<string> => server('sh', '-c', 'echo "sato ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/sato')
  /** Where the last `cd` has led sato's terminal on the server. */
  let directory = '/home/sato'
  /** As sato types it there, who may use sudo. */
  const typedOnServer = (ofGuide: readonly string[]): Promise<string> => {
    // The guides name the paths of the package.
    const commands = ofGuide.map((line) => line.replaceAll(packagedServer, there))
    const from = directory
    directory = commands.findLast((line) => line.startsWith('cd '))?.slice('cd '.length) ?? directory
    return server('su', '--login', 'sato', '--command', ['set -e', `cd ${from}`, ...commands].join('; '))
  }
  /** The same with a terminal, on which sato types the password of the backups and yes where it asks. */
  const typedOnTerminal = (commands: readonly string[], password: string): Promise<string> =>
    server('python3', '-c', answeringTerminal, ['set -e', ...commands].join('; '), password)
  /** As sato types it on their own computer, where the checkout is ~/mimamori. */
  const typedOnComputer = async (commands: readonly string[]): Promise<{ readonly code: number | null, readonly output: string }> => {
    const {
      status: code,
      stdout,
      stderr
    } = spawnSync('bash', ['-c', commands.join('\n')], {
      cwd: home,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8' }
    })
    return { code, output: stdout + stderr }
  }
  const get = (url: string): Promise<string> =>
    server('python3', '-c', 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())', url)
  const untilServerReports = (): Promise<unknown> => until('the server reports', async () => {
    const found = await server('mimamori', 'devices', 'list', '--json')
    const devices = JSON.parse(found) as readonly { readonly clientId: string, readonly freshness: string }[]
    return (devices.length === 1 && devices[0]!.clientId === 'pi-server' && devices[0]!.freshness === 'fresh') || notYet(found)
  }, pollTimeout)
  const processes = async (): Promise<readonly string[]> =>
    (await server('systemctl', 'show', '--property=MainPID', '--value', ...services)).trim().split(/\n+/)

  test('lists what it would do, and does none of it', async () => {
    const planned = await typedOnServer(guideStep('collector-setup', 1).commands)
    for (const step of ['Start mimamori-prometheus', 'Add sato to the group mimamori-admins, from the next login on']) {
      expect(planned).toContain(`- ${step}\n`)
    }
    expect(await server('sh', '-c', 'ls /etc/systemd/system /etc/mimamori /etc/sudoers.d 2> /dev/null || true')).not.toContain('mimamori')
  })

  test('sets up the services, each of which does its work as a user of its own', async () => {
    expect(await typedOnServer(guideStep('collector-setup', 2).commands)).toContain('sudo mimamori login')
    expect(
      (await server('systemctl', 'show', '--property=ActiveState,User,UnitFileState', '--value', ...services)).trim().split(/\n+/).sort()
    ).toEqual(services.flatMap((service) => ['active', service, 'enabled']).sort())
    expect(await typedOnServer(guideStep('collector-setup', 3).commands)).toContain('/admin/login#')
    expect(await get('http://127.0.0.1:9190/api/v1/rules')).toContain('"name":"DeviceSilent"')
    expect(await get('http://127.0.0.1:9293/api/v2/status')).toContain('name: collector')
  })

  test('lets each reach the others: Prometheus scrapes and sends alerts, Alertmanager brings them to the collector, which writes its configuration', async () => {
    await until(
      'Prometheus scrapes the collector',
      async () => {
        const found = await get('http://127.0.0.1:9190/api/v1/query?query=up')
        return found.match(/"job":"mimamori-[a-z]+"},"value":\[[\d.]+,"1"\]/g)?.length === 2 || notYet(found)
      },
      pollTimeout
    )
    await until(
      'Prometheus has sent Watchdog to Alertmanager',
      async () => {
        const found = await get('http://127.0.0.1:9293/api/v2/alerts')
        return found.includes('Watchdog') || notYet(found)
      },
      pollTimeout
    )
    await server('amtool', '--alertmanager.url=http://127.0.0.1:9293', 'alert', 'add', 'TooHot', 'device=pi-kiosk-03', 'severity=warning')
    await until(
      'Alertmanager has brought an alert to the collector',
      async () => {
        const found = await server('mimamori', 'alerts', 'list')
        return found.includes('TooHot') || notYet(found)
      },
      pollTimeout
    )
    await server('sh', '-c', 'echo http://127.0.0.1:9/ | mimamori receivers add chat --type webhook --url-file -')
    expect(await get('http://127.0.0.1:9293/api/v2/status')).toContain('chat/test')
  })

  test('goes on with the fleet of npm start, in which the server is a device that reports with the key that it had', async () => {
    expect(await server('cat', '/etc/mimamori/agent.key')).toBe(keyUnderStart)
    await untilServerReports()
    expect(await server('stat', '--format=%a %U %G', '/etc/mimamori/agent.key')).toBe('640 root mimamori-agent\n')
    expect(await server('journalctl', '--unit=mimamori-agent', '--output=cat')).not.toMatch(/"level":"(?:error|warn)"/)
  })

  test('shows tokens and secrets to nobody but their reader', async () => {
    const modes = await server(
      'sh',
      '-c',
      'cd /var/lib/mimamori-collector && stat -c "%a %U %G %n" tokens/* alertmanager alertmanager/alertmanager.yml alertmanager/generation-*/chat-url | sed "s/generation-[^/]*/generation/" | sort -k4'
    )
    expect(modes.trim().split('\n')).toEqual([
      '750 mimamori-collector mimamori-alertmanager alertmanager',
      '640 mimamori-collector mimamori-alertmanager alertmanager/alertmanager.yml',
      '640 mimamori-collector mimamori-alertmanager alertmanager/generation/chat-url',
      '640 mimamori-collector mimamori-alertmanager tokens/alertmanager',
      '640 mimamori-collector mimamori-prometheus tokens/prometheus',
      '600 mimamori-collector mimamori-collector tokens/update'
    ])
    const ofUpdates = await server(
      'sh',
      '-c',
      'cd / && stat -c "%a %U %G %n" etc/mimamori/*-token etc/mimamori/known_hosts etc/sudoers.d/mimamori var/lib/mimamori var/lib/mimamori/.ssh var/lib/mimamori/.ssh/* var/lib/mimamori/updates srv/mimamori/releases'
    )
    expect(ofUpdates.trim().split('\n')).toEqual([
      '600 mimamori mimamori etc/mimamori/enroll-token',
      '600 mimamori mimamori etc/mimamori/update-token',
      '644 mimamori mimamori etc/mimamori/known_hosts',
      '440 root root etc/sudoers.d/mimamori',
      '750 mimamori mimamori var/lib/mimamori',
      '700 mimamori mimamori var/lib/mimamori/.ssh',
      '600 mimamori mimamori var/lib/mimamori/.ssh/mimamori_ed25519',
      '644 mimamori mimamori var/lib/mimamori/.ssh/mimamori_ed25519.pub',
      '750 mimamori mimamori var/lib/mimamori/updates',
      '750 mimamori mimamori srv/mimamori/releases'
    ])
  })

  test('lets who has called sudo start updates and add devices from their own computer, and nothing else as the user mimamori', async () => {
    // All else that sato may do would hide it.
    await server('rm', '/etc/sudoers.d/sato')
    const {
      shown: [entry]
    } = guideStep('ssh-setup', 4)
    writeFileSync(
      join(home, 'ssh_config'),
      `${entry!.replace('192.168.10.2', lab.devices[0]!.address)}  IdentityFile ${lab.keyFile}\n  UserKnownHostsFile /dev/null\n  StrictHostKeyChecking no\n  LogLevel ERROR\n`
    )
    expect(
      await typedOnComputer(guideStep('ssh-setup', 5).commands.map((line) => line.replace('ssh ', `ssh -F ${home}/ssh_config `)))
    ).toEqual({ code: 0, output: 'pi-server\n' })
    const status = guideStep('ssh-setup', 6)
    const [settings = '', answer] = status.shown
    writeSettings(home, `${settings}SSH_CONFIG=${join(home, 'ssh_config')}\n`)
    expect(await typedOnComputer(status.commands)).toEqual({ code: 0, output: answer })
    const [, look = ''] = guideStep('adding-a-device', 4).commands
    const emptyAddress = lab.address.replace(/\d+$/, '250')
    // With the inventory, the tokens and the key of the server, it comes as far as the device.
    expect((await typedOnComputer(['cd ~/mimamori', look.replace('192.168.10.33', emptyAddress)])).output).toContain(
      `pi-kiosk-03 (${emptyAddress}): `
    )
    const refused = await typedOnComputer([
      `ssh -F ${home}/ssh_config pi-server sudo --non-interactive --user mimamori cat /var/lib/mimamori/.ssh/mimamori_ed25519`
    ])
    expect(refused).toEqual({ code: 1, output: 'sudo: a password is required\n' })
    await allowSudo()
  })

  test('gives updates an inventory that reads the collector, by the steps of the guide', async () => {
    expect(await typedOnServer(guideStep('ansible-setup', 1).commands)).toMatch(/--@server:\n\s*\| {2}\|--pi-server\n/)
    expect(await typedOnServer(guideStep('ansible-setup', 5).commands)).toContain('The inventory and the collector agree')
    expect(await typedOnServer(guideStep('when-a-device-fails', 6).commands)).toContain('mimamori-catch-up.timer')
  })

  test('starts the service for requests of the page once its setting allows some', async () => {
    for (const step of [1, 2]) await typedOnServer(guideStep('starting-updates-from-the-page', step).commands)
    await until('it waits for requests', async () => {
      const found = await server('journalctl', '--unit=mimamori-requests', '--output=cat')
      return found.includes('Waiting for requests from') || notYet(found)
    }, pollTimeout)
    // New keys, too, as far as a device that has not let the server in.
    await server('sh', '-c', 'echo MIMAMORI_UPDATE_REQUESTS=rotate-keys > /etc/mimamori/update.conf; systemctl restart mimamori-requests')
    const ask = (body = ''): Promise<string> =>
      server(
        'sh',
        '-c',
        `curl -s -H "authorization: Bearer $(cat /var/lib/mimamori-collector/admin-token)" -H 'content-type: application/json' http://127.0.0.1:8080/api/run-requests ${body}`
      )
    await until('it takes requests for new keys', async () => {
      const found = await ask()
      return (JSON.parse(found) as RunRequestList).actions.includes('rotate-keys') || notYet(found)
    }, pollTimeout)
    await server('mimamori', 'devices', 'enroll', 'pi-line-09', '--address', lab.devices[0]!.address)
    await ask('-d \'{"action":"rotate-keys","devices":["pi-line-09"]}\'')
    const { message } = await until('an answer', async () => {
      const [found] = (JSON.parse(await ask()) as RunRequestList).requests
      return found?.state === 'refused' ? found : notYet(found)
    }, pollTimeout)
    expect(message).toContain(`ssh to ${lab.devices[0]!.address} failed: Host key verification failed`)
    await server('mimamori', 'devices', 'delete', 'pi-line-09')
    await server('rm', '/etc/mimamori/update.conf')
    expect(await installServer()).toContain('Stop mimamori-requests')
  })

  test('has its devices, receivers and rights again from a backup, by the steps of the guide', async () => {
    const amtool = ['amtool', '--alertmanager.url=http://127.0.0.1:9293', 'silence']
    await server('mkdir', '--parents', '/media/usb')
    const silence = (await server(...amtool, 'add', '--author=sato', '--comment=fan', 'alertname=TooHot')).trim()
    // Alertmanager writes its silences every 15 minutes, and when it stops.
    await server('systemctl', 'restart', 'mimamori-alertmanager')
    const [setUp = '', ...backUp] = guideStep('backup-and-upgrade', 1).commands
    const password = /^ *([a-z2-9]{4}(?:-[a-z2-9]{4}){5})$/m.exec(await typedOnServer([setUp]))?.[1]
    expect(password).toBeDefined()
    expect(await typedOnServer(backUp)).toContain('can be restored')
    await server(...amtool, 'expire', silence)
    await server('sh', '-c', 'mimamori receivers remove chat; rm -r /var/lib/mimamori/.ssh; echo new > /etc/mimamori/agent.key')
    expect(await typedOnTerminal(guideStep('backup-and-upgrade', 3).commands, password!)).toContain('pi-server')
    expect(await server('mimamori', 'receivers', 'list')).toContain('chat')
    expect(await server(...amtool, 'query', '--quiet')).toBe(`${silence}\n`)
    expect(await server('stat', '--format=%a %U', '/var/lib/mimamori/.ssh/mimamori_ed25519')).toBe('600 mimamori\n')
    await untilServerReports()
  })

  test('changes nothing the second time', async () => {
    const before = await processes()
    expect(await installServer()).toMatch(/^Everything is as it should be; nothing to do\.\n/)
    expect(await processes()).toEqual(before)
  })

  test('each comes back after kill -9', async () => {
    const before = await processes()
    await server('systemctl', 'kill', '--signal=KILL', ...services)
    await until('all run again, and answer', async () => {
      const now = await processes()
      if (now.some((pid, index) => pid === '0' || pid === before[index])) return notYet(now)
      return Promise.all(['8080/healthz', '9293/-/ready', '9190/-/ready'].map((address) => get(`http://127.0.0.1:${address}`))).then(
        () => true,
        (error: Error) => notYet(error)
      )
    }, pollTimeout)
  })

  test('takes a change of the settings up, and the services away again, but not what they have stored', async () => {
    await server('sh', '-c', 'echo MIMAMORI_ALERTS=no >> /etc/mimamori/collector.conf')
    expect(await installServer()).toContain('Stop and remove mimamori-prometheus')
    const removed = await installServer('--remove')
    for (const kept of ['/var/lib/mimamori-collector', '/var/lib/mimamori', '/etc/mimamori/update-token', `${there}/ansible/inventory`]) {
      expect(removed).toMatch(new RegExp(`sudo rm -r .*${kept}( |$)`, 'm'))
    }
    expect(
      await server('sh', '-c', 'ls /etc/systemd/system /etc/systemd/system/* /etc/sysusers.d /etc/tmpfiles.d /etc/sudoers.d /usr/local/bin')
    ).not.toMatch(/mimamori-|mimamori$|prometheus/m)
    expect(await server('sh', '-c', 'ls /var/lib/mimamori-collector /var/lib/mimamori-prometheus/data')).toMatch(/mimamori\.db[^]*wal/)
    expect(await installServer('--remove')).toContain('nothing to do')
  })
})
