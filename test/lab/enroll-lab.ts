import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeviceView } from '@mimamori/contract'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { architectures } from '../../scripts/publish-agent/architecture.ts'
import { installerFiles } from '../../scripts/publish-agent/installer-files.ts'
import { publishAgent } from '../../scripts/publish-agent/publish-agent.ts'
import { agentRelease } from '../../scripts/publish-agent/release-files.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { endScripts, writeSettings, type Started } from '../scripts/admin-computer.ts'
import { startSshServer } from '../scripts/ssh-server.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import type { Device } from './device.ts'
import { setUpLabServer, type ScriptResult } from './lab-server.ts'
import { startLab } from './lab.ts'
import { checkout } from './node-binary.ts'
import { createSshKey } from './ssh.ts'

/** A device without anything of ours, as it is after its card was written, and the server and the computer from which it is added. */
export interface EnrollLab {
  readonly device: Device
  /** An address of the lab's network at which nothing is. */
  readonly emptyAddress: string
  readonly knownHosts: string
  /** Publishes another agent on the server, and gives its revision. */
  publishNewer (): Promise<string>
  /** scripts/enroll-device.sh on the server itself. */
  start (...words: readonly string[]): Started
  /** With --json: its exit code and what it printed. */
  result (...words: readonly string[]): Promise<ScriptResult>
  /** The same script from the administrator's computer, on a terminal at which somebody answers. */
  runOnTerminal (
    answers: readonly Answer[], ...words: readonly string[]
  ): Promise<{ readonly code: number | null, readonly output: string }>
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

const script = 'enroll-device.sh'

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
    const [admin, knownHosts] = [place('admin'), place('known_hosts')]
    for (const directory of [admin, place('key')]) await mkdir(directory)
    const release = await agentRelease(checkout)
    const publish = async (files: Readonly<Record<string, string>>): Promise<string> =>
      (
        await publishAgent({
          checkout,
          directory: place('agent'),
          release: { ...release, files },
          installerFiles: installerFiles(checkout),
          onEvent: () => {},
          architectures: architectures.filter(({ npm }) => npm === process.arch),
          gzipLevel: 0
        })
      ).revision
    await publish(release.files)
    const { environment, ...server } = await setUpLabServer({
      directory: lab.directory,
      collector: running,
      clientVariables: {
        ansible_user: 'mimamori',
        ansible_ssh_private_key_file: (await createSshKey(place('key'))).privateKeyFile,
        ansible_ssh_common_args: `-F none -o UserKnownHostsFile=${knownHosts} -o StrictHostKeyChecking=yes`,
        agent_directory: place('agent'),
        agent_collector_url: running.origin.href,
        agent_settings: { FIRST_REPORT: 'now', INTERVAL_SECONDS: 5 },
        release_settle_seconds: 2
      }
    })
    const sshd = await startSshServer({ directory: admin, path: process.env['PATH'] ?? '/usr/bin:/bin', environment })
    stopSshd = () => sshd.stop()
    // The administrator's own record of the devices' host keys, not that of who runs the tests.
    await appendFile(
      sshd.clientConfig,
      `\nHost *\nUserKnownHostsFile ${join(admin, 'known_hosts_of_devices')}\nGlobalKnownHostsFile none\n`
    )
    writeSettings(admin, `SERVER=pi-server\nSERVER_DIRECTORY=${checkout}\nRUN_AS=\nSSH_CONFIG=${sshd.clientConfig}\n`)
    return {
      device: lab.devices[0]!,
      emptyAddress: lab.address.replace(/\d+$/, '250'),
      knownHosts,
      publishNewer: () => publish({ ...release.files, 'mimamori-agent.js': `${release.files['mimamori-agent.js']}\n// newer\n` }),
      start: (...words) => server.start(script, ...words),
      result: (...words) => server.result(script, ...words),
      async runOnTerminal (answers, ...words) {
        // script(1) gives it a terminal, and types what comes on its standard input.
        const child = spawn(
          'script',
          ['--quiet', '--return', '--command', [join(checkout, 'scripts', script), ...words].join(' '), '/dev/null'],
          { cwd: admin, env: { PATH: process.env['PATH'], HOME: admin, LANG: 'C.UTF-8' } }
        )
        const open = [...answers]
        let [output, seen] = ['', 0]
        child.stdout.setEncoding('utf8').on('data', (piece: string) => {
          output += piece
          const index = open.findIndex(({ to }) => to.test(output.slice(seen)))
          if (index === -1) return
          seen = output.length
          child.stdin.write(`${open.splice(index, 1)[0]!.with}\n`)
        })
        const [code] = (await once(child, 'close')) as [number | null]
        return { code, output }
      },
      async registered (id) {
        return (await askAsAdmin<{ readonly clients: readonly DeviceView[] }>(running, '/api/clients')).clients.find(
          (device) => device.id === id
        )
      },
      async move (id, address) {
        await askAsAdmin(running, `/api/clients/${id}`, { address }, 'PATCH')
      },
      end
    }
  } catch (error) {
    await end()
    throw error
  }
}
