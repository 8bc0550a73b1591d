/** Messages about the calendar file, in English. */
export const calendarTextEn = {
  mistake: (place: string, where: string, expected: string, got: string) => `${place}: ${where}expected ${expected}, got ${got}`,
  unreadable: (file: string, reason: string) => `${file} cannot be read: ${reason}`,
  notInForce: (mistake: string, more: number) =>
    `The calendar cannot be used, so the one before stays in force. ${mistake}${more === 0 ? '' : ` (and ${more} more)`}`,
  expected: {
    yaml: 'YAML',
    bytes: (most: number) => `at most ${most} bytes`,
    noAlias: 'the hours or dates themselves, since aliases are not allowed',
    keyOnce: 'each name once',
    fewSites: 'at most 1000 sites',
    fewDates: 'at most 1000 dates in one list',
    file: 'sites: with the sites below it, and maybe closed:',
    sites: 'sites, each with its entries below it',
    siteName: 'a site such as north: at most 64 printable characters',
    site: 'time_zone:, open: or closed:',
    oneOf: (keys: readonly string[]) => `one of ${keys.join(', ')}`,
    open: 'days, each with its hours',
    days: 'a day such as saturday, or days such as monday-friday',
    dayOnce: 'each day once',
    hours: 'hours such as 08:00-18:00, or 22:00-06:00 until the next morning',
    closed: 'a list of dates',
    dates: 'a date such as 2026-12-29, or dates such as 2026-12-29 to 2027-01-04, at most a year',
    timeZone: 'a time zone such as Asia/Tokyo'
  },
  got: {
    syntax: (message: string) => `a syntax error: ${message}`,
    bytes: (count: number) => `${count} bytes`,
    nothing: 'nothing',
    list: 'a list',
    map: 'a map'
  },
  /** The output of `calendar check` for a site. */
  alwaysOpen: 'always open',
  closedDays: (count: number) => `${count} ${count === 1 ? 'date' : 'dates'} closed`,
  openNow: 'open now',
  offHours: 'closed now, for good',
  offHoursUntil: (time: string) => `off-hours until ${time}`,
  weekdays: { monday: 'Mon', tuesday: 'Tue', wednesday: 'Wed', thursday: 'Thu', friday: 'Fri', saturday: 'Sat', sunday: 'Sun' },
  noSites: 'There are no sites in it.',
  fine: (file: string) => `${file} has no mistakes.`
}

/** The same in one language. English is the model. */
export type CalendarText = typeof calendarTextEn
