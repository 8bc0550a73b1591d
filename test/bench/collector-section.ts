import { measureCollector, type LoadCost } from './collector-measurements.ts'
import { measurePushgateway } from './pushgateway-measurements.ts'
import { median, quantile } from './statistics.ts'
import { megabytes, milliseconds, percent, type Section } from './table.ts'

const devices = 1000
const paceSeconds = 20
const pages = 7
/** How often a device reports in a real fleet. */
const realIntervalSeconds = 60

const refusalsOf = ({ refusals }: Pick<LoadCost, 'refusals'>): string =>
  Object.entries(refusals).map(([status, count]) => `${count} × ${status}`).join(', ') || 'none'

/** The collector beside Pushgateway, both given the same expositions of the same fleet. */
export const collectorSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const { measurements: ours, fleet } = await measureCollector({ directory, devices, paceSeconds, pages, say })
  const peer = await measurePushgateway({ directory, fleet, paceSeconds, pages, say })
  const share = ours.paced.cpuSecondsEach * devices / realIntervalSeconds
  const [ourP99, peerP99] = [quantile(ours.paced.latencies, 0.99), quantile(peer.paced.latencies, 0.99)]
  const pageRatio = ours.page.seconds / peer.page.seconds * peer.page.series / ours.page.series
  return {
    title: 'The collector beside Pushgateway',
    method: `${devices} devices with a real agent’s reports of four boards: ${Math.round(ours.series / devices)} series, ${(ours.meanBytes / 1000).toFixed(1)} kB of text, ${(ours.meanCompressedBytes / 1000).toFixed(1)} kB compressed, ` +
      `a connection for each, on loopback. “Evenly” is one report of each over ${paceSeconds} s, ${realIntervalSeconds / paceSeconds} times as fast as a real fleet. Pushgateway, in a directory of its own, gets the same texts, a group for each device; ` +
      'its consistency check, which it has by default, is off but for the last row. Event-loop delay is what a 1 ms timer in the collector’s process sees. Pages are uncompressed and read to the end: medians of ' + `${pages}.`,
    peer: 'Pushgateway',
    rows: [
      { what: 'CPU for a report, evenly', ours: milliseconds(ours.paced.cpuSecondsEach), peer: milliseconds(peer.paced.cpuSecondsEach), ratio: ours.paced.cpuSecondsEach / peer.paced.cpuSecondsEach },
      { what: `of a core, ${devices} devices every ${realIntervalSeconds} s`, ours: percent(share), peer: percent(peer.paced.cpuSecondsEach * devices / realIntervalSeconds), budget: { text: 'at most 5 %', isKept: share <= 0.05 } },
      { what: 'answer, 99th percentile, evenly', ours: milliseconds(ourP99), peer: milliseconds(peerP99), ratio: ourP99 / peerP99, budget: { text: 'under 50 ms', isKept: ourP99 < 0.05 } },
      { what: 'refused, evenly', ours: refusalsOf(ours.paced), peer: refusalsOf(peer.paced) },
      { what: 'event-loop delay, 99.9th percentile, evenly', ours: milliseconds(ours.paced.eventLoop.p999Seconds), peer: '', budget: { text: 'at most 15 ms', isKept: ours.paced.eventLoop.p999Seconds <= 0.015 } },
      { what: 'event-loop delay, longest, evenly', ours: milliseconds(ours.paced.eventLoop.maximumSeconds), peer: '' },
      { what: 'all at once: until the last is taken', ours: milliseconds(ours.burst.seconds), peer: '', budget: { text: 'within a minute', isKept: ours.burst.latencies.length === devices && ours.burst.seconds <= 60 } },
      { what: 'refused, all at once', ours: refusalsOf(ours.burst), peer: '' },
      { what: 'event-loop delay, longest, all at once', ours: milliseconds(ours.burst.eventLoop.maximumSeconds), peer: '' },
      { what: 'anonymous memory a series', ours: `${ours.anonymousBytesPerSeries.toFixed(0)} B`, peer: `${(peer.anonymousBytes / ours.series).toFixed(0)} B`, ratio: ours.anonymousBytesPerSeries / (peer.anonymousBytes / ours.series) },
      { what: 'series on the page of the fleet', ours: String(ours.page.series), peer: String(peer.page.series) },
      { what: 'its size', ours: megabytes(ours.page.bytes), peer: megabytes(peer.page.bytes) },
      { what: 'printing it', ours: milliseconds(ours.page.seconds), peer: milliseconds(peer.page.seconds), ratio: ours.page.seconds / peer.page.seconds, budget: { text: 'a fifth for as many series', isKept: pageRatio <= 0.2 } },
      { what: 'CPU for it', ours: milliseconds(ours.page.cpuSeconds), peer: milliseconds(peer.page.cpuSeconds), ratio: ours.page.cpuSeconds / peer.page.cpuSeconds },
      { what: 'event-loop delay while printing, 99.9th percentile', ours: milliseconds(ours.pageEventLoop.p999Seconds), peer: '', budget: { text: 'at most 15 ms', isKept: ours.pageEventLoop.p999Seconds <= 0.015 } },
      { what: 'a push with the consistency check on', ours: milliseconds(median(ours.paced.latencies)), peer: milliseconds(median(peer.checkedPushSeconds)), ratio: median(ours.paced.latencies) / median(peer.checkedPushSeconds) }
    ]
  }
}
