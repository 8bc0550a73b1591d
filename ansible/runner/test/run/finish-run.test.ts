import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { createHostStates } from '../../src/state/host-states.ts'
import { finishRun } from '../../src/run/finish-run.ts'
import type { RunReporter } from '../../src/report/run-reporter.ts'
import type { RunResult } from '../../src/state/run-result.ts'
import { openRunLog } from '../../src/state/run-log.ts'
import { readJsonFile } from '../../src/platform/files/json-file.ts'
import { openStateDirectory } from '../../src/state/state-directory.ts'
import { planOf } from '../plan-of.ts'

it('ends in its result where the queue cannot be changed, and warns of that', async () => {
  const root = temporaryDirectory()
  const state = { ...openStateDirectory(root, root), queueLock: join(root, 'nowhere', 'queue.lock') }
  const plan = planOf(['a'])
  const files = state.run(plan.run)
  mkdirSync(files.directory)
  const hostStates = createHostStates(['a'])
  const endedAt = '2026-03-14T09:31:00.000Z'
  hostStates.take({ state: 'finished', host: 'a', at: endedAt, attempt: 1, outcome: 'updated', durationSeconds: 1 })
  const reported: RunResult[] = []
  const reporter: RunReporter = { start () {}, item () {}, progress () {}, queue () {}, async end (result) { reported.push(result) } }
  const result = await finishRun({
    plan, state, hostStates, stopped: undefined, endedAt,
    log: openRunLog(files.log, { nowMs: () => Date.parse(endedAt), async sleep () {} }), reporter
  })
  expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0, warnings: [expect.stringMatching(/^the queue .*nowhere/)] })
  expect(reported).toStrictEqual([result])
  expect(readJsonFile(files.result)).toStrictEqual(result)
})
