import { readCalendar } from '../../src/calendar/read-calendar.ts'
import type { SiteCalendar } from '../../src/calendar/calendar.ts'
import { calendarText } from '../../src/calendar/calendar-text.ts'

/** What a file says of the site north, given its lines below `north:`. */
export const siteInTest = (lines: string): SiteCalendar => {
  const { calendar, mistakes } = readCalendar(
    `sites:\n  north:\n${lines
      .split('\n')
      .map((line) => `    ${line}\n`)
      .join('')}`,
    calendarText('en')
  )
  if (mistakes.length > 0) throw new Error(JSON.stringify(mistakes))
  return calendar.get('north')!
}
