import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { parseJson } from '../../platform/files/json-lines.ts'
import { readIfThere } from '../../platform/files/read-if-there.ts'

/** How much of a run was delivered: its start, and this many bytes of its events file. */
export interface Delivered {
  readonly start: boolean
  readonly offset: number
}

export const nothingDelivered: Delivered = { start: false, offset: 0 }

/** A file next to a run's events that exists until the whole run is delivered. */
export interface DeliveryRecord {
  /** Records that there is something to deliver. An existing file is unchanged. */
  begin (): void
  /** Undefined if everything is delivered, or nothing ever had to be. */
  read (): Delivered | undefined
  write (delivered: Delivered): void
  remove (): void
}

const isDelivered = (value: unknown): value is Delivered => {
  const { start, offset } = (value ?? {}) as Partial<Delivered>
  return typeof start === 'boolean' && Number.isSafeInteger(offset) && offset! >= 0
}

const parse = (content: string): Delivered => {
  const value = parseJson(content)
  return isDelivered(value) ? value : nothingDelivered
}

export const deliveryRecord = (file: string): DeliveryRecord => {
  const read = (): Delivered | undefined => {
    const content = readIfThere(file)
    return content === undefined ? undefined : parse(content)
  }
  return {
    read,
    begin () {
      if (!read()) replaceFileSync(file, JSON.stringify(nothingDelivered), { mode: 0o640 })
    },
    // No fsync: after a power cut, the collector at most gets something twice, which has no effect.
    write (delivered) {
      writeFileSync(`${file}.new`, JSON.stringify(delivered), { mode: 0o640 })
      renameSync(`${file}.new`, file)
    },
    remove () { rmSync(file, { force: true }) }
  }
}
