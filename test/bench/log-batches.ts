import type { QueuedBatch } from '../../collector/src/logs/log-backend.ts'
import { createLogLines, rareWord } from './log-lines.ts'

export const linesOfBatch = 500

interface Options {
  readonly lines: number
  readonly devices: number
  /** The first happened so long before the last, which happens now. */
  readonly spanMs: number
}

/**
 * Lines of devices in turn, oldest first, four batches at a time; one of a hundred is an error, and the one in the middle has the rare
 * word.
 */
export function* logBatches ({ lines, devices, spanMs }: Options): Generator<readonly QueuedBatch[]> {
  const textOf = createLogLines(1)
  const firstMs = Date.now() - spanMs
  const at = Math.floor(lines / 2)
  for (let done = 0, position = 0; done < lines;) {
    yield Array.from({ length: 4 }, (): QueuedBatch => {
      position += 1
      const ofBatch = Array.from({ length: linesOfBatch }, () => {
        done += 1
        return {
          level: done % 100 === 0 ? 'error' : 'info',
          message: done === at ? `${textOf(done)} ${rareWord}` : textOf(done),
          eventMs: Math.floor(firstMs + (done / lines) * spanMs)
        } as const
      })
      return {
        position,
        deviceId: `pi-${position % devices}`,
        receivedMs: ofBatch.at(-1)!.eventMs,
        requestId: `request-${position}`,
        lines: ofBatch
      }
    })
  }
}
