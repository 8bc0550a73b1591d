/** The calendar file: sites' opening hours, closed dates and time zones, and the off-hours that follow from them. */
export { noCalendar, type Calendar, type OpeningHours, type SiteCalendar } from './calendar.ts'
export { calendarText, type CalendarText } from './calendar-text.ts'
export { formatMistakes } from './read-calendar.ts'
export { formatTimeOfDay } from './off-hours-of-day.ts'
export { offHoursAt, type OffHours } from './off-hours.ts'
export { dateOf, minutesOfDay, offHoursOfDay, weekdayOf, type DayRange } from './off-hours-of-day.ts'
export { mostCalendarBytes, readCalendar } from './read-calendar.ts'
