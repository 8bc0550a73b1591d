import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { changeQueue, readQueueState, type QueueState } from '../../src/state/change-queue.ts'
import { openStateDirectory } from '../../src/state/state-directory.ts'

it('hands on what it has written before anybody else can change it', async () => {
  const root = temporaryDirectory()
  const state = openStateDirectory(root, root)
  const nobody = (reason: string): never => { throw new Error(reason) }
  const pins = [{ host: 'a', by: 'aiko', at: '2026-03-14T09:00:00.000Z' }]
  const handedOn: { readonly after: QueueState, readonly lockStatus: number | null }[] = []
  await changeQueue(state, nobody, () => ({ pins }), (after) => {
    handedOn.push({ after, lockStatus: spawnSync('flock', ['--nonblock', '--conflict-exit-code', '7', state.queueLock, 'true']).status })
  })
  expect(handedOn).toStrictEqual([{ after: { queue: [], pins }, lockStatus: 7 }])
  expect(readQueueState(state, nobody)).toStrictEqual(handedOn[0]?.after)
})
