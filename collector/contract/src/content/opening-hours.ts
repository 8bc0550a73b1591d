import { z } from 'zod'
import { about } from '../about.ts'
import { weekdays } from '../receivers/receiver.ts'

/** The opening hours of a site as its devices get them, without the grace time of alerts. All times are by the clocks there. */
export const openingHoursOfSite = z.object({
  timeZone: z.string().meta(about('The time zone of the site (IANA).', 'Asia/Tokyo')),
  open: z.partialRecord(z.enum(weekdays), z.object({
    fromMinute: z.number().int().meta(about('Minutes from midnight to opening.', 480)),
    toMinute: z.number().int().meta(about('Minutes from the same midnight to closing; above 1440 if it closes on the next day.', 1080))
  })).describe('By the weekday on which they begin; a day that is left out is closed.'),
  closedDates: z.array(z.string()).describe('Dates on which no opening begins, such as 2026-12-29.')
})
export type OpeningHoursOfSite = z.infer<typeof openingHoursOfSite>
