import { describe, expect, it } from 'vitest'
import { NoDataError } from '../src/collector.ts'
import { runCommand, type Command } from '../src/run-command.ts'

const command = (argv: [string, ...string[]], timeoutMs = 10_000): Command<string> => ({
  name: 'test',
  argv,
  timeoutMs,
  parse: (stdout) => stdout
})

describe('a command', () => {
  it('gives what its parser makes of the output', async () => {
    await expect(runCommand({ ...command(['echo', '1 2']), parse: (stdout) => stdout.trim().split(' ').map(Number) })).resolves.toEqual([
      1, 2
    ])
  })

  it('is no shell: what looks like syntax stays an argument', async () => {
    await expect(runCommand(command(['echo', '$HOME; `id` | *']))).resolves.toBe('$HOME; `id` | *\n')
  })

  it('speaks plain English, and sees nothing of our environment', async () => {
    const environment = await runCommand(command(['env']))
    expect(environment).toContain('LC_ALL=C\n')
    expect(environment.trim().split('\n').map((line) => line.split('=')[0]).sort()).toEqual(['LC_ALL', 'PATH'])
  })

  it('waits for no input', async () => {
    await expect(runCommand(command(['cat']))).resolves.toBe('')
  })

  it('that does not exist is nothing of the kind', async () => {
    await expect(runCommand(command(['mimamori-no-such-program']))).rejects.toThrow(NoDataError)
  })

  it('that fails is an error with its name, its end and its first words', async () => {
    await expect(runCommand(command(['sh', '-c', 'echo broken >&2; echo more >&2; exit 3']))).rejects.toThrow(
      'test: sh ended with 3: broken'
    )
  })

  it('that takes too long is killed', async () => {
    await expect(runCommand(command(['sleep', '60'], 50))).rejects.toThrow('test: sleep did not end within 50 ms')
  })

  it('that prints without end is stopped', async () => {
    await expect(runCommand(command(['yes']))).rejects.toThrow('test: yes printed more than')
  })

  it("whose output is not as expected fails with the parser's words", async () => {
    await expect(runCommand({ ...command(['echo']), parse: () => { throw new Error('expected more') } })).rejects.toThrow('expected more')
  })
})
