import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openCalendarFile } from '../../../src/devices/calendar/calendar-file.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const good = 'sites:\n  north:\n    open:\n      monday: 08:00-18:00\n'
const bad = 'sites:\n  north:\n    open:\n      monday: 8-18\n'

const arrange = () => {
  const directory = temporaryDirectory()
  const [file, lastValidFile] = [join(directory, 'calendar.yml'), join(directory, 'kept.yml')]
  const lines: Record<string, unknown>[] = []
  const log = pino({}, { write: (line: string) => { lines.push(JSON.parse(line) as Record<string, unknown>) } })
  return {
    file,
    write: (content: string) => {
      writeFileSync(file, content)
    },
    open: () => openCalendarFile({ file, lastValidFile, log }),
    errors: () => lines.filter(({ level }) => level === 50)
  }
}

test('another content comes into force, and its listeners hear of it for as long as they wish', async () => {
  const { write, open } = arrange()
  write('')
  const calendar = await open()
  let changes = 0
  const unsubscribe = calendar.onChange(() => { changes += 1 })
  write(good)
  await calendar.check()
  expect([...calendar.current().keys()]).toEqual(['north'])
  await calendar.check()
  expect(changes).toBe(1)
  unsubscribe()
  write('')
  await calendar.check()
  expect(changes).toBe(1)
})

test('while the file has mistakes or is gone, the last one without stays in force, also after a restart, and each is said once', async () => {
  const { file, write, open, errors } = arrange()
  write(good)
  const calendar = await open()
  write(bad)
  await calendar.check()
  await calendar.check()
  expect(errors()).toMatchObject([
    {
      msg: 'calendar has mistakes; the last one without mistakes stays in force',
      mistakes: [
        `${file}:4: sites.north.open.monday: expected hours such as 08:00-18:00, or 22:00-06:00 until the next morning, got "8-18"`
      ]
    }
  ])
  expect(calendar.current().size).toBe(1)
  expect(calendar.problem('ja')).toBe(
    `カレンダーに誤りがあるため、変更前のものを使っています。${file}:4: sites.north.open.monday: 08:00-18:00 のような時間（翌朝までなら 22:00-06:00）を書いてください（現在："8-18"）`
  )
  rmSync(file)
  await calendar.check()
  expect(calendar.problem('en')).toMatch(/^The calendar cannot be used, so the one before stays in force\. .* cannot be read: ENOENT/)
  expect(errors()[1]).toMatchObject({ mistakes: [expect.stringContaining(`${file} cannot be read: ENOENT`)] })
  expect((await open()).current().size).toBe(1)
  write(good)
  await calendar.check()
  expect(calendar.problem('en')).toBeUndefined()
})

test('a file that was never right closes no site', async () => {
  const { write, open, errors } = arrange()
  write(bad)
  expect((await open()).current().size).toBe(0)
  expect(errors()).toHaveLength(1)
})
