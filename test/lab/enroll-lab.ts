import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeviceView } from '@mimamori/contract'
import type { DeviceResult } from '../../ansible/runner/src/devices/steps.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { architectures } from '../../scripts/publish-agent/architecture.ts'
import { installerFiles } from '../../scripts/publish-agent/installer-files.ts'
import { publishAgent } from '../../scripts/publish-agent/publish-agent.ts'
import { agentRelease } from '../../scripts/publish-agent/release-files.ts'
import { freePort } from '../free-port.ts'
import { endScripts, runScript, startScript, writeSettings, type Ended, type Started } from '../scripts/admin-computer.ts'
import { startSshServer } from '../scripts/ssh-server.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import type { Device } from './device.ts'
import { startLab } from './lab.ts'
import { checkout } from './node-binary.ts'
import { createSshKey } from './ssh.ts'

/** A device without anything of ours, as it is after its card was written, and the server and the computer from which it is added. */
export interface EnrollLab {
  readonly device: Device
  /** An address of the lab's network at which nothing is. */
  readonly emptyAddress: string
  readonly knownHosts: string
  /** scripts/enroll-device.sh on the server itself. */
  start (...words: readonly string[]): Started
  run (...words: readonly string[]): Promise<Ended>
  /** With --json: its exit code and what it printed. */
  result (...words: readonly string[]): Promise<{ readonly code: number | null, readonly devices: readonly DeviceResult[] }>
  /** The same script from the administrator's computer, on a terminal at which somebody answers. */
  runOnTerminal (answers: readonly Answer[], ...words: readonly string[]): Promise<{ readonly code: number | null, readonly output: string }>
  registered (id: string): Promise<DeviceView | undefined>
  /** Registers another address for a device. */
  move (id: string, address: string): Promise<void>
  end (): Promise<void>
}

export interface Answer {
  /** What is asked; each question is answered once. */
  readonly to: RegExp
  readonly with: string
}

const script = join(checkout, 'scripts/enroll-device.sh')

export const startEnrollLab = async (hostname: string): Promise<EnrollLab> => {
  const lab = await startLab({ ids: [hostname], binds: {} })
  const place = (name: string): string => join(lab.directory, name)
  let collector: CollectorProcess | undefined
  let stopSshd = async (): Promise<void> => {}
  const end = async (): Promise<void> => {
    endScripts()
    await stopSshd()
    await collector?.stop()
    await lab.end()
  }
  try {
    const running = collector = await startCollector({
      dataDirectory: place('collector'),
      adminToken: randomBytes(32).toString('base64url'),
      listen: { host: lab.address, port: await freePort(lab.address) },
      env: { MIMAMORI_ALLOW_HTTP: 'yes', MIMAMORI_REPORT_INTERVAL_SECONDS: '5' }
    })
    const [inventory, home, admin, knownHosts] = [place('inventory'), place('server-home'), place('admin'), place('known_hosts')]
    for (const directory of [join(inventory, 'group_vars'), home, admin, place('key')]) await mkdir(directory, { recursive: true })
    const { token } = await askAsAdmin<{ readonly token: string }>(running, '/api/tokens', { name: 'enrollments', role: 'enroll' })
    await writeFile(place('enroll-token'), `${token}\n`, { mode: 0o600 })
    const updateToken = join(running.dataDirectory, 'tokens/update')
    await publishAgent({ checkout, directory: place('agent'), release: await agentRelease(checkout), installerFiles: installerFiles(checkout), onEvent: () => {}, architectures: architectures.filter(({ npm }) => npm === process.arch) })
    // JSON is YAML.
    await writeFile(join(inventory, 'group_vars/clients.yml'), JSON.stringify({
      ansible_user: 'mimamori',
      ansible_ssh_private_key_file: (await createSshKey(place('key'))).privateKeyFile,
      ansible_ssh_common_args: `-F none -o UserKnownHostsFile=${knownHosts} -o StrictHostKeyChecking=yes`,
      agent_directory: place('agent'),
      agent_collector_url: running.origin.href,
      agent_settings: { FIRST_REPORT: 'now', INTERVAL_SECONDS: 5 },
      release_settle_seconds: 2
    }))
    await writeFile(join(inventory, 'fleet.mimamori.yml'), JSON.stringify({ plugin: 'mimamori.fleet.devices', url: running.origin.origin, token_file: updateToken }))
    await writeFile(place('update.conf'), [
      `MIMAMORI_UPDATE_DIR=${place('updates')}`, `MIMAMORI_UPDATE_INVENTORY=${inventory}`, `MIMAMORI_URL=${running.origin.origin}`,
      `MIMAMORI_UPDATE_TOKEN_FILE=${updateToken}`, `MIMAMORI_ENROLL_TOKEN_FILE=${place('enroll-token')}`, ''
    ].join('\n'))
    const environment = { HOME: home, LC_ALL: 'C.UTF-8', MIMAMORI_UPDATE_CONFIG: place('update.conf'), ANSIBLE_SSH_ARGS: '-o ControlMaster=auto -o ControlPersist=10s -o ServerAliveInterval=5 -o ServerAliveCountMax=3' }
    const sshd = await startSshServer({ directory: admin, path: process.env['PATH'] ?? '/usr/bin:/bin', environment })
    stopSshd = () => sshd.stop()
    writeSettings(home, '')
    writeSettings(admin, `SERVER=pi-server\nSERVER_DIRECTORY=${checkout}\nRUN_AS=\nSSH_CONFIG=${sshd.clientConfig}\n`)
    const here = (words: readonly string[]) => ({ bash: '/bin/bash', script, arguments: words, home, environment })
    return {
      device: lab.devices[0]!,
      emptyAddress: lab.address.replace(/\d+$/, '250'),
      knownHosts,
      start: (...words) => startScript(here(words)),
      run: (...words) => runScript(here(words)),
      async result (...words) {
        const { code, stdout, stderr } = await runScript(here([...words, '--json']))
        if (!stdout.startsWith('{')) throw new Error(`expected a result from ${words.join(' ')}, got exit code ${code}: ${stderr}`)
        return { code, devices: (JSON.parse(stdout) as { readonly devices: readonly DeviceResult[] }).devices }
      },
      async runOnTerminal (answers, ...words) {
        // script(1) gives it a terminal, and types what comes on its standard input.
        const child = spawn('script', ['--quiet', '--return', '--command', [script, ...words].join(' '), '/dev/null'], { cwd: admin, env: { PATH: process.env['PATH'], HOME: admin, LANG: 'C.UTF-8' } })
        const open = [...answers]
        let [output, seen] = ['', 0]
        child.stdout.setEncoding('utf8').on('data', (piece: string) => {
          output += piece
          const index = open.findIndex(({ to }) => to.test(output.slice(seen)))
          if (index === -1) return
          seen = output.length
          child.stdin.write(`${open.splice(index, 1)[0]!.with}\n`)
        })
        const [code] = await once(child, 'close') as [number | null]
        return { code, output }
      },
      async registered (id) { return (await askAsAdmin<{ readonly clients: readonly DeviceView[] }>(running, '/api/clients')).clients.find((device) => device.id === id) },
      async move (id, address) { await askAsAdmin(running, `/api/clients/${id}`, { address }, 'PATCH') },
      end
    }
  } catch (error) {
    await end()
    throw error
  }
}
