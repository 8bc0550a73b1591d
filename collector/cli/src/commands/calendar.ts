import { readFileSync } from 'node:fs'
import { flag, type Command } from '../command.ts'
import { CommandError } from '../errors.ts'

/** Reads the file itself and asks no collector, so that a file can be checked before it is put in its place. */
export const checkCalendar: Command = {
  words: 'calendar check',
  positionals: { FILE: 'calendarFile' },
  options: { json: flag },
  async run ({ positionals: [file = ''], flag: given, language, print, timeZone, text }) {
    let content: string
    try {
      content = readFileSync(file, 'utf8')
    } catch (error) {
      throw new CommandError(text.unreadableFile(file, (error as Error).message), { cause: error })
    }
    const { calendarLines } = await import('./calendar-lines.ts')
    for (const line of calendarLines({ file, content, asJson: given('json'), language, timeZone })) print(line)
  }
}
