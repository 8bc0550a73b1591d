import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { installSet } from './installed-set.ts'

const program = join(import.meta.dirname, 'crashing-set.ts')

/** Whether it came to its end. */
const installUntil = (directory: string, text: string, step: number): boolean => {
  const { signal, status, stderr } = spawnSync(process.execPath, [program, directory, text, String(step)], { encoding: 'utf8' })
  if (signal === null && status !== 0) throw new Error(stderr)
  return signal === null
}
/** The text of the version that is shown: all of its files are there, and are its. */
const shown = (directory: string): string => {
  const read = (path: string): string => readFileSync(join(directory, 'welcome/current', path), 'utf8')
  const text = read('a').replace(/ a$/, '')
  expect([read('b/c'), readdirSync(join(directory, 'welcome/current'))]).toEqual([`${text} b/c`, ['a', 'b']])
  return text
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
/** The version that the kiosk and the reload step were told of. */
const announced = (directory: string): unknown => JSON.parse(readFileSync(join(directory, 'welcome/switched'), 'utf8'))

it.each([
  ['new', 'new', 0], ['bad', 'old', 2]
])('shows the old version or the %s one after a power cut at any step, and then comes to the %s one and says so', async (text, result, left) => {
  const start = temporaryDirectory()
  for (const text of ['zero', 'old']) await installSet(start, text)
  const seen = new Set<string>()
  let steps = 0
  for (let isWhole = false; !isWhole; steps += 1) {
    const directory = temporaryDirectory()
    cpSync(start, directory, { recursive: true, verbatimSymlinks: true })
    isWhole = installUntil(directory, text, steps)
    seen.add(shown(directory))
    await installSet(directory, text)
    expect(shown(directory), `after a cut before step ${steps}`).toBe(result)
    expect(announced(directory), `after a cut before step ${steps}`).toMatchObject({ digest: digestOf(result) })
    expect(readdirSync(join(directory, 'welcome/versions'))).toHaveLength(4)
    expect(existsSync(join(directory, 'welcome/incoming')) ? readdirSync(join(directory, 'welcome/incoming')) : []).toHaveLength(left)
  }
  expect([...seen].toSorted()).toEqual([text, 'old'].toSorted())
  expect(steps).toBeGreaterThan(20)
}, 120_000)
