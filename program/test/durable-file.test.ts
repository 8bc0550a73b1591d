import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { replaceFile, replaceFileSync } from '../src/durable-file.ts'

let directory: string
let file: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mimamori-durable-'))
  file = join(directory, 'state.json')
})
afterEach(() => { rmSync(directory, { recursive: true }) })

/**
 * Runs it in a process whose files may have 1024 bytes: like on a disk that is almost full, a write there takes what still fits, and only
 * the next one fails.
 */
const withLittleRoom = (name: string): string => {
  const source = `import * as it from ${JSON.stringify(join(import.meta.dirname, '..', 'src', 'durable-file.ts'))}\ntry { await it.${name}("state.json", "x".repeat(5000), { mode: 0o600 }) } catch ({ code }) { process.stdout.write(code) }`
  const { stdout, stderr } = spawnSync(
    '/bin/bash',
    ['-c', 'ulimit -f 1; exec "$0" --input-type=module-typescript -e "$1"', process.execPath, source],
    { cwd: directory, encoding: 'utf8' }
  )
  return stdout + stderr
}

describe.each([['replaceFile', replaceFile], ['replaceFileSync', replaceFileSync]] as const)('%s', (name, replace) => {
  it('writes the content with the mode that is asked for, and leaves nothing beside it', async () => {
    await replace(file, 'one', { mode: 0o666 })
    await replace(file, 'two', { mode: 0o640 })
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777, readdirSync(directory)]).toEqual(['two', 0o640, ['state.json']])
  })

  it('leaves a good file as it is where the new one does not fit on the disk', () => {
    writeFileSync(file, 'good')
    expect(withLittleRoom(name)).toBe('EFBIG')
    expect(readFileSync(file, 'utf8')).toBe('good')
  })

  it('takes away what an earlier one has left, and follows no link that was put there', async () => {
    writeFileSync(join(directory, 'elsewhere'), 'untouched')
    symlinkSync(join(directory, 'elsewhere'), `${file}.new`)
    await replace(file, 'one', { mode: 0o600 })
    mkdirSync(`${file}.new`)
    await replace(file, 'two', { mode: 0o600 })
    expect([readFileSync(file, 'utf8'), readFileSync(join(directory, 'elsewhere'), 'utf8')]).toEqual(['two', 'untouched'])
  })
})

it('lets the new file be prepared before anybody can find it', () => {
  let found: readonly string[] = []
  replaceFileSync(file, 'one', { mode: 0o600, prepare: () => { found = readdirSync(directory) } })
  expect(found).toEqual(['state.json.new'])
})

it('says that there is no such directory', async () => {
  await expect(replaceFile(join(directory, 'nowhere', 'state.json'), 'one', { mode: 0o600 })).rejects.toThrow(/ENOENT/)
})
