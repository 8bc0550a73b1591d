import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { runPackage } from '../../../scripts/package/run-package.ts'
import { packageText } from '../../../scripts/package/text.ts'
import { checkout } from '../../lab/node-binary.ts'

/** What it printed, and its exit code. */
const said = async (args: readonly string[], directory = checkout) => {
  const lines: string[] = []
  const print = (line: string): void => { lines.push(line) }
  const code = await runPackage(args, { checkout: directory, env: {}, language: 'en', print, complain: print })
  return { code, output: lines.join('\n') }
}

test('says what an architecture should be', async () => {
  expect(await said(['--architecture', 'armhf'])).toEqual({
    code: 2, output: `--architecture: expected arm64 or amd64, got "armhf"\n${packageText('en').usage}`
  })
})

test('needs the time of the commit, without which it would make other bytes each time', async () => {
  expect(await said([], temporaryDirectory())).toEqual({ code: 1, output: packageText('en').noTime })
})
