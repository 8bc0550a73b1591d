import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import type { AgentState } from '../../src/state/agent-state.ts'
import { startTicksOf } from '../../src/state/process-start.ts'
import { isRunning, readState, writeState } from '../../src/state/state-file.ts'

const directory = temporaryDirectory(untilAllEnd())
const state: AgentState = {
  version: '0.1.0',
  pid: process.pid,
  startTicks: startTicksOf(process.pid)!,
  bootId: 'this-boot',
  configFile: '/etc/mimamori/agent.conf',
  startedWallMs: 0,
  updatedWallMs: 0,
  intervalSeconds: 60,
  connection: { state: 'new' },
  acknowledgedLines: 0,
  waiting: { logs: 0, samples: 0, oldestAgeMs: 0 },
  sources: [],
  dropped: {},
  supersededReports: 0,
  failingCollectors: {}
}

describe('the state file', () => {
  test('is made with its directory, readable for everyone, with nothing left beside it', () => {
    const path = join(directory, 'run', 'state.json')
    writeState(path, state)
    writeState(path, { ...state, intervalSeconds: 30 })
    expect(readState(path)).toEqual({ ...state, intervalSeconds: 30 })
    expect(readdirSync(join(directory, 'run'))).toEqual(['state.json'])
    expect(statSync(path).mode & 0o777).toBe(0o644)
  })

  test('that is not there is no state, and one that is broken is an error', () => {
    expect(readState(join(directory, 'nowhere.json'))).toBeUndefined()
    writeFileSync(join(directory, 'broken.json'), '{"version"')
    expect(() => readState(join(directory, 'broken.json'))).toThrow(SyntaxError)
  })

  test('keeps its last content where the disk is full or the place is not ours', () => {
    expect(() => writeState('/proc/nothing/state.json', state)).toThrow()
    expect(existsSync('/proc/nothing')).toBe(false)
  })
})

describe('an agent', () => {
  test('runs while its process does, in this boot, and has not said that it ended', () => {
    expect(isRunning(state, 'this-boot')).toBe(true)
    expect(isRunning(state, 'another-boot')).toBe(false)
    expect(isRunning({ ...state, ended: { wallMs: 0, reason: 'stopped', notifiedCollector: true } }, 'this-boot')).toBe(false)
    // No process has the largest number that the kernel would give (proc_pid(5), 2^22), or more.
    expect(isRunning({ ...state, pid: 2 ** 22 + 1 }, 'this-boot')).toBe(false)
  })

  test('is not another process that was given its number', () => {
    expect(isRunning({ ...state, startTicks: state.startTicks! + 1 }, 'this-boot')).toBe(false)
  })

  test('of another user counts as running too', () => {
    expect(isRunning({ ...state, pid: 1, startTicks: startTicksOf(1)! }, 'this-boot')).toBe(true)
  })
})
