import { readSync } from 'node:fs'
import { crc32 } from 'node:zlib'

/** Tells a file by its first bytes from another one that got its number or its name later. */
export interface Fingerprint {
  /** The number of first bytes. */
  readonly bytes: number
  /** …and their CRC-32. */
  readonly crc: number
}

/** The identity of a file, under any name. */
export interface FileIdentity {
  readonly device: number
  readonly inode: number
}

/** Which file, and how far it has been read. */
export interface FilePosition extends FileIdentity {
  readonly fingerprint: Fingerprint
  readonly offset: number
}

/** Enough to have the first line's time in it. */
const fingerprintBytes = 256

/** The fingerprint of an open file of which this many bytes have been read. */
export const readFingerprint = (file: number, bytesRead: number): Fingerprint => {
  const buffer = Buffer.alloc(Math.min(bytesRead, fingerprintBytes))
  const length = readSync(file, buffer, 0, buffer.length, 0)
  return { bytes: length, crc: crc32(buffer.subarray(0, length)) }
}

/** Whether an open file begins as the fingerprinted one did. */
export const hasFingerprint = (file: number, { bytes, crc }: Fingerprint): boolean => {
  const found = readFingerprint(file, bytes)
  return found.bytes === bytes && found.crc === crc
}

export const isWhole = ({ bytes }: Fingerprint): boolean => bytes === fingerprintBytes

export const formatPosition = ({ device, inode, fingerprint: { bytes, crc }, offset }: FilePosition): string =>
  [device, inode, bytes, crc, offset].join(':')

/** Undefined for text that is no position. */
export const parsePosition = (text: string): FilePosition | undefined => {
  // Inodes have up to 64 bits on some file systems.
  if (!/^\d{1,20}(?::\d{1,20}){4}$/.test(text)) return undefined
  const [device, inode, bytes, crc, offset] = text.split(':').map(Number) as [number, number, number, number, number]
  return bytes > fingerprintBytes ? undefined : { device, inode, fingerprint: { bytes, crc }, offset }
}
