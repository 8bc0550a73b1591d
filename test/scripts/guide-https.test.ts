import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startCollector } from '../../collector/test/collector-process.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { opensslIsMissing } from '../../collector/test/self-signed.ts'

const run = promisify(execFile)

/** What one types after that heading, in the order of the page, with the files in a directory of the test's own. */
const linesAfter = (heading: string, page: string, directory: string): readonly string[] =>
  readFileSync(join(import.meta.dirname, '..', '..', page), 'utf8')
    .split(`\n${heading}\n`)[1]!
    .split('\n## ')[0]!
    .match(/^```[\s\S]*?^```$/gm)!
    .flatMap((block) => block.split('\n').slice(1, -1))
    .map((line) => line.replaceAll('/etc/mimamori', directory))

test.skipIf(opensslIsMissing).each([
  ['docs/guides/collector-setup.md', '## With https'],
  ['docs/ja/guides/collector-setup.md', '## https を使う場合']
])('%s leads to a collector whose own check succeeds by https', async (page, heading) => {
  const directory = temporaryDirectory()
  const lines = linesAfter(heading, page, directory)
  const typed = (program: string): readonly (readonly string[])[] =>
    lines
      .map((line) => line.replace('sudo ', '').split(' '))
      .filter(([first]) => first === program)
      .map(([, ...words]) => words)
  const openssl = typed('openssl')
  expect(openssl.map(([command]) => command)).toEqual(['req', 'req', 'verify'])
  for (const words of openssl) await run('openssl', words)
  const env = Object.fromEntries(lines.filter((line) => line.startsWith('MIMAMORI_TLS_')).map((line) => line.split('='))) as Record<
    string,
    string
  >
  expect(Object.keys(env)).toEqual(['MIMAMORI_TLS_CERT', 'MIMAMORI_TLS_KEY'])
  await using collector = await startCollector({ dataDirectory: join(directory, 'data'), env })
  const { stdout } = await run('curl', typed('curl')[0]!.map((word) => word.replace('https://127.0.0.1:8080', collector.origin.origin)))
  expect(stdout).toContain('"ok":true')
})
