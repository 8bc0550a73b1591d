import { expect, test } from 'vitest'
import { capture } from '../../../src/platform/process/execute.ts'

test('a command that does not end in time is said to, without its words, which may be a whole script', async () => {
  const { exitCode, trouble } = await capture({ argv: ['sh', '-c', 'exec sleep 600 # a secret or a script'] }, { timeoutMs: 100 })
  expect({ exitCode, trouble }).toEqual({ exitCode: undefined, trouble: 'it did not end within 0.1 s' })
})

test('what a command prints is captured, with what it was given to read, however it ends', async () => {
  expect(
    await capture({ argv: ['sh', '-c', 'cat; echo no >&2; exit 3'] }, { timeoutMs: 60_000, input: 'given' })
  ).toEqual({ exitCode: 3, stdout: 'given', stderr: 'no' })
})

test('a command that is not installed is named', async () => {
  expect(await capture({ argv: ['mimamori-nothing'] }, { timeoutMs: 60_000 })).toMatchObject({
    exitCode: undefined, trouble: expect.stringContaining('mimamori-nothing ENOENT') as string
  })
})
