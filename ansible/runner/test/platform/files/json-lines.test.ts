import { spawnSync } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { followJsonLines } from '../../../src/platform/files/follow-lines.ts'
import { appendJsonLines, readJsonLines } from '../../../src/platform/files/json-lines.ts'

let directory: string
let file: string
beforeEach(() => {
  directory = temporaryDirectory()
  file = join(directory, 'lines.jsonl')
})

it('loses only the line that a crash left torn', () => {
  appendJsonLines(file, [{ n: 1 }])
  appendFileSync(file, '{"n":2,"te')
  expect(readJsonLines(file)).toStrictEqual([{ n: 1 }])
  appendJsonLines(file, [{ n: 3 }, { n: 4 }])
  expect(readJsonLines(file)).toStrictEqual([{ n: 1 }, { n: 3 }, { n: 4 }])
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(5)
})

it('has no lines where there is no file', () => {
  expect(readJsonLines(file)).toStrictEqual([])
})

it('follows a file from before it is there, a character in two parts too', () => {
  const follower = followJsonLines(file)
  expect(follower.read()).toStrictEqual([])
  const line = Buffer.from('{"text":"温度"}\n')
  writeFileSync(file, line.subarray(0, 10))
  expect(follower.read()).toStrictEqual([])
  appendFileSync(file, Buffer.concat([line.subarray(10), Buffer.from('no json\n{"n":1}\n{"n":')]))
  expect(follower.read()).toStrictEqual([{ text: '温度' }, { n: 1 }])
  appendFileSync(file, '2}\n')
  expect(follower.read()).toStrictEqual([{ n: 2 }])
  expect(follower.unreadable).toBe(1)
})

it('follows lines beyond the size of one read', () => {
  const follower = followJsonLines(file)
  const long = { text: 'あ'.repeat(60_000) }
  appendJsonLines(file, [long, { n: 1 }])
  expect(follower.read()).toStrictEqual([long, { n: 1 }])
})

it('says that lines do not fit on the disk', () => {
  // Files may have 1024 bytes: like on a disk that is almost full, a write there takes what still fits, and only the next one fails.
  const source = `import { appendJsonLines } from ${JSON.stringify(join(
    import.meta.dirname, '..', '..', '..', 'src', 'platform', 'files', 'json-lines.ts'
  ))}\ntry { appendJsonLines("lines.jsonl", ["x".repeat(5000)]) } catch ({ code }) { process.stdout.write(code) }`
  const { stdout, stderr } = spawnSync(
    '/bin/bash', ['-c', 'ulimit -f 1; exec "$0" --input-type=module-typescript -e "$1"', process.execPath, source],
    { cwd: directory, encoding: 'utf8' }
  )
  expect(stdout + stderr).toBe('EFBIG')
})
