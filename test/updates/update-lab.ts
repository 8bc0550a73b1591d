import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunResult } from '../../ansible/runner/src/state/run-result.ts'
import { installDemo } from '../ansible/release-lab.ts'
import { createMirror, type ReleaseFiles } from '../ansible/release-mirror.ts'
import type { Device } from '../lab/device.ts'
import { checkout } from '../lab/node-binary.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { startWatchedLab, type WatchedLab } from '../lab/watched-lab.ts'
import { endScripts, runScript, startScript, writeSettings, type Ended, type Started } from '../scripts/admin-computer.ts'
import { startSshServer, type SshServer } from '../scripts/ssh-server.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { layOutServer, type ServerFiles } from './server-files.ts'

/** A fleet of lab devices with a demo service, the server that updates it, and an administrator's computer. */
export interface UpdateLab extends ServerFiles {
  /** The full revision of each tag in the mirror. */
  readonly revisions: Readonly<Record<string, string>>
  /** The one that answers now. */
  collector (): CollectorProcess
  stopCollector (): Promise<void>
  /** On the same address and data. */
  startCollectorAgain (): Promise<void>
  device (id: string): Device
  /** scripts/update-all-clients.sh on the server itself, and from the administrator's computer over SSH. */
  start (...words: readonly string[]): Started
  run (...words: readonly string[]): Promise<Ended>
  startOverSsh (...words: readonly string[]): Started
  runOverSsh (...words: readonly string[]): Promise<Ended>
  /** With --yes --json: its exit code and the result that it printed. @throws with what it said instead */
  update (...words: readonly string[]): Promise<{ readonly code: number | null, readonly result: RunResult }>
  /** Waits until the device has reported, after what has happened so far, and is fresh. */
  untilReporting (id: string): Promise<void>
  end (): Promise<void>
}

export interface UpdateLabOptions {
  readonly ids: readonly string[]
  /** What the mirror has, by tag. */
  readonly releases: Readonly<Record<string, ReleaseFiles>>
}

const script = join(checkout, 'scripts/update-all-clients.sh')
/** Devices are late after three of them. */
const intervalSeconds = 5

const startServer = async (watched: WatchedLab, { releases }: UpdateLabOptions): Promise<UpdateLab> => {
  const directory = (name: string): string => join(watched.directory, name)
  const repository = directory('demo.git')
  const revisions = await createMirror(repository, releases)
  await Promise.all(watched.devices.map(installDemo))
  const files = await layOutServer({
    lab: watched,
    repository,
    collectorUrl: watched.collector.origin.origin,
    tokenFile: join(watched.collector.dataDirectory, 'tokens/update')
  })
  await mkdir(directory('admin'))
  const sshd: SshServer = await startSshServer({
    directory: directory('admin'),
    path: process.env['PATH'] ?? '/usr/bin:/bin',
    environment: files.environment
  })
  writeSettings(files.environment['HOME']!, `LOG_DIRECTORY=${directory('server-logs')}\n`)
  writeSettings(
    directory('admin'),
    `SERVER=pi-server\nSERVER_DIRECTORY=${checkout}\nRUN_AS=\nSSH_CONFIG=${sshd.clientConfig}\nLOG_DIRECTORY=${directory('admin/logs')}\n`
  )

  let collector: CollectorProcess = watched.collector
  const here = (words: readonly string[]) => ({
    bash: '/bin/bash',
    script,
    arguments: words,
    home: files.environment['HOME']!,
    environment: files.environment
  })
  const there = (words: readonly string[]) => ({ bash: '/bin/bash', script, arguments: words, home: directory('admin') })
  return {
    ...files,
    revisions,
    collector: () => collector,
    stopCollector: () => collector.stop(),
    async startCollectorAgain () {
      const { origin, dataDirectory, adminToken } = watched.collector
      collector = await startCollector({
        dataDirectory, adminToken,
        listen: { host: origin.hostname, port: Number(origin.port) },
        env: { MIMAMORI_ALLOW_HTTP: 'yes', MIMAMORI_REPORT_INTERVAL_SECONDS: String(intervalSeconds) }
      })
    },
    device: (id) => watched.devices.find((one) => one.id === id)!,
    start: (...words) => startScript(here(words)),
    run: (...words) => runScript(here(words)),
    startOverSsh: (...words) => startScript(there(words)),
    runOverSsh: (...words) => runScript(there(words)),
    async update (...words) {
      const { code, stdout, stderr } = await runScript(here(['--yes', '--json', ...words]))
      if (!stdout.startsWith('{')) throw new Error(`expected a result from ${words.join(' ')}, got exit code ${code}: ${stderr}`)
      return { code, result: JSON.parse(stdout) as RunResult }
    },
    untilReporting: async (id) => {
      const since = Date.now()
      await until(`${id} reports again`, async () => {
        const { clients } = await askAsAdmin<{
          readonly clients: readonly { readonly clientId: string, readonly freshness: string, readonly lastSeen: string | null }[]
        }>(collector, '/api/clients/status')
        const found = clients.find(({ clientId }) => clientId === id)
        return (found?.freshness === 'fresh' && Date.parse(found.lastSeen ?? '') > since) || notYet(found)
      }, { withinMs: 150_000, everyMs: 200 })
    },
    async end () {
      endScripts()
      await sshd.stop()
      await collector.stop()
      await watched.end()
    }
  }
}

/** Boots the devices, all enrolled and reporting, and lays out the server with a mirror of these releases. */
export const startUpdateLab = async (options: UpdateLabOptions): Promise<UpdateLab> => {
  const watched = await startWatchedLab({ ids: options.ids, intervalSeconds })
  try {
    return await startServer(watched, options)
  } catch (error) {
    await watched.end()
    throw error
  }
}
