import { measureCollector, type LoadPlan } from './collector-measurements.ts'
import type { EventLoopDelay } from './event-loop.ts'
import type { LoadResult } from './load.ts'
import { measurePushgateway } from './pushgateway-measurements.ts'
import { median, quantile } from './statistics.ts'
import { megabytes, milliseconds, percent, type Row, type Section } from './table.ts'

const devices = 1000
const load: LoadPlan = { intervalSeconds: 60, quickSeconds: 20, warmReports: 2, warmExpositions: 2, expositions: 7, rounds: 5 }

const refusalsOf = (...outcomes: readonly LoadResult[]): string =>
  outcomes.flatMap(({ refusals }) => Object.entries(refusals)).map(([status, count]) => `${count} × ${status}`).join(', ') || 'none'

/** Of one kind of load. */
const eventLoopRows = (
  when: string,
  { p999Seconds, maximumSeconds, longestCollectionSeconds }: EventLoopDelay
): readonly Row[] => [
  {
    what: `event-loop delay, 99.9th percentile, ${when}`,
    ours: milliseconds(p999Seconds),
    peer: '',
    budget: { text: 'at most 15 ms', isKept: p999Seconds <= 0.015 }
  },
  { what: `event-loop delay, longest, ${when}`, ours: milliseconds(maximumSeconds), peer: '' },
  { what: `longest pause for garbage, ${when}`, ours: milliseconds(longestCollectionSeconds), peer: '' }
]

/** The collector beside Pushgateway, both given the same expositions of the same fleet. */
export const collectorSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const { measurements: ours, peer } = await measureCollector({
    directory, devices, load, say,
    measurePeer: async (fleet, printOurs) => measurePushgateway({ directory, fleet, printOurs, load, say })
  })
  const { ours: exposition, peer: peerExposition, ratio } = peer.exposition
  const [share, peerShare] = [ours.paced.cpuSeconds / load.intervalSeconds, peer.paced.cpuSeconds / load.intervalSeconds]
  const [ourP99, peerP99] = [quantile(ours.paced.latencies, 0.99), quantile(peer.paced.latencies, 0.99)]
  const expositionRatio = ratio * peerExposition.series / exposition.series
  return {
    title: 'The collector beside Pushgateway',
    method:
      `${devices} devices with a real agent’s reports of four boards: ${Math.round(ours.series / devices)} series, ${(ours.meanBytes / 1000).toFixed(1)} kB of text, ${(ours.meanCompressedBytes / 1000).toFixed(1)} kB compressed, ` +
      `a connection for each, on loopback. First each reports ${load.warmReports} times, over ${load.quickSeconds} s each time, and the fleet is printed ${load.warmExpositions} times, unmeasured: code that has hardly run is slow in either program. ` +
      `CPU and answers are then measured over one report of each in ${load.intervalSeconds} s, as in a real fleet, with nothing that watches the process. The event loop is watched apart from that: evenly means one report of each over ${load.quickSeconds} s, ` +
      `in ${load.rounds} rounds of each kind: the 99.9th percentile is their median, and the longest is the longest of all. ` +
      'Event-loop delay is what a 1 ms timer in the collector’s process sees, other work of the machine included. ' +
      'Pushgateway, in a directory of its own, gets the same texts, a group for each device; its consistency check, which it has by default, is off but for the last row. Expositions are uncompressed and read to the end, ours and Pushgateway’s by turns: medians, also of the ratios, of ' +
      `${load.expositions} pairs.`,
    peer: 'Pushgateway',
    rows: [
      {
        what: `CPU for a report, one of each in ${load.intervalSeconds} s`,
        ours: milliseconds(ours.paced.cpuSeconds / devices),
        peer: milliseconds(peer.paced.cpuSeconds / devices),
        ratio: ours.paced.cpuSeconds / peer.paced.cpuSeconds
      },
      {
        what: `of a core, ${devices} devices every ${load.intervalSeconds} s`,
        ours: percent(share),
        peer: percent(peerShare),
        budget: { text: 'at most 5%', isKept: share <= 0.05 }
      },
      {
        what: 'answer, 99th percentile',
        ours: milliseconds(ourP99),
        peer: milliseconds(peerP99),
        ratio: ourP99 / peerP99,
        budget: { text: 'under 50 ms', isKept: ourP99 < 0.05 }
      },
      { what: 'refused', ours: refusalsOf(ours.paced), peer: refusalsOf(peer.paced) },
      ...eventLoopRows('evenly', ours.pacedEventLoop),
      {
        what: 'all at once: until the last is taken',
        ours: milliseconds(median(ours.bursts.map(({ seconds }) => seconds))),
        peer: '',
        budget: {
          text: 'within a minute',
          isKept: ours.bursts.every(({ latencies, seconds }) => latencies.length === devices && seconds <= 60)
        }
      },
      { what: 'refused, all at once', ours: refusalsOf(...ours.bursts), peer: '' },
      ...eventLoopRows('all at once', ours.burstEventLoop),
      {
        what: 'anonymous memory a series',
        ours: `${ours.anonymousBytesPerSeries.toFixed(0)} B`,
        peer: `${(peer.anonymousBytes / ours.series).toFixed(0)} B`,
        ratio: ours.anonymousBytesPerSeries / (peer.anonymousBytes / ours.series)
      },
      { what: 'series in the fleet exposition', ours: String(exposition.series), peer: String(peerExposition.series) },
      { what: 'its size', ours: megabytes(exposition.bytes), peer: megabytes(peerExposition.bytes) },
      {
        what: 'printing it',
        ours: milliseconds(exposition.seconds),
        peer: milliseconds(peerExposition.seconds),
        ratio,
        budget: { text: 'a fifth for as many series', isKept: expositionRatio <= 0.2 }
      },
      {
        what: 'CPU for it',
        ours: milliseconds(exposition.cpuSeconds),
        peer: milliseconds(peerExposition.cpuSeconds),
        ratio: exposition.cpuSeconds / peerExposition.cpuSeconds
      },
      ...eventLoopRows('printing', ours.expositionEventLoop),
      {
        what: 'a push with the consistency check on',
        ours: milliseconds(median(ours.paced.latencies)),
        peer: milliseconds(median(peer.checkedPushSeconds)),
        ratio: median(ours.paced.latencies) / median(peer.checkedPushSeconds)
      }
    ]
  }
}
