import { encodeSamples, textBytesOf, type LateReport } from './batch/sample-batch.ts'
import { createBatchSpool, type BatchSpoolOptions } from './batch-spool.ts'
import type { Spool, SpooledBatches } from './spool.ts'

/** The memory of a report besides its bytes: its clocks and the objects around it. */
const overheadBytes = 256

/**
 * Ten reports of a Raspberry Pi are 90 kB of JSON, and half of them fit if a collector takes less (413). The bytes are those of the
 * reports, compressed.
 */
const batchLimits = { items: 10, bytes: 512 * 1024 }

interface SampleSpoolOptions extends Omit<BatchSpoolOptions<LateReport>, 'format'> {
  /** Called with the number of bytes of text that were read to make a batch. */
  readonly afterRead: (bytes: number) => void
}

/** The spool of reports that did not arrive when they were made. */
export const createSampleSpool = ({ afterRead, ...options }: SampleSpoolOptions): Spool<LateReport> & SpooledBatches => createBatchSpool({
  ...options,
  format: {
    encode (identity, reports) {
      const batch = encodeSamples(identity, reports)
      afterRead(reports.reduce((sum, report) => sum + textBytesOf(report), 0))
      return batch
    },
    bytesOf: ({ exposition }) => exposition.length + overheadBytes,
    limits: batchLimits,
    storesBeforeTry: true
  }
})
