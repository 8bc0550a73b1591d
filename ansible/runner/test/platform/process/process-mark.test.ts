import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { until } from '../../../../../collector/test/until.ts'
import { isAlive, markOf } from '../../../src/platform/process/process-mark.ts'

it('knows this process from a later or earlier one of the same number, and from before the last boot', () => {
  const mark = markOf(process.pid)
  expect(isAlive(mark)).toBe(true)
  expect(isAlive({ ...mark, startTicks: mark.startTicks + 1 })).toBe(false)
  expect(isAlive({ ...mark, bootId: 'another' })).toBe(false)
})

it('takes for dead whom nobody has buried yet', async () => {
  // A shell that becomes sleep never waits for the child that it had.
  const child = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(child.stdout, 'data') as [Buffer]
  const mark = markOf(Number(line.toString()))
  await until('its death', () => !isAlive(mark))
  expect(markOf(mark.pid)).toStrictEqual(mark)
  child.kill()
})
