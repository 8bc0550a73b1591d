import { openEmbeddedBackend } from '../../collector/src/logs/embedded/embedded-backend.ts'
import { logBatches } from './log-batches.ts'
import { usedBytes } from './log-retention.ts'
import { timed } from './log-searches.ts'

const lines = 200_000
/** Of one call, as the queue gives them. */
const batchesAtOnce = 16

/** Lines a second that a log at its limit takes: as many go as come. */
export const measureFullLog = async (directory: string): Promise<number> => {
  const backend = openEmbeddedBackend({ directory, maxBytes: usedBytes(directory) })
  const first = (await backend.highestBatch())!.position + 1
  const batches = [...logBatches({ lines, devices: 40, spanMs: lines })]
    .flat()
    .map((batch, place) => ({ ...batch, position: first + place }))
  const seconds = await timed(async () => {
    for (let from = 0; from < batches.length; from += batchesAtOnce) await backend.store(batches.slice(from, from + batchesAtOnce))
    await backend.flush!()
  })
  await backend.close()
  return lines / seconds
}
