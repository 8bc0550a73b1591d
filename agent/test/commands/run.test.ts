import { spawnSync } from 'node:child_process'
import { get } from 'node:http'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { until } from '../../../collector/test/until.ts'
import type { AgentState } from '../../src/state/agent-state.ts'
import { runAgent, startAgent, writeConfig, type AgentSetup } from '../agent-process.ts'
import { startStrictCollector, type Received, type StrictCollector } from '../strict-collector.ts'

/** At a desk without flock(1) that test is skipped, visibly; in CI it fails. */
const hasFlock = process.env['CI'] !== undefined || spawnSync('flock', ['--version']).status === 0

let collector: StrictCollector
const started: ReturnType<typeof startAgent>[] = []

beforeEach(async () => {
  collector = await startStrictCollector()
})
afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL')
  await collector.close()
  expect(collector.violations).toEqual([])
})

const start = (settings: AgentSetup['settings'] = {}, setup: AgentSetup = {}) => {
  const config = writeConfig(collector.url, settings)
  const agent = startAgent(['run', '--config', config.file], setup)
  started.push(agent)
  return { ...agent, ...config, state: () => JSON.parse(readFileSync(config.stateFile, 'utf8')) as AgentState }
}
const isReport = ({ envelope }: Received): boolean => envelope.kind === 'report'
const page = (url: string): Promise<{ status: number | undefined, text: string }> => new Promise((resolve, reject) => {
  get(url, (response) => {
    let text = ''
    response
      .setEncoding('utf8')
      .on('data', (part: string) => {
        text += part
      })
      .on('end', () => resolve({ status: response.statusCode, text }))
  }).on('error', reject)
})

describe('a running agent', () => {
  test('reports, ships its own log, and sends a shutdown report when it is stopped', async () => {
    const { child, ended, output } = start()
    await collector.waitFor(2)
    child.kill('SIGTERM')
    const { code, stderr } = await ended
    expect([code, stderr]).toEqual([0, ''])
    expect(collector.received.map(({ envelope: { kind, sequence, shutdownReason } }) => [kind, sequence, shutdownReason])).toEqual([
      ['report', 1, undefined], ['logs', 1, undefined], ['logs', 2, undefined], ['report', 2, 'stopped']
    ])
    const [report, logs, lastLogs] = collector.received
    expect(report?.text).toMatch(/^node_load1 \d/m)
    expect(report?.envelope).toMatchObject({
      clientId: 'pi-kiosk-03',
      agentVersion: '0.1.0',
      boot: report?.envelope.attemptBoot,
      shutdownReason: undefined
    })
    const messages = [logs, lastLogs].flatMap((batch) =>
      (JSON.parse(batch!.text) as { items: { message: string }[] }).items.map(({ message }) => message)
    )
    expect(messages).toEqual(['started', 'first report delivered', 'stopping'])
    expect(output()).not.toContain('the-secret-key')
    expect(new Set(collector.received.map(({ envelope }) => envelope.stream)).size).toBe(1)
    expect(collector.connections).toBe(1)
  })

  test.each([
    [0o644, true], [0o640, false]
  ])('says in its log whether others can read its key, of mode %o, and never the key', async (mode, isOpen) => {
    const { file } = writeConfig(collector.url)
    chmodSync(file, mode)
    const agent = startAgent(['run', '--config', file])
    started.push(agent)
    await collector.waitFor(2)
    agent.child.kill('SIGTERM')
    const { stdout } = await agent.ended
    const said = 'level=warn msg="other users of this device can read or change the file with the key; ' +
      `see: mimamori-agent check" file=${file} mode=0644\n`
    expect([stdout.includes(said), stdout.includes('other users'), stdout.includes('the-secret-key')]).toEqual([isOpen, isOpen, false])
  })

  test('makes a new stream at each start', async () => {
    for (let i = 0; i < 2; i++) {
      const { child, ended } = start()
      await collector.waitFor(i * 4 + 2)
      child.kill('SIGINT')
      await ended
    }
    expect(new Set(collector.received.map(({ envelope }) => envelope.stream)).size).toBe(2)
  })

  test('takes a second Ctrl-C for the first one’s echo', async () => {
    const { child, ended } = start()
    await collector.waitFor(2)
    child.kill('SIGINT')
    child.kill('SIGINT')
    expect((await ended).code).toBe(0)
    expect(collector.received.at(-1)?.envelope.shutdownReason).toBe('stopped')
  })

  test('takes up the interval that the collector wants', async () => {
    collector.intervalSeconds = 5
    const { state, child, ended } = start()
    await collector.waitFor(2, isReport)
    await until('its state has the new interval', () => state().intervalSeconds === 5)
    child.kill('SIGTERM')
    await ended
  })

  test('sends the very same bytes again when no answer came', async () => {
    collector.answerWith('cut')
    start()
    const [first, again] = await collector.waitFor(2, isReport)
    expect(again?.bytes.equals(first!.bytes)).toBe(true)
    expect(again?.envelope).toMatchObject({ sequence: 1, stream: first?.envelope.stream, boot: first?.envelope.boot })
    expect(again!.envelope.attemptMonotonicMs).toBeGreaterThanOrEqual(first!.envelope.attemptMonotonicMs)
  })

  test('spreads its first report over the interval unless set otherwise', async () => {
    const { state, stateFile, child, ended } = start({ FIRST_REPORT: 'spread', INTERVAL_SECONDS: 3600 })
    await until('its state is written', () => existsSync(stateFile))
    expect(state().connection).toEqual({ state: 'new' })
    expect(collector.received).toEqual([])
    child.kill('SIGTERM')
    await ended
  })

  test('waits for a collector that is not there, and reports when it comes', async () => {
    const port = Number(new URL(collector.url).port)
    await collector.close()
    const { state, stateFile, child, ended } = start()
    await until('it tries again', () => existsSync(stateFile) && state().connection.state === 'retrying')
    collector = await startStrictCollector({ port })
    const [report, logs] = await collector.waitFor(2)
    expect(report?.envelope.kind).toBe('report')
    expect(logs?.text).toContain('collector not reachable, trying again')
    child.kill('SIGTERM')
    await ended
  })

  test('keeps everything while it is refused, and ends at once when it is stopped then', async () => {
    collector.answerAlways(() => ({ status: 401, body: { requestId: 'r', code: 'CLIENT_KEY_INVALID', message: 'unknown key' } }))
    const { state, stateFile, child, ended } = start()
    await until('it was refused', () => existsSync(stateFile) && state().connection.state === 'refused')
    expect(state()).toMatchObject({ connection: { code: 'CLIENT_KEY_INVALID' }, dropped: { logs: 0, report: 0 } })
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
    expect(state()).toMatchObject({ ended: { reason: 'stopped', notifiedCollector: false } })
    expect(collector.received.map(({ envelope: { kind } }) => kind)).toEqual(['report', 'report'])
  })

  test.skipIf(!hasFlock)(
    'is alone on its state file and its spool: a second says so and ends, one that comes after it was killed does not',
    async () => {
      const SPOOL_DIRECTORY = join(temporaryDirectory(), 'state', 'spool')
      const first = start({ SPOOL_DIRECTORY })
      await collector.waitFor(1)
      const second = await runAgent(['run', '--config', first.file])
      expect(second).toMatchObject({
        code: 1,
        stdout: '',
        stderr: `mimamori-agent: another agent (process ${first.child.pid}) uses the state file ${first.stateFile}: stop it, or set a different STATE_FILE for this one\n`
      })
      const other = await runAgent(['run', '--config', writeConfig(collector.url, { SPOOL_DIRECTORY }).file])
      expect(other).toMatchObject({
        code: 1,
        stdout: '',
        stderr: `mimamori-agent: another agent (process ${first.child.pid}) uses the spool ${SPOOL_DIRECTORY}: stop it, or set a different SPOOL_DIRECTORY for this one\n`
      })
      expect(first.state()).toMatchObject({ pid: first.child.pid })
      expect(first.state().ended).toBeUndefined()
      first.child.kill('SIGKILL')
      await first.ended
      const third = startAgent(['run', '--config', first.file])
      started.push(third)
      await until('the third has the state', () => first.state().pid === third.child.pid)
      third.child.kill('SIGTERM')
      expect((await third.ended).code).toBe(0)
    }
  )

  test('leaves word in its state file that it has ended', async () => {
    const { state, child, ended } = start()
    await collector.waitFor(2)
    child.kill('SIGTERM')
    await ended
    expect(state()).toMatchObject({ pid: child.pid, ended: { reason: 'stopped', notifiedCollector: true }, lastReport: { accepted: 1 } })
    expect(JSON.stringify(state())).not.toContain('the-secret-key')
  })
})

describe('/metrics', () => {
  const addressIn = (output: string): string | undefined => /msg=listening address=(\S+)/.exec(output)?.[1]

  test('shows everything that is measured, also where reports carry less', async () => {
    const { output } = start({ LISTEN: '127.0.0.1:0', PROFILE: 'lean' })
    const address = await until('it listens', () => addressIn(output()))
    const { status, text } = await page(`http://${address}/metrics`)
    expect(status).toBe(200)
    expect(text).toMatch(/^node_load1 \d/m)
    expect(text).toMatch(/^node_softnet_processed_total/m)
    await collector.waitFor(1, isReport)
    const report = collector.received.find(isReport)?.text
    expect(report).toMatch(/^node_load1 \d/m)
    expect(report).not.toContain('node_softnet_processed_total')
  })

  test('shows what a report carries by default', async () => {
    const { output } = start({ LISTEN: '127.0.0.1:0' })
    const shown = (await page(`http://${await until('it listens', () => addressIn(output()))}/metrics`)).text
    await collector.waitFor(1, isReport)
    for (const text of [shown, collector.received.find(isReport)?.text]) expect(text).toMatch(/^node_softnet_processed_total/m)
  })

  test('can be all that the agent does', async () => {
    const { output, child, ended } = start({ LISTEN: '127.0.0.1:0', PUSH: 'no' })
    const address = await until('it listens', () => addressIn(output()))
    expect((await page(`http://${address}/metrics`)).text).toMatch(/^process_resident_memory_bytes \d/m)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
    expect(collector.received).toEqual([])
  })

  test('at an address that is taken ends the agent with a sentence', async () => {
    const port = new URL(collector.url).port
    const { code, stderr } = await runAgent(['run', '--config', writeConfig(collector.url, { LISTEN: `127.0.0.1:${port}` }).file])
    expect(code).toBe(1)
    expect(stderr).toBe(
      `mimamori-agent: cannot listen on 127.0.0.1:${port}: another program listens there already (a node_exporter, perhaps)\n`
    )
  })
})
