import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { replaceFileSync } from '@mimamori/program/durable-file'

/** How far the collector has got a run: its start, and so many bytes of its events file. */
export interface Delivered {
  readonly start: boolean
  readonly offset: number
}

export const nothingDelivered: Delivered = { start: false, offset: 0 }

/** A file beside a run's events. It is there as long as the collector has not got all of the run. */
export interface DeliveryRecord {
  /** From now on there is something to deliver. The file stays as it is where it is there already. */
  begin (): void
  /** Undefined where the collector has got everything, or there was never anything to deliver. */
  read (): Delivered | undefined
  write (delivered: Delivered): void
  remove (): void
}

const isDelivered = (value: unknown): value is Delivered => {
  const { start, offset } = (value ?? {}) as Partial<Delivered>
  return typeof start === 'boolean' && Number.isSafeInteger(offset) && offset! >= 0
}

const parse = (content: string): Delivered => {
  try {
    const value: unknown = JSON.parse(content)
    return isDelivered(value) ? value : nothingDelivered
  } catch {
    return nothingDelivered
  }
}

export const deliveryRecord = (file: string): DeliveryRecord => {
  const read = (): Delivered | undefined => {
    try {
      return parse(readFileSync(file, 'utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  return {
    read,
    begin () {
      if (!read()) replaceFileSync(file, JSON.stringify(nothingDelivered), { mode: 0o640 })
    },
    // Not waited for until it is on the disk: after a power cut the collector gets something twice, and bears that.
    write (delivered) {
      writeFileSync(`${file}.new`, JSON.stringify(delivered), { mode: 0o640 })
      renameSync(`${file}.new`, file)
    },
    remove () { rmSync(file, { force: true }) }
  }
}
