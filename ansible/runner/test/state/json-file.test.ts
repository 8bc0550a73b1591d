import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let directory: string
beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'mimamori-json-')) })
afterEach(() => { rmSync(directory, { recursive: true }) })

/** Runs a statement in a process whose files may have 1024 bytes: like on a disk that is almost full, a write there takes what still fits, and only the next one fails. */
const withLittleRoom = (module: string, statement: string): string => {
  const source = `import * as it from ${JSON.stringify(join(import.meta.dirname, '..', '..', 'src', 'state', module))}\ntry { ${statement} } catch ({ code }) { process.stdout.write(code) }`
  const { stdout, stderr } = spawnSync('/bin/bash', ['-c', 'ulimit -f 1; exec "$0" --input-type=module-typescript -e "$1"', process.execPath, source], { cwd: directory, encoding: 'utf8' })
  return stdout + stderr
}

it('leaves a good file as it is where the new one does not fit on the disk', () => {
  const file = join(directory, 'verdict.json')
  writeFileSync(file, 'good')
  expect(withLittleRoom('json-file.ts', 'it.writeFileDurably("verdict.json", "x".repeat(5000))')).toBe('EFBIG')
  expect(readFileSync(file, 'utf8')).toBe('good')
})

it('says that lines do not fit on the disk', () => {
  expect(withLittleRoom('json-lines.ts', 'it.appendJsonLines("events.jsonl", ["x".repeat(5000)])')).toBe('EFBIG')
})
