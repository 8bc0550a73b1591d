import { expect, it } from 'vitest'
import { marksStatement, openQueuedMarks } from '../../src/logs/queued-marks.ts'

const mark = (sequence: number) => ({ deviceId: 'pi', stream: 's', sequence, receivedMs: 0 })
const arrange = async (inTable = 0, inQueue: readonly number[] = []) => {
  const marks = await openQueuedMarks({ acknowledgedSequence: () => Promise.resolve(inTable) }, inQueue.map(mark))
  const commit = (sequence: number, result = Promise.resolve()) =>
    marks.once(mark(sequence), () => result.then(() => { marks.add([mark(sequence)]) }))
  return { marks, commit }
}

it('takes a batch once that comes again while it is being committed, or is in the queue, or was', async () => {
  const { commit } = await arrange(4)
  const taken = await Promise.all([5, 5, 4, 6].map((sequence) => commit(sequence)))
  expect(taken.map(({ isNew, acknowledgedSequence }) => [isNew, acknowledgedSequence]))
    .toEqual([[true, 5], [false, 5], [false, 5], [true, 6]])
})

it('takes a batch that comes again after its commit failed', async () => {
  const { commit } = await arrange()
  const [first, again] = await Promise.allSettled([commit(1, Promise.reject(new Error('the disk is full'))), commit(1)])
  expect([first.status, again.status === 'fulfilled' && again.value.isNew]).toEqual(['rejected', true])
})

it('gives the table the highest of each stream that leaves the queue', () => {
  const { parameters } = marksStatement([mark(3), mark(5), mark(4), { ...mark(1), stream: 't' }])
  expect(JSON.parse(parameters['marks'] as string)).toEqual([['pi', 's', 5, 0], ['pi', 't', 1, 0]])
})

it('knows a batch that has left the queue before an earlier one, whose row waits for another device', async () => {
  const { marks, commit } = await arrange(6, [5])
  expect((await commit(6)).isNew).toBe(false)
  await commit(7)
  marks.retain([mark(5)])
  expect((await commit(7)).isNew).toBe(false)
})
