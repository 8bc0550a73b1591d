import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runAgent, startAgent, writeConfig } from '../agent-process.ts'
import { startStrictCollector, type StrictCollector } from '../strict-collector.ts'

let collector: StrictCollector
beforeEach(async () => {
  collector = await startStrictCollector()
})
afterEach(() => collector.close())

describe('status', () => {
  test('shows what the running agent has sent, and that it has ended once it has', async () => {
    const { file } = writeConfig(collector.url)
    const { child, ended } = startAgent(['run', '--config', file])
    await collector.waitFor(2)
    const running = await runAgent(['status', '--config', file])
    expect(running.code).toBe(0)
    expect(running.stdout).toMatch(new RegExp(`^The agent 0\\.1\\.0 has been running for \\d+ (?:s|min) \\(process ${child.pid}\\)\\.\n`))
    expect(running.stdout).toMatch(/^Last report accepted: \d+ s ago, 1 of \d+ series/m)
    child.kill('SIGTERM')
    await ended
    const after = await runAgent(['status', '--config', file])
    expect(after.code).toBe(1)
    expect(after.stdout).toMatch(
      /^The agent 0\.1\.0 is not running: it stopped \d+ s ago because the agent was stopped; the collector was notified\.\n/
    )
  })

  test('notices an agent that was killed', async () => {
    const { file } = writeConfig(collector.url)
    const { child, ended } = startAgent(['run', '--config', file])
    await collector.waitFor(2)
    child.kill('SIGKILL')
    await ended
    const { code, stdout } = await runAgent(['status', '--config', file])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^The agent 0\.1\.0 is not running, and did not shut down cleanly/)
  })

  test('fails while nothing arrives', async () => {
    collector.answerAlways(() => ({ status: 401, body: { requestId: 'r', code: 'CLIENT_KEY_INVALID', message: 'unknown key' } }))
    const { file } = writeConfig(collector.url)
    const { child, ended } = startAgent(['run', '--config', file])
    await collector.waitFor(1)
    let status = await runAgent(['status', '--config', file])
    // The answer is on its way while the first status may already look.
    if (!status.stdout.includes('refused')) status = await runAgent(['status', '--config', file])
    expect(status.code).toBe(1)
    expect(status.stdout).toContain('The collector has rejected this device for')
    child.kill('SIGTERM')
    await ended
  })

  test('fails with --reported until the collector has accepted a report of this agent', async () => {
    const { file } = writeConfig(collector.url)
    const silent = writeConfig(collector.url, { FIRST_REPORT: 'spread', INTERVAL_SECONDS: 3600 })
    const agents = [file, silent.file].map((config) => startAgent(['run', '--config', config]))
    await collector.waitFor(1)
    await vi.waitFor(async () => { expect((await runAgent(['status', '--reported', '--config', file])).code).toBe(0) }, { timeout: 20_000 })
    await vi.waitFor(async () => { expect((await runAgent(['status', '--config', silent.file])).code).toBe(0) }, { timeout: 20_000 })
    expect((await runAgent(['status', '--reported', '--config', silent.file])).code).toBe(1)
    for (const { child } of agents) child.kill('SIGTERM')
    await Promise.all(agents.map(({ ended }) => ended))
  })

  test('says what to do where no agent has ever run', async () => {
    const { file, stateFile } = writeConfig(collector.url)
    const { code, stdout } = await runAgent(['status', '--config', file])
    expect([code, stdout]).toEqual([
      1,
      `No agent is running here, or it uses another configuration (${stateFile} does not exist). Start it: sudo systemctl start mimamori-agent\n`
    ])
  })

  test('looks at the usual place for someone who may not read the configuration', async () => {
    const { stdout } = await runAgent(['status', '--config', '/nowhere/agent.conf'], { env: { RUNTIME_DIRECTORY: '/nowhere/run' } })
    expect(stdout).toContain('/nowhere/run/state.json does not exist')
  })
})
