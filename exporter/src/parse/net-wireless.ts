/** One interface of /proc/net/wireless. */
export interface WirelessStatistics {
  readonly device: string
  /** In dBm; undefined if the driver does not report it. */
  readonly signalDbm: number | undefined
  readonly noiseDbm: number | undefined
  /** Packets that were not delivered: too many attempts, and other reasons. */
  readonly discardedRetry: number
  readonly discardedMisc: number
  readonly missedBeacons: number
}

/** A level in dBm is negative; drivers without one write 0 or -256. */
const decibels = (field: string | undefined): number | undefined => {
  const value = Number.parseFloat(field ?? '')
  return value < 0 && value > -200 ? value : undefined
}

/** Reads /proc/net/wireless (Linux net/wireless/wext-proc.c). @throws if a line has another form. */
export const parseNetWireless = (text: string): WirelessStatistics[] =>
  text
    .split('\n')
    .slice(2)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':')
      const fields = line
        .slice(colon + 1)
        .trim()
        .split(/\s+/)
      const [retry, misc, beacons] = [fields[7], fields[8], fields[9]].map(Number)
      if (colon === -1 || retry === undefined || misc === undefined || beacons === undefined || Number.isNaN(retry + misc + beacons)) {
        throw new Error(`expected an interface and ten numbers in /proc/net/wireless, found ${JSON.stringify(line)}`)
      }
      return {
        device: line.slice(0, colon).trim(),
        signalDbm: decibels(fields[2]),
        noiseDbm: decibels(fields[3]),
        discardedRetry: retry,
        discardedMisc: misc,
        missedBeacons: beacons
      }
    })
