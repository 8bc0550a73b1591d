import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { describeWith } from '../whole/processes.ts'
import { ansiblePlaybook, collectionDirectory, runAnsible } from './run-playbook.ts'

/** What a program is given, and how it ends. */
const program = 'import json, sys\nprint(json.dumps([sys.argv[1:], sys.stdin.read()]))\nsys.exit(int(sys.argv[1]))\n'

/** Runs the program on this machine, as on a device; gives what Ansible says of it. */
const runHere = async (
  { argv, flags = [], text = program }: { readonly argv: readonly string[], readonly flags?: readonly string[], readonly text?: string }
) => {
  const directory = temporaryDirectory()
  const place = (name: string): string => join(directory, name)
  writeFileSync(place('program.py'), text)
  // What Python would import first from where it runs, and from the environment.
  writeFileSync(place('json.py'), 'raise SystemExit("not the library")\n')
  writeFileSync(place('play.json'), JSON.stringify([{
    hosts: 'all',
    gather_facts: false,
    tasks: [
      {
        name: 'Run it', 'mimamori.fleet.pipelined_script': { argv: argv.map((word) => word.replace('DIRECTORY', directory)) },
        environment: { PYTHONPATH: directory }
      }
    ]
  }]))
  return await runAnsible(
    [ansiblePlaybook, '-v', '--inventory', 'here,', '--connection', 'local', place('play.json'), ...flags],
    { directory, cwd: collectionDirectory }
  )
}

describeWith(ansiblePlaybook)('the action pipelined_script', () => {
  test('runs a program of the server’s with its arguments as they are, and with nothing of where it runs', async () => {
    const { exitCode, output } = await runHere({ argv: ['DIRECTORY/program.py', '0', 'a "b"; $(c)\n温度'] })
    expect(exitCode, output).toBe(0)
    expect(output).toContain(String.raw`"stdout": "[[\"0\", \"a \\\"b\\\"; $(c)\\n\\u6e29\\u5ea6\"], \"\"]\n"`)
  })

  test('puts none of its arguments on the command line', async () => {
    const { output } = await runHere({
      argv: ['DIRECTORY/program.py', '0', 'http://127.0.0.1/?key=hunter2'], text: "print(open('/proc/self/cmdline').read())\n"
    })
    expect(output).toContain('exec(sys.stdin.buffer.readline())')
    expect(output).not.toContain('hunter2')
  })

  test('fails with what the program ended with', async () => {
    const { exitCode, output } = await runHere({ argv: ['DIRECTORY/program.py', '3'] })
    expect([exitCode, output]).toEqual([2, expect.stringContaining('"rc": 3')])
  })

  test('names a program that cannot be read', async () => {
    const { exitCode, output } = await runHere({ argv: ['/nowhere/program.pyz'] })
    expect([exitCode, output])
      .toEqual([2, expect.stringContaining('cannot read the program /nowhere/program.pyz on the server: No such file or directory')])
  })

  test('runs nothing in check mode', async () => {
    const { exitCode, output } = await runHere({ argv: ['DIRECTORY/program.py', '3'], flags: ['--check'] })
    expect([exitCode, output]).toEqual([0, expect.stringContaining('skipped=1')])
  })
})
