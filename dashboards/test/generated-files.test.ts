import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generatedFiles } from '../src/generated-files.ts'

const out = join(import.meta.dirname, '..', 'out')

test('out/ holds what generate.ts would write, and nothing else', () => {
  const files = generatedFiles()
  expect(globSync('**/*.*', { cwd: out }).sort()).toEqual([...files.keys()].sort())
  for (const [path, content] of files) expect(readFileSync(join(out, path), 'utf8'), `${path}: run node dashboards/src/generate.ts`).toBe(content)
})
