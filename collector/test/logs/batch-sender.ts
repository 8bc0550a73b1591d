import { batchHeaders, logLevels, type LogBatch } from '@mimamori/contract'
import { bootHeaders } from '../boot-headers.ts'

/** One batch of log lines, the same however often it is sent. */
export interface SentBatch {
  readonly device: string
  /** A piece that each of its lines has, and no other line. */
  readonly piece: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: LogBatch
}

type Numbers = (bound: number) => number

/**
 * Batches of one device, as its agent makes them: their sequence rises within a stream, and now and then a restart begins another stream.
 */
export const batchesOf = (
  device: string,
  numbers: Numbers,
  { mostLines = 40, padding = 0 }: { readonly mostLines?: number, readonly padding?: number } = {}
): (() => SentBatch) => {
  let [stream, streams, sequence] = [bootHeaders(), 1, 0]
  return () => {
    if (sequence > 0 && numbers(12) === 0) [stream, streams, sequence] = [bootHeaders(), streams + 1, 0]
    const piece = `${device}/${streams}/${++sequence}/`
    const items = Array.from({ length: 1 + numbers(mostLines) }, (_, i) => ({
      message: `温度 ${80 + numbers(20)} °C ${piece}${i}${'x'.repeat(padding)}`,
      level: logLevels[numbers(logLevels.length)]!,
      monotonicMs: 50_000 + numbers(10_000),
      wallMs: 0
    }))
    return {
      device,
      piece,
      headers: { ...stream, [batchHeaders.kind]: 'logs', [batchHeaders.sequence]: String(sequence) },
      body: { items }
    }
  }
}
