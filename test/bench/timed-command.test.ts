import { expect, test } from 'vitest'
import { timeCommand } from './timed-command.ts'

const here = { cwd: '/', timeoutMs: 60_000 }

test('a command is timed with its children’s CPU, and sees the environment that it was given', async () => {
  const { seconds, cpuSeconds, output } = await timeCommand({
    ...here,
    argv: ['sh', '-c', 'sh -c "i=0; while [ \\$i -lt 100000 ]; do i=\\$((i+1)); done"; echo "$GIVEN $HOME"'],
    env: { GIVEN: 'this' }
  })
  expect(output).toBe('this \n')
  expect(seconds).toBeGreaterThan(0)
  expect(cpuSeconds).toBeGreaterThan(0)
})

test('one that fails, or does not end, is an error with what it printed', async () => {
  await expect(timeCommand({ ...here, argv: ['sh', '-c', 'echo no such host >&2; exit 4'], env: {} })).rejects.toThrow(
    'ended with 4: no such host'
  )
  await expect(timeCommand({ ...here, argv: ['sleep', '300'], env: {}, timeoutMs: 2000 })).rejects.toThrow(
    'sleep 300 did not end within 2000 ms'
  )
})
