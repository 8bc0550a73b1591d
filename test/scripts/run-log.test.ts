import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { describeWith } from '../whole/processes.ts'

const runLog = join(import.meta.dirname, '..', '..', 'scripts', 'shell', 'run-log.sh')
const up = (lines: number): string => `\u001b[${lines}A\u001b[J`

// Debian's own, and the one that macOS and the BSDs have (https://github.com/onetrueawk/awk).
for (const awk of ['/usr/bin/awk', '/usr/bin/original-awk']) {
  describeWith(awk)(`a run’s log, settled by ${awk}`, () => {
    let directory: string
    beforeEach(() => {
      directory = temporaryDirectory()
      mkdirSync(join(directory, 'bin'))
      symlinkSync(awk, join(directory, 'bin', 'awk'))
    })

    test.each([
      [
        'what was printed without a terminal stays as it is',
        '第二工場\n  [3A is no sequence\n\nend\n',
        '第二工場\n  [3A is no sequence\n\nend\n'
      ],
      ['lines that were drawn anew are there once', `plan\nwaiting 2\n  a\n${up(2)}waiting 1\n  b\n${up(2)}done\n`, 'plan\ndone\n'],
      ['what was wiped at the end is gone', `plan\nwaiting\n${up(1)}`, 'plan\n\n'],
      [
        'the Ctrl-C that ended the view goes with what was drawn',
        `plan\nwaiting\n  a\n^C\r${up(2)}The run goes on.\n`,
        'plan\nThe run goes on.\n'
      ],
      ['several wipes in one line add up', `1\n2\n3\n${up(1)}${up(1)}4\n`, '1\n4\n'],
      ['a wipe past the top does no harm', `1\n${up(9)}2\n`, '2\n'],
      ['colours and carriage returns go', '\u001b[1;32mok\u001b[0m\r\n\u001b[?25lx\r\n', 'ok\nx\n']
    ])('%s', (_, printed, kept) => {
      const file = join(directory, 'log')
      writeFileSync(file, printed)
      const { stdout, stderr } = spawnSync('/bin/bash', ['--norc', '-c', '. "$1" && settled "$2"', 'bash', runLog, file], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: `${join(directory, 'bin')}:/usr/bin:/bin` }
      })
      expect([stdout, stderr]).toEqual([kept, ''])
      expect(existsSync(file)).toBe(true)
    })
  })
}
