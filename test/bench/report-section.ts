import { gzipSync } from 'node:zlib'
import { boards, measureBoard, type Board } from '../simulator/board.ts'
import { healthy, momentOf } from '../simulator/condition.ts'
import { createPayload } from '../simulator/payload.ts'
import { agentCosts } from './agent-cost.ts'
import { reportCost, type Profile } from './report-cost.ts'
import { megabytes, milliseconds, type Row, type Section } from './table.ts'

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
const reportsInMonth = 30 * 24 * 60

/** A report of a board, of the size that a real agent's has. */
const sizeOf = async (board: Board, profile: Profile) => {
  const families = await measureBoard(board, profile)
  const text = createPayload(
    families,
    'pi-01'
  )(momentOf({ id: 'pi-01', condition: healthy('pi-01'), wallSeconds: Date.now() / 1000, elapsedSeconds: 60 }))
  return {
    series: families.reduce((sum, { samples }) => sum + samples.length, 0),
    bytes: Buffer.byteLength(text),
    compressedBytes: gzipSync(text, { windowBits: 14, memLevel: 7 }).length
  }
}

const row = (what: string, ours: number, peer: number, show: (value: number) => string, budget?: Row['budget']): Row =>
  ({ what, ours: show(ours), peer: show(peer), ratio: ours / peer, ...budget && { budget } })

/** What a report of the default profile costs agent, collector and Prometheus, beside one of the profile `lean`. */
export const reportSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const sizes: Row[] = []
  for (const board of boards) {
    const [ours, lean] = [await sizeOf(board, 'default'), await sizeOf(board, 'lean')]
    sizes.push(
      row(`series of a ${board}`, ours.series, lean.series, String),
      row('its text', ours.bytes, lean.bytes, kilobytes),
      row('compressed, as it is sent', ours.compressedBytes, lean.compressedBytes, kilobytes),
      row('in a month, a report a minute', ours.compressedBytes * reportsInMonth, lean.compressedBytes * reportsInMonth, megabytes)
    )
  }
  const agents = await agentCosts(directory, say)
  const [ours, lean] = [await reportCost(directory, 'default', say), await reportCost(directory, 'lean', say)]
  const share = ours.collectorCpuSeconds * 1000 / 60
  return {
    title: 'A report by default and by PROFILE=lean',
    method:
      'Series and bytes are those of the boards’ trees of files (exporter/test/fixtures). The agent is the bundle with its unit’s flags on the tree of a Pi 5, reporting every 5 s; CPU is the mean of 24 reports, child processes included. ' +
      'Collector and Prometheus: 200 devices of all boards; the collector’s CPU is the mean of five reports of each, Prometheus’ of eight scrapes of each device there, every 5 s, and its memory what it holds more than just started.',
    peer: 'PROFILE=lean',
    rows: [
      ...sizes,
      row('agent: CPU for a report', agents.default.cpuSeconds, agents.lean.cpuSeconds, milliseconds),
      row('agent: anonymous memory', agents.default.anonymousBytes, agents.lean.anonymousBytes, megabytes, {
        text: 'at most 20 MB',
        isKept: agents.default.anonymousBytes <= 20e6
      }),
      row('agent: resident memory', agents.default.residentBytes, agents.lean.residentBytes, megabytes, {
        text: 'at most 65 MB',
        isKept: agents.default.residentBytes <= 65e6
      }),
      row('collector: CPU for a report', ours.collectorCpuSeconds, lean.collectorCpuSeconds, milliseconds, {
        text: '1,000 devices a minute in 5% of a core',
        isKept: share <= 0.05
      }),
      row('collector: anonymous memory a device', ours.collectorBytesPerDevice, lean.collectorBytesPerDevice, kilobytes),
      row('Prometheus: CPU for a scrape of a device', ours.prometheusCpuSeconds, lean.prometheusCpuSeconds, milliseconds),
      row('Prometheus: anonymous memory a device', ours.prometheusBytesPerDevice, lean.prometheusBytesPerDevice, kilobytes)
    ]
  }
}
