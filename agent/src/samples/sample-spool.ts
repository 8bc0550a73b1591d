import { encodeSamples, type LateReport } from '../batch/sample-batch.ts'
import { createBatchSpool, type BatchSpoolOptions } from '../spool/batch-spool.ts'
import type { Spool, SpooledBatches } from '../spool/spool.ts'

/** What a report costs beside its bytes: its clocks and the objects around it. */
const overheadBytes = 256

/** Ten reports of a Raspberry Pi are 90 kB of JSON, and half of them fit where a collector takes less (413). The bytes are those of the reports, compressed. */
const batchLimits = { items: 10, bytes: 512 * 1024 }

/** The spool of reports that did not arrive when they were made. */
export const createSampleSpool = (options: Omit<BatchSpoolOptions<LateReport>, 'encode' | 'bytesOf' | 'limits' | 'storesBeforeTry'>): Spool<LateReport> & SpooledBatches =>
  createBatchSpool({ ...options, encode: encodeSamples, bytesOf: ({ exposition }) => exposition.length + overheadBytes, limits: batchLimits, storesBeforeTry: true })
