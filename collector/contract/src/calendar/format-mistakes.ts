import type { CalendarText } from './calendar-text.ts'
import type { CalendarMistake } from './read-calendar.ts'

/** Each as `FILE:LINE: where: expected …, got …`, which editors can jump to. */
export const formatMistakes = (file: string, mistakes: readonly CalendarMistake[], text: CalendarText): readonly string[] =>
  mistakes.map(({ line, where, expected, got }) => text.mistake(`${file}:${line}`, where === '' ? '' : `${where}: `, expected, got))
