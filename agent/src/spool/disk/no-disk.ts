import { emptyLedger } from './ledger-state.ts'
import type { SpoolDisk } from './spool-disk.ts'

/** For a spool that is kept in memory only. */
export const noDisk: SpoolDisk = {
  isThere: false,
  ledger: emptyLedger,
  nextOrder: 1,
  items: 0,
  bytes: 0,
  writtenBytes: 0,
  dropped: 0,
  damagedSegments: 0,
  problem: undefined,
  store: () => false,
  makeSpace: () => false,
  retry: () => undefined,
  sync: () => false,
  oldest: () => undefined,
  beginSending: () => undefined,
  isInFlight: false,
  remove: () => undefined,
  dropWhere: () => undefined,
  forget: () => undefined,
  record: () => undefined
}
