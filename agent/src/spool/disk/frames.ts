import { crc32 } from 'node:zlib'
import type { SpoolFiles } from './spool-files.ts'

/** Before each record: its length and its CRC-32, both as 32 bits, little-endian. */
const headerBytes = 8
/** A greater length is none, but the remains of a torn write. */
const largestRecord = 8 * 1024 * 1024

/** A record as it is written. */
export const frame = (record: Buffer): Buffer => {
  const header = Buffer.allocUnsafe(headerBytes)
  header.writeUInt32LE(record.length, 0)
  header.writeUInt32LE(crc32(record), 4)
  return Buffer.concat([header, record])
}

export interface Frame {
  /** undefined if its CRC does not match. */
  readonly record: Buffer | undefined
  /** The offset of the next one. */
  readonly end: number
}

/**
 * The frame at an offset; undefined if there is none: at the end, or if not even its length can be true. @throws if the file
 * cannot be read
 */
export const readFrame = (files: Pick<SpoolFiles, 'read'>, name: string, offset: number): Frame | undefined => {
  const header = files.read(name, offset, headerBytes)
  if (header.length < headerBytes) return undefined
  const length = header.readUInt32LE(0)
  if (length === 0 || length > largestRecord) return undefined
  const record = files.read(name, offset + headerBytes, length)
  if (record.length < length) return undefined
  return { record: crc32(record) === header.readUInt32LE(4) ? record : undefined, end: offset + headerBytes + length }
}
