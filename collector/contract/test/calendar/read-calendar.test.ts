import { describe, expect, test } from 'vitest'
import { formatMistakes, readCalendar } from '../../src/calendar/read-calendar.ts'
import { calendarText } from '../../src/calendar/calendar-text.ts'

const text = calendarText('en')
const mistakesIn = (content: string, words = text): readonly string[] =>
  formatMistakes('calendar.yml', readCalendar(content, words).mistakes, words)
const north = (lines: string): string => `sites:\n  north:\n    ${lines.replaceAll('\n', '\n    ')}\n`

describe('a calendar file', () => {
  test('has hours by weekday, dates and time zones by site, and dates on which all sites are closed', () => {
    const { calendar, mistakes } = readCalendar(
      '# Two halls\nsites:\n  north:\n    time_zone: Asia/Tokyo\n    open:\n      monday-friday: 08:00-18:00\n      saturday: 22:00-06:00\n    closed: [2026-12-28]\n  "hall (2)":\n    time_zone: asia/taipei\nclosed:\n  - 2026-12-31 to 2027-01-02\n',
      text
    )
    expect(mistakes).toEqual([])
    const [hall, site] = [calendar.get('hall (2)')!, calendar.get('north')!]
    expect(site.timeZone).toBe('Asia/Tokyo')
    expect(Object.keys(site.open)).toEqual(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'])
    expect(site.open).toMatchObject({ friday: { fromMinute: 480, toMinute: 1080 }, saturday: { fromMinute: 1320, toMinute: 1800 } })
    expect([...site.closedDates].sort()).toEqual(['2026-12-28', '2026-12-31', '2027-01-01', '2027-01-02'])
    expect([hall.timeZone, Object.keys(hall.open).length, hall.closedDates.size]).toEqual(['Asia/Taipei', 7, 3])
  })

  test('is bounded in bytes, sites and dates, and has no aliases', () => {
    const many = (count: number, line: (index: number) => string): string =>
      Array.from({ length: count }, (_, index) => line(index)).join('')
    expect(mistakesIn(`sites: {}\n#${'x'.repeat(65_536)}`)).toEqual(['calendar.yml:1: expected at most 65536 bytes, got 65547 bytes'])
    expect(mistakesIn(`sites:\n${many(1001, (index) => `  s${index}: {}\n`)}`)).toEqual([
      'calendar.yml:1: sites: expected at most 1000 sites, got a map'
    ])
    expect(mistakesIn(`closed:\n${many(3, () => '  - 2026-01-01 to 2026-12-31\n')}sites: {}\n`)).toEqual([
      'calendar.yml:1: closed: expected at most 1000 dates in one list, got a list'
    ])
    expect(mistakesIn('sites:\n  north: &north {}\n  south: *north\n')).toEqual([
      'calendar.yml:3: expected the hours or dates themselves, since aliases are not allowed, got "*north"'
    ])
    expect(mistakesIn(`sites:\n${many(900, (index) => `  s${index}: 1\n`)}`)).toHaveLength(100)
  })

  test.each(['', '# nothing yet\n', 'sites: {}\n'])('without sites closes none: %j', (content) => {
    expect(readCalendar(content, text)).toEqual({ calendar: new Map(), mistakes: [] })
  })

  test.each([
    [
      'site: {}\n',
      [
        'calendar.yml:1: sites: expected sites, each with its entries below it, got nothing',
        'calendar.yml:1: site: expected one of sites, closed, got "site"'
      ]
    ],
    ['- north\n', ['calendar.yml:1: expected sites: with the sites below it, and maybe closed:, got a list']],
    [
      'sites:\n  north:\n  south: open\n',
      [
        'calendar.yml:2: sites.north: expected time_zone:, open: or closed:, got nothing',
        'calendar.yml:3: sites.south: expected time_zone:, open: or closed:, got "open"'
      ]
    ],
    ['sites:\n  "": {}\n', ['calendar.yml:2: sites.: expected a site such as north: at most 64 printable characters, got ""']],
    [north('opne: {}'), ['calendar.yml:3: sites.north.opne: expected one of time_zone, open, closed, got "opne"']],
    [
      north('open:\n  mon-fri: 08:00-18:00'),
      ['calendar.yml:4: sites.north.open.mon-fri: expected a day such as saturday, or days such as monday-friday, got "mon-fri"']
    ],
    [
      north('open:\n  monday-tuesday: 8-18'),
      [
        'calendar.yml:4: sites.north.open.monday-tuesday: expected hours such as 08:00-18:00, or 22:00-06:00 until the next morning, got "8-18"'
      ]
    ],
    [
      north('open:\n  monday-friday: 08:00-18:00\n  friday: 08:00-15:00'),
      ['calendar.yml:5: sites.north.open.friday: expected each day once, got "friday"']
    ],
    [north('closed: 2026-12-29'), ['calendar.yml:3: sites.north.closed: expected a list of dates, got "2026-12-29"']],
    [
      north('closed:\n  - 2026-12-29\n  - 2027-02-29'),
      [
        'calendar.yml:5: sites.north.closed.1: expected a date such as 2026-12-29, or dates such as 2026-12-29 to 2027-01-04, at most a year, got "2027-02-29"'
      ]
    ],
    [north('time_zone: +09:00'), ['calendar.yml:3: sites.north.time_zone: expected a time zone such as Asia/Tokyo, got "+09:00"']],
    ['sites:\n  north: {}\n  north: {}\n', ['calendar.yml:3: expected each name once, got "north"']],
    ['sites:\n  north: *days\n', [expect.stringMatching(/^calendar\.yml:\d: expected /)]]
  ])('is refused with file, line, what was expected and what came: %j', (content, mistakes) => {
    expect(mistakesIn(content)).toEqual(mistakes)
    expect(readCalendar(content, text).calendar.size).toBe(0)
  })

  test('is refused once for an open bracket, however many lines follow from it', () => {
    expect(mistakesIn('sites:\n  north: [1\n  south: [2\nclosed: []\n', calendarText('en'))).toEqual([
      'calendar.yml:3: expected YAML, got a syntax error: Flow sequence in block collection must be sufficiently indented and end with a ]'
    ])
  })

  test('is refused with all mistakes at once, from top to bottom, in the reader’s language', () => {
    expect(mistakesIn(north('closed: [today]\nopen:\n  someday: 8\ntime_zone: Tokyo'), calendarText('ja'))).toEqual([
      'calendar.yml:3: sites.north.closed.0: 2026-12-29 のような日付か、2026-12-29 to 2027-01-04 のような期間（1 年以内）を書いてください（現在："today"）',
      'calendar.yml:5: sites.north.open.someday: saturday のような曜日か、monday-friday のような範囲を書いてください（現在："someday"）',
      'calendar.yml:6: sites.north.time_zone: Asia/Tokyo のようなタイムゾーンを書いてください（現在："Tokyo"）'
    ])
  })
})
