import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'

/** `20260314-093000-0a1b2c`: UTC of the start, and six random hexadecimal digits. */
export const newRunId = (clock: Pick<Clock, 'now'>): string => {
  const [date = '', time = ''] = new Date(clock.now()).toISOString().replace(/[-:]/g, '').split(/[T.]/)
  return `${date}-${time}-${randomBytes(3).toString('hex')}`
}
