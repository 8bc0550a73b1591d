import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../collector/test/free-port.ts'
import { agentProgram } from './agent-program.ts'
import { cpuSeconds, memoryOf, type Memory } from './process-cost.ts'
import { startServer, type ServerProcess } from './server-process.ts'
import { median } from './statistics.ts'
import { megabytes, milliseconds, type Section } from './table.ts'

/** Both collect these and nothing else: what they share on a machine without a Pi's hardware. */
const sharedCollectors = [
  'arp',
  'conntrack',
  'cpu',
  'cpufreq',
  'diskstats',
  'entropy',
  'filefd',
  'filesystem',
  'loadavg',
  'meminfo',
  'netclass',
  'netdev',
  'netstat',
  'os',
  'pressure',
  'schedstat',
  'selinux',
  'sockstat',
  'softnet',
  'stat',
  'time',
  'timex',
  'udp_queues',
  'uname',
  'vmstat'
]

const startAgent = async (directory: string): Promise<ServerProcess> => {
  const { bundle, nodeFlags, env } = agentProgram()
  const port = await freePort('127.0.0.1')
  const config = join(directory, 'agent.conf')
  const others = ['bonding', 'dmi', 'hwmon', 'nvme', 'powersupplyclass', 'thermal_zone', 'watchdog', 'textfile']
  await writeFile(
    config,
    [
      'PUSH=no',
      `LISTEN=127.0.0.1:${port}`,
      `COLLECTORS=${[...sharedCollectors, ...others.map((name) => `-${name}`)].join(',')}`,
      `STATE_FILE=${join(directory, 'state.json')}`,
      ''
    ].join('\n')
  )
  return startServer({
    argv: [process.execPath, ...nodeFlags, bundle, 'run', '--config', config],
    env, origin: `http://127.0.0.1:${port}`, readyPath: '/metrics', logFile: join(directory, 'agent.log')
  })
}

const startNodeExporter = async (directory: string): Promise<ServerProcess> => {
  const port = await freePort('127.0.0.1')
  return startServer({
    argv: [
      'prometheus-node-exporter',
      '--collector.disable-defaults',
      '--web.disable-exporter-metrics',
      `--web.listen-address=127.0.0.1:${port}`,
      ...sharedCollectors.map((name) => `--collector.${name}`)
    ],
    origin: `http://127.0.0.1:${port}`,
    readyPath: '/metrics',
    logFile: join(directory, 'node-exporter.log')
  })
}

const collectOnce = async ({ origin }: ServerProcess): Promise<string> =>
  (await fetch(`${origin}/metrics`, { signal: AbortSignal.timeout(20_000) })).text()

const collectMany = async (server: ServerProcess, times: number): Promise<void> => {
  for (let done = 0; done < times; done++) await collectOnce(server)
}

/** Median over rounds of the CPU seconds that one collection costs. */
const cpuOfCollection = async (server: ServerProcess, rounds: number, each: number): Promise<number> => {
  const costs: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = cpuSeconds(server.pid)
    await collectMany(server, each)
    costs.push((cpuSeconds(server.pid) - before) / each)
  }
  return median(costs)
}

const calmMemory = async (server: ServerProcess, collections: number, everyMs: number): Promise<Memory> => {
  for (let done = 0; done < collections; done++) {
    await collectOnce(server)
    await delay(everyMs)
  }
  return memoryOf(server.pid)
}

const countSeries = (text: string): number => text.match(/^[^#\n]/gm)?.length ?? 0

/** The agent as its unit starts it beside Debian's node_exporter, both asked for the same collectors over HTTP. */
export const exporterSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const servers: ServerProcess[] = []
  try {
    const agent = await startAgent(directory)
    servers.push(agent)
    const peer = await startNodeExporter(directory)
    servers.push(peer)
    say('memory at one collection a second …')
    const [ourMemory, peerMemory] = await Promise.all([calmMemory(agent, 60, 1000), calmMemory(peer, 60, 1000)])
    say('CPU for a collection …')
    const [ourCpu, peerCpu] = [await cpuOfCollection(agent, 5, 60), await cpuOfCollection(peer, 5, 60)]
    const [ourSeries, peerSeries] = [countSeries(await collectOnce(agent)), countSeries(await collectOnce(peer))]
    say('growth over 2,000 collections …')
    const growth: number[] = []
    for (const server of [agent, peer]) {
      await collectMany(server, 1000)
      const first = memoryOf(server.pid).anonymousBytes
      await collectMany(server, 1000)
      growth.push(memoryOf(server.pid).anonymousBytes - first)
    }
    const [ourGrowth = 0, peerGrowth = 0] = growth
    return {
      title: 'The agent beside node_exporter',
      method:
        `The bundled agent with its unit’s flags, and node_exporter, with the same ${sharedCollectors.length} collectors, asked over HTTP on loopback. CPU includes child processes: the median of 5 rounds of 60 collections. ` +
        'Memory is smaps_rollup after 60 collections at one a second; growth is anonymous memory between the 1,000th and the 2,000th collection at full speed.',
      peer: 'node_exporter',
      rows: [
        { what: 'series in the exposition', ours: String(ourSeries), peer: String(peerSeries) },
        {
          what: 'CPU for a collection',
          ours: milliseconds(ourCpu),
          peer: milliseconds(peerCpu),
          ratio: ourCpu / peerCpu,
          budget: { text: 'at most 3 times', isKept: ourCpu <= 3 * peerCpu }
        },
        {
          what: 'anonymous memory',
          ours: megabytes(ourMemory.anonymousBytes),
          peer: megabytes(peerMemory.anonymousBytes),
          ratio: ourMemory.anonymousBytes / peerMemory.anonymousBytes,
          budget: { text: 'at most 20 MB', isKept: ourMemory.anonymousBytes <= 20e6 }
        },
        {
          what: 'resident memory',
          ours: megabytes(ourMemory.residentBytes),
          peer: megabytes(peerMemory.residentBytes),
          ratio: ourMemory.residentBytes / peerMemory.residentBytes,
          budget: { text: 'at most 65 MB', isKept: ourMemory.residentBytes <= 65e6 }
        },
        {
          what: 'growth in the second thousand',
          ours: megabytes(ourGrowth),
          peer: megabytes(peerGrowth),
          budget: { text: 'at most 2 MB', isKept: ourGrowth <= 2e6 }
        }
      ]
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
