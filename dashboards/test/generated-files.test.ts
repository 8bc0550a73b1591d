import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '@mimamori/program/language'
import { expect, test } from 'vitest'
import { withAlertTable } from '../src/alerts/runbook-index.ts'
import { generatedFiles, layoutPictures } from '../src/generated-files.ts'

const root = join(import.meta.dirname, '..', '..')

test.each([
  ['dashboards/out', generatedFiles()],
  ['docs/dashboards', layoutPictures()]
])('%s holds what generate.ts would write, and nothing else', (directory, files) => {
  expect(globSync('**/*.*', { cwd: join(root, directory) }).sort()).toEqual([...files.keys()].sort())
  for (const [path, content] of files) {
    expect(readFileSync(join(root, directory, path), 'utf8'), `${path}: run node dashboards/src/generate.ts`).toBe(content)
  }
})

test.each(languages)('the runbook lists every alert as generate.ts would write it (%s)', (language) => {
  const readme = readFileSync(join(root, 'docs', language === 'en' ? '' : language, 'runbook/README.md'), 'utf8')
  expect(readme, 'run node dashboards/src/generate.ts').toBe(withAlertTable(readme, language))
})
