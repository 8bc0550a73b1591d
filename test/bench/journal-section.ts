import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { AgentState } from '../../agent/src/state/agent-state.ts'
import { dayOfCard } from '../../agent/test/spool/disk/day-of-card.ts'
import { startCollector } from '../../collector/test/collector-process.ts'
import { until } from '../../collector/test/until.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { agentProgram } from './agent-program.ts'
import { startPrivateJournal, type PrivateJournal } from './private-journal.ts'
import { cpuSeconds, memoryOf } from './process-cost.ts'
import { startServer, type ServerProcess } from './server-process.ts'
import { megabytes, percent, type Section } from './table.ts'

const linesPerSecond = 100
const measuredSeconds = 60
const id = 'pi-logs'

/** 200 bytes each: what a service prints, by turns as text and as pino writes it. */
const lineOf = (number: number): string => {
  const text =
    number % 2 === 0
      ? `2026-11-28 12:00:00,${String(number % 1000).padStart(3, '0')} INFO kiosk.oven: temperature of zone ${number} is 81.5, the door is closed, heating at half power`
      : `{"level":30,"time":${1_795_867_725_000 + number},"pid":812,"hostname":"pi","reqId":"r-${number}","url":"/api/status","msg":"request completed"}`
  return text.length < 199 && !text.endsWith('}')
    ? text.padEnd(199, '.')
    : text.replace('completed', `completed ${'.'.repeat(Math.max(0, 198 - text.length))}`)
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

/** Empty where it has ended: before the agent follows the journal, it looks for its newest lines. */
const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** Writes lines to the journal at an even rate, ten times a second, until it is stopped. */
const startWriter = (journal: PrivateJournal) => {
  const [program, ...args] = journal.inside('systemd-cat', '--identifier=kiosk')
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] })
  let written = 0
  const exit = once(child, 'exit')
  const timer = setInterval(() => {
    const lines = Array.from({ length: linesPerSecond / 10 }, () => lineOf(written++))
    child.stdin.write(`${lines.join('\n')}\n`)
  }, 100)
  return {
    get written () { return written },
    async stop () {
      clearInterval(timer)
      child.stdin.end()
      await exit
    }
  }
}

const startPeer = (journal: PrivateJournal): ChildProcess => {
  const [program, ...args] = journal.inside('journalctl', '--follow', '--output=json')
  return spawn(program, args, { stdio: 'ignore' })
}

/** The agent as its unit starts it, following a journal and sending it to a collector, beside a journalctl that only follows. */
export const journalSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const journal = await startPrivateJournal()
  const collector = await startCollector({ dataDirectory: join(directory, 'logs'), adminToken: randomBytes(32).toString('base64url') })
  const [config, stateFile] = [join(directory, 'logs.conf'), join(directory, 'logs.json')]
  const state = (): AgentState => JSON.parse(readFileSync(stateFile, 'utf8')) as AgentState
  let agent: ServerProcess | undefined
  let peer: ChildProcess | undefined
  const writer = startWriter(journal)
  try {
    const { key } = await askAsAdmin<{ readonly key: string }>(collector, '/api/clients', { id })
    const settings = {
      API_BASE_URL: new URL('/api', collector.origin).href,
      CLIENT_ID: id,
      CLIENT_KEY: key,
      FIRST_REPORT: 'now',
      STATE_FILE: stateFile,
      LOG_LINES_PER_SECOND: 10 * linesPerSecond
    }
    await writeFile(config, Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join(''), { mode: 0o600 })
    const { bundle, nodeFlags, env } = agentProgram()
    agent = await startServer({
      argv: journal.inside(process.execPath, ...nodeFlags, bundle, 'run', '--config', config),
      env,
      origin: collector.origin.origin,
      readyPath: '/healthz',
      logFile: join(directory, 'logs-agent.log')
    })
    peer = startPeer(journal)
    const [ours, theirs] = [agent.pid, peer.pid!]
    const follower = await until('the agent follows the journal', () =>
      childrenOf(ours).find((pid) => commandOf(pid).startsWith('journalctl\0--follow'))
    )
    say(`${linesPerSecond} lines a second for ${measuredSeconds} s …`)
    await delay(20_000)
    const before = {
      agent: cpuSeconds(ours),
      follower: cpuSeconds(follower),
      peer: cpuSeconds(theirs),
      written: writer.written,
      ms: performance.now()
    }
    await delay(measuredSeconds * 1000)
    const seconds = (performance.now() - before.ms) / 1000
    const used = {
      agent: (cpuSeconds(ours) - before.agent) / seconds,
      follower: (cpuSeconds(follower) - before.follower) / seconds,
      peer: (cpuSeconds(theirs) - before.peer) / seconds
    }
    const rate = (writer.written - before.written) / seconds
    const { anonymousBytes, residentBytes } = memoryOf(ours)
    await writer.stop()
    const [source] = await until(
      'the agent has read all lines',
      () => state().sources.some(({ read }) => read >= writer.written) && state().sources,
      { withinMs: 90_000 }
    )
    const whole = used.agent + used.follower
    const card = await dayOfCard(join(directory, 'card'))
    return {
      title: 'The agent following a journal',
      method:
        `The bundled agent with its unit’s flags follows a journal of systemd’s journald, into which ${rate.toFixed(0)} lines of 200 bytes are written each second for ${measuredSeconds} s, half of them JSON of pino’s, and sends them to a collector, with a report a minute; beside it, \`journalctl -f -o json > /dev/null\` follows the same. ` +
        `CPU is in parts of a core. All ${source!.read} lines were read, and ${source!.overLimit} dropped by the rate limit. ` +
        'What the card gets in a day is the spool’s own count over a simulated day at default settings: three lines a minute, each sent within a minute, and an hour without the collector; pages are of 4 KiB, each once a minute, as the kernel writes them back.',
      peer: 'journalctl',
      rows: [
        {
          what: 'of a core',
          ours: percent(whole),
          peer: percent(used.peer),
          ratio: whole / used.peer,
          budget: { text: 'at most 3%', isKept: whole <= 0.03 }
        },
        { what: 'of that, the agent itself', ours: percent(used.agent), peer: '' },
        {
          what: 'anonymous memory',
          ours: megabytes(anonymousBytes),
          peer: '',
          budget: { text: 'at most 20 MB', isKept: anonymousBytes <= 20e6 }
        },
        {
          what: 'resident memory',
          ours: megabytes(residentBytes),
          peer: '',
          budget: { text: 'at most 65 MB', isKept: residentBytes <= 65e6 }
        },
        {
          what: 'written to the card in a day',
          ours: megabytes(card.writtenBytes),
          peer: '',
          budget: { text: 'at most 5 MB', isKept: card.writtenBytes <= 5e6 }
        },
        {
          what: 'the same in pages',
          ours: megabytes(card.pageBytes),
          peer: '',
          budget: { text: 'at most 10 MB', isKept: card.pageBytes <= 10e6 }
        }
      ]
    }
  } finally {
    await writer.stop()
    peer?.kill()
    await agent?.stop()
    await collector.stop()
    await journal.close()
  }
}
