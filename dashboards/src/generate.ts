/** Writes dashboards/out/, which is committed: `npm test` compares it with what this would write. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles } from './generated-files.ts'

const out = join(import.meta.dirname, '..', 'out')

// What nothing generates any more goes.
rmSync(out, { recursive: true, force: true })
for (const [path, content] of generatedFiles()) {
  mkdirSync(dirname(join(out, path)), { recursive: true })
  writeFileSync(join(out, path), content)
}
