import type { LogLine } from '../devices/snapshot/log-line.ts'

/** The newest lines of each device in memory, for pages that show some of every device. */
export interface NewestLines {
  /** The most of each device. */
  readonly mostOfEach: number
  add (lines: readonly LogLine[]): void
  /** Newest first. */
  of (deviceId: string, limit: number): readonly LogLine[]
  clampTimes (nowMs: number): void
}

export const createNewestLines = (): NewestLines => {
  const mostOfEach = 20
  /** Oldest first. */
  const newest = new Map<string, LogLine[]>()
  return {
    mostOfEach,
    add (lines) {
      for (const line of lines) {
        const ofDevice = newest.get(line.deviceId) ?? []
        // By time and not by id, which is still the old one if a time was corrected.
        const place = ofDevice.findLastIndex(({ eventMs }) => eventMs <= line.eventMs) + 1
        ofDevice.splice(place, 0, line)
        if (ofDevice.length > mostOfEach) ofDevice.shift()
        newest.set(line.deviceId, ofDevice)
      }
    },
    of: (deviceId, limit) => (newest.get(deviceId) ?? []).slice(-limit).reverse(),
    clampTimes (nowMs) {
      for (const [deviceId, lines] of newest) {
        newest.set(
          deviceId,
          lines.map((line) =>
            line.receivedMs <= nowMs && line.eventMs <= nowMs
              ? line
              : { ...line, receivedMs: Math.min(line.receivedMs, nowMs), eventMs: Math.min(line.eventMs, nowMs) }
          )
        )
      }
    }
  }
}
