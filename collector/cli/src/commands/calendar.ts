import type { Command } from '../command.ts'
import { readInput } from '../read-file.ts'

/** Reads the file itself and asks no collector, so that a file can be checked before it is put in its place. */
export const checkCalendar: Command = {
  words: 'calendar check',
  positionals: { FILE: 'calendarFile' },
  async run (invocation) {
    const { subject: file, text } = invocation
    const content = readInput(file, text)
    const { calendarAnswer } = await import('./calendar-answer.ts')
    return calendarAnswer({ file, content }, invocation)
  }
}
