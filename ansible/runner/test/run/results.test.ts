import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitingHost, type HostFinished, type HostState } from '@mimamori/contract'
import { describe, expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { createHostStates, resultOf } from '../../src/state/host-states.ts'
import { runnerResult, resultWriter } from '../../src/run/results.ts'

const given = { attempt: 2, outcome: 'failed', at: '2026-03-14T09:31:30.500Z' } as const
const underWay: HostState = {
  host: 'pi-01', state: 'under_way', attempt: 2, at: '2026-03-14T09:31:00.000Z', startedAt: '2026-03-14T09:30:00.000Z', step: 'restart'
}

describe('a result of the runner’s own', () => {
  it('has the step at which the host stood in this attempt, and the time that it took', () => {
    expect(runnerResult(underWay, given)).toStrictEqual({
      state: 'finished', host: 'pi-01', ...given, durationSeconds: 90.5, step: 'restart'
    })
  })

  it('has neither of an earlier attempt', () => {
    expect(runnerResult({ ...underWay, attempt: 1 }, given)).toStrictEqual({
      state: 'finished', host: 'pi-01', ...given, durationSeconds: 0
    })
  })

  it('has neither where nothing was heard of the host', () => {
    expect(runnerResult(waitingHost('pi-01'), { ...given, attempt: 1 })).toStrictEqual({
      state: 'finished', host: 'pi-01', ...given, attempt: 1, durationSeconds: 0
    })
  })

  it('has a time but no step where none was named', () => {
    expect(runnerResult(
      { host: 'pi-01', state: 'under_way', attempt: 2, at: '2026-03-14T09:30:00.000Z', startedAt: '2026-03-14T09:30:00.000Z' }, given
    )).toStrictEqual({ state: 'finished', host: 'pi-01', ...given, durationSeconds: 90.5 })
  })

  it('took no less than no time where the clock was set back', () => {
    expect(runnerResult(underWay, { ...given, at: '2026-03-14T09:00:00.000Z' }).durationSeconds).toBe(0)
  })

  it('holds as much of its message as the contract takes', () => {
    expect(runnerResult(underWay, { ...given, message: `a${'x'.repeat(4000)}` }).message).toBe(`a${'x'.repeat(3999)}`)
  })
})

describe('results of the runner’s own', () => {
  const writer = (plan: Parameters<typeof resultWriter>[0]['plan'] = { hosts: [] }) => {
    const directory = temporaryDirectory()
    const eventsFile = join(directory, 'events')
    const written = () => readFileSync(eventsFile, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)
    const hostStates = createHostStates(['pi-01'])
    const reported: unknown[] = []
    const add = resultWriter({
      plan, eventsFile, hostStates, reporter: { item: (item) => { reported.push({ item, written: written() }) } }
    })
    return { add, hostStates, reported, eventsFile }
  }

  it('are in the events before anybody is reported of them', () => {
    const { add, hostStates, reported } = writer()
    const results: HostFinished[] = [{ ...runnerResult(underWay, given), update: true }]
    add([runnerResult(underWay, given)])
    expect(reported).toStrictEqual([{ item: results[0], written: results }])
    expect(resultOf(hostStates.of('pi-01'))).toStrictEqual(results[0])
  })

  it('say nothing about releases in a run that reboots', () => {
    const { add, hostStates } = writer({
      action: 'reboot', release: 'kiosk', hosts: [{ host: 'pi-01', connection: 'fresh', profile: 'default' }]
    })
    add([runnerResult(underWay, given)])
    expect(resultOf(hostStates.of('pi-01'))).toStrictEqual(runnerResult(underWay, given))
  })

  it('name the release that the run installs on the host, its own or that of all', () => {
    const host = { host: 'pi-01', connection: 'fresh', profile: 'default' } as const
    for (const plan of [{ release: 'kiosk', hosts: [host] }, { hosts: [{ ...host, release: 'kiosk' }] }]) {
      const { add, hostStates } = writer(plan)
      add([runnerResult(underWay, given)])
      expect(resultOf(hostStates.of('pi-01'))).toMatchObject({ outcome: 'failed', releases: [{ name: 'kiosk', outcome: 'failed' }] })
    }
  })

  it('are reported to nobody where there are none', () => {
    const { add, reported, eventsFile } = writer()
    add([])
    expect(reported).toStrictEqual([])
    expect(() => readFileSync(eventsFile)).toThrow('ENOENT')
  })
})
