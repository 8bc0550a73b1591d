import { expect, it } from 'vitest'
import { createCommitSharing } from '../../src/logs/commit-sharing.ts'
import { createSharedCommits } from '../../src/logs/shared-commits.ts'

const fleet = ['pi-1', 'pi-2', 'pi-3', 'pi-4']
interface Batch {
  readonly name: string
  readonly contentBytes: number
}
const batch = (name: string, contentBytes = 200): Batch => ({ name, contentBytes })
const sharing = () => {
  let nowMs = 0
  const canWait = createCommitSharing(() => nowMs)
  return {
    after: (ms: number) => {
      nowMs += ms
    },
    of: (devices: readonly string[], times: number, bytes = 200) =>
      Array.from({ length: times }, () => devices.map((device) => canWait(device, bytes))).flat()
  }
}

it('lets the batches of a fleet wait for each other, but for the first ones after a quiet time', () => {
  const { after, of } = sharing()
  expect(of(fleet, 16)).not.toContain(true)
  // The first two were of a fleet of two.
  expect(of(fleet, 16).filter((waits) => !waits)).toHaveLength(2)
  after(10_000)
  expect(of(fleet, 4).filter((waits) => !waits).length).toBeLessThan(8)
  after(64 * 3000)
  expect(of(fleet, 12)).not.toContain(true)
})

it('lets no batch wait that is large, or where none of other devices come', () => {
  const { of } = sharing()
  expect(of(['pi-1', 'pi-2'], 200)).not.toContain(true)
  expect(of(fleet, 100)).toContain(true)
  expect(of(fleet, 100, 100_000)).not.toContain(true)
})

it('commits what waits together, with the next that cannot wait, and at the end', async () => {
  const committed: (readonly string[])[] = []
  const commits = createSharedCommits<Batch>(async (batches) => {
    committed.push(batches.map(({ name }) => name))
    if (batches.some(({ name }) => name === 'bad')) throw new Error('the disk is full')
  }, 1_000_000)
  const waiting = [commits.add(batch('a'), true), commits.add(batch('b'), true)]
  await commits.add(batch('c'), false)
  await Promise.all(waiting)
  const last = commits.add(batch('bad'), true)
  await commits.close()
  await expect(last).rejects.toThrow('the disk is full')
  expect(committed).toEqual([['a', 'b'], ['c'], ['bad']])
})

it('commits what waits once it is enough for one row', async () => {
  const committed: number[] = []
  const commits = createSharedCommits<Batch>(async (batches) => { committed.push(batches.length) }, 1_000_000)
  const waiting = Array.from({ length: 40 }, (_, i) => commits.add(batch(`${i}`, 16_000), true))
  expect(committed).toEqual([17, 17])
  await commits.close()
  await Promise.all(waiting)
  expect(committed).toEqual([17, 17, 6])
})
