import type { NewLogLine } from '../devices/snapshot/log-line.ts'

/** Lines by their millisecond, in Unix milliseconds. */
export type EarlierInMillisecond = Readonly<Record<number, number>>

/** Milliseconds that are remembered of each device: batches that follow each other share the last, batches of several files some more. */
const remembered = 8

/**
 * Counts the lines of each device by their millisecond, so that the lines of one keep their order over several batches. Gives how
 * many lines earlier batches had in a batch's milliseconds; undefined for none.
 */
export const createMillisecondOrder = (): (deviceId: string, lines: readonly NewLogLine[]) => EarlierInMillisecond | undefined => {
  const ofDevice = new Map<string, ReadonlyMap<number, number>>()
  return (deviceId, lines) => {
    const earlier = ofDevice.get(deviceId)
    const places = new Map(earlier)
    const before: Record<number, number> = {}
    for (const { eventMs } of lines) {
      const ms = Math.floor(eventMs)
      const [ofEarlier, count = 0] = [earlier?.get(ms), places.get(ms)]
      if (ofEarlier !== undefined) before[ms] = ofEarlier
      // The latest at the end.
      places.delete(ms)
      places.set(ms, count + 1)
    }
    ofDevice.set(deviceId, new Map([...places].slice(-remembered)))
    return Object.keys(before).length === 0 ? undefined : before
  }
}
