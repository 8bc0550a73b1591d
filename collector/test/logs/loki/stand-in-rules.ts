import type { LokiEntry } from '../../../src/logs/loki/push-request.ts'
import type { Fields } from '../../../src/logs/loki/label-set.ts'

export interface StoredStream {
  readonly labels: Fields
  /** Each by what makes it another one. */
  readonly entries: Map<string, LokiEntry>
  newestNs: bigint
}

/** Loki's defaults (https://grafana.com/docs/loki/latest/configure/#limits_config; `max_chunk_age` of two hours, of which half). */
export const limits = {
  behindMs: 3_600_000,
  aheadMs: 600_000,
  maxAgeMs: 7 * 86_400_000,
  lineBytes: 256 * 1024,
  metadataBytes: 64 * 1024,
  metadataEntries: 128,
  labels: 15,
  labelValueBytes: 2048,
  bodyBytes: 4 * 1024 * 1024
} as const

const toMs = (ns: bigint): number => Number(ns / 1_000_000n)
const iso = (ns: bigint): string => new Date(toMs(ns)).toISOString()
export const labelsText = (labels: Fields): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`

/** What the distributor says of one entry; undefined where it lets it through. */
const entryMistake = (labels: Fields, { timestampNs, line, metadata }: LokiEntry, nowMs: number): string | undefined => {
  const stream = labelsText(labels)
  const metadataBytes = Object.entries(metadata).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0)
  if (toMs(timestampNs) < nowMs - limits.maxAgeMs) {
    return `entry for stream '${stream}' has timestamp too old: ${iso(timestampNs)}, oldest acceptable timestamp is: ${new Date(nowMs - limits.maxAgeMs).toISOString()}`
  }
  if (toMs(timestampNs) > nowMs + limits.aheadMs) return `entry for stream '${stream}' has timestamp too new: ${iso(timestampNs)}`
  if (Buffer.byteLength(line) > limits.lineBytes) {
    return `max entry size '${limits.lineBytes}' bytes exceeded for stream '${stream}' while adding an entry with length '${Buffer.byteLength(line)}' bytes`
  }
  if (metadataBytes > limits.metadataBytes) {
    return `stream '${stream}' has structured metadata too large: '${metadataBytes}' bytes, limit: '${limits.metadataBytes}' bytes.`
  }
  if (Object.keys(metadata).length > limits.metadataEntries) {
    return `stream '${stream}' has too many structured metadata labels: '${Object.keys(metadata).length}', limit: '${limits.metadataEntries}'.`
  }
  return undefined
}

/** What is wrong with a stream as a whole. */
export const streamMistake = (labels: Fields): string | undefined => {
  const names = Object.keys(labels)
  if (names.length === 0) return 'error at least one label pair is required per stream'
  if (names.length > limits.labels) {
    return `entry for stream '${labelsText(labels)}' has ${names.length} label names; limit ${limits.labels}`
  }
  const tooLong = Object.values(labels).find((value) => Buffer.byteLength(value) > limits.labelValueBytes)
  return tooLong === undefined ? undefined : `stream '${labelsText(labels)}' has label value too long: '${tooLong}'`
}

/** As Go's map of messages prints them (pkg/util/errors). */
export const grouped = (mistakes: readonly string[]): string => {
  const counts = new Map<string, number>()
  for (const mistake of mistakes) counts.set(mistake, (counts.get(mistake) ?? 0) + 1)
  return [...counts].map(([mistake, count]) => mistakes.length === 1 ? mistake : `${count} errors like: ${mistake}`).join('; ')
}

/** Lets the entries through that the distributor would. */
export const distribute = (
  labels: Fields,
  entries: readonly LokiEntry[],
  nowMs: number
): { readonly entries: readonly LokiEntry[], readonly mistakes: readonly string[] } => {
  const checked = entries.map((entry) => ({ entry, mistake: entryMistake(labels, entry, nowMs) }))
  return {
    entries: checked.filter(({ mistake }) => mistake === undefined).map(({ entry }) => entry),
    mistakes: checked.flatMap(({ mistake }) => mistake ?? [])
  }
}

/** Whatever its metadata (https://github.com/grafana/loki/blob/main/pkg/chunkenc/unordered.go). */
const identityOf = ({ timestampNs, line }: LokiEntry): string => `${timestampNs} ${line}`

/** Takes entries into a stream as the ingester does, out of order within its window, and each once; gives what it says of the others. */
export const ingest = (stream: StoredStream, entries: readonly LokiEntry[]): string | undefined => {
  const ignored: string[] = []
  for (const entry of entries) {
    const { timestampNs } = entry
    const oldestNs = stream.newestNs - BigInt(limits.behindMs) * 1_000_000n
    if (timestampNs < oldestNs) {
      ignored.push(
        `entry with timestamp ${iso(timestampNs)} ignored, reason: 'entry too far behind, entry timestamp is: ${iso(timestampNs)}, oldest acceptable timestamp is: ${iso(oldestNs)}',\n`
      )
    } else {
      stream.entries.set(identityOf(entry), entry)
      if (timestampNs > stream.newestNs) stream.newestNs = timestampNs
    }
  }
  return ignored.length === 0
    ? undefined
    : `${ignored.slice(0, 10).join('')}user 'fake', total ignored: ${ignored.length} out of ${entries.length} for stream: ${labelsText(stream.labels)}`
}
