/** Writes dashboards/out/, which is committed: `npm test` compares it with what this would write. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedFiles } from './generated-files.ts'

const out = join(import.meta.dirname, '..', 'out')

mkdirSync(out, { recursive: true })
for (const [path, content] of generatedFiles()) writeFileSync(join(out, path), content)
