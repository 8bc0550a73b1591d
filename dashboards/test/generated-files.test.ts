import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generatedFiles, layoutPictures } from '../src/generated-files.ts'

const root = join(import.meta.dirname, '..', '..')

test.each([
  ['dashboards/out', generatedFiles()],
  ['docs/dashboards', layoutPictures()]
])('%s holds what generate.ts would write, and nothing else', (directory, files) => {
  expect(globSync('**/*.*', { cwd: join(root, directory) }).sort()).toEqual([...files.keys()].sort())
  for (const [path, content] of files) expect(readFileSync(join(root, directory, path), 'utf8'), `${path}: run node dashboards/src/generate.ts`).toBe(content)
})
