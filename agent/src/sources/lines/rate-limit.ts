import type { SourceLine } from '../source-line.ts'

export interface LineLimit {
  readonly linesPerSecond: number
  /** How many lines may come at once after a pause. */
  readonly burst: number
}

/** The lines of a unit above its limit. */
export interface OverLimit {
  /** The newest of the lines, for its unit and clocks. */
  readonly line: SourceLine
  readonly count: number
  readonly seconds: number
}

interface RateLimitOptions extends LineLimit {
  readonly onOverLimit: (overLimit: OverLimit) => void
}

/** Between summaries of dropped lines. */
const summaryMs = 60_000
/** More units than a device has; beyond that, the ones that wrote longest ago start again. */
const mostUnits = 500

/** The tokens of a line, in thousandths: lines per second are then tokens per millisecond, in whole numbers. */
const tokensOfLine = 1000

interface Bucket {
  tokens: number
  filledMs: number
  boot: string
  over?: { count: number, readonly firstMs: number, line: SourceLine }
}

/**
 * A token bucket for each unit. It is filled by the clock of the lines, not of their reading: a backlog is no flood, and a flood is one
 * also when it is read later.
 */
export const createRateLimit = ({ linesPerSecond, burst, onOverLimit }: RateLimitOptions) => {
  const buckets = new Map<string, Bucket>()

  const report = (bucket: Bucket): void => {
    const { over } = bucket
    if (over === undefined) return
    delete bucket.over
    onOverLimit({ line: over.line, count: over.count, seconds: Math.max(1, Math.ceil((over.line.monotonicMs - over.firstMs) / 1000)) })
  }
  const bucketOf = (line: SourceLine): Bucket => {
    const found = buckets.get(line.unit)
    // Set again, it is the last one: the first is the one that wrote longest ago.
    buckets.delete(line.unit)
    if (found?.boot === line.boot) {
      buckets.set(line.unit, found)
      return found
    }
    if (found !== undefined) report(found)
    if (buckets.size >= mostUnits) {
      const [oldest] = buckets
      report(oldest![1])
      buckets.delete(oldest![0])
    }
    const bucket: Bucket = { tokens: burst * tokensOfLine, filledMs: line.monotonicMs, boot: line.boot }
    buckets.set(line.unit, bucket)
    return bucket
  }

  const fill = (bucket: Bucket, monotonicMs: number): void => {
    const elapsedMs = Math.max(0, monotonicMs - bucket.filledMs)
    bucket.tokens = Math.min(burst * tokensOfLine, bucket.tokens + elapsedMs * linesPerSecond)
    bucket.filledMs += elapsedMs
  }

  return {
    /** Whether a line of this unit would pass now, in this boot: for a backlog that can stay unread. */
    hasRoom (unit: string, monotonicMs: number): boolean {
      const bucket = buckets.get(unit)
      if (bucket !== undefined) fill(bucket, monotonicMs)
      return bucket === undefined || bucket.tokens >= tokensOfLine
    },
    /** Whether this line may pass; one that may not is counted. */
    take (line: SourceLine): boolean {
      const bucket = bucketOf(line)
      fill(bucket, line.monotonicMs)
      if (bucket.over !== undefined && line.monotonicMs - bucket.over.firstMs >= summaryMs) report(bucket)
      if (bucket.tokens >= tokensOfLine) {
        bucket.tokens -= tokensOfLine
        return true
      }
      bucket.over ??= { count: 0, firstMs: line.monotonicMs, line }
      bucket.over.count += 1
      bucket.over.line = line
      return false
    },
    /** Once a second, with the clock of this boot: reports what was dropped long enough ago, and all of other boots. */
    tick (boot: string, monotonicMs: number): void {
      for (const bucket of buckets.values()) {
        if (bucket.over !== undefined && (bucket.boot !== boot || monotonicMs - bucket.over.firstMs >= summaryMs)) report(bucket)
      }
    },
    flush (): void {
      for (const bucket of buckets.values()) report(bucket)
    }
  }
}
