import { bytesOf, type Bytes } from './bytes.ts'

/**
 * The piece of an exposition under way: printed into memory of a fixed size, without making strings from it, and the same memory
 * for each piece: a whole fleet exposition in new memory is as much again, and V8 collects garbage the sooner.
 * Plain functions with their state next to them: methods that are created for each exposition are compiled for each.
 */
export interface Output {
  bytes: Bytes
  /** The printed part of `bytes`. */
  at: number
}

export const newOutput = (): Output => ({ bytes: bytesOf(Buffer.alloc(0)), at: 0 })

/** How long a piece is, unless one family of one device is longer. */
export const pieceBytes = 65_536

/** Grows the memory if this many more bytes do not fit. */
export const reserve = (out: Output, bytes: number): void => {
  if (out.at + bytes <= out.bytes.buffer.length) return
  const before = out.bytes
  out.bytes = bytesOf(Buffer.allocUnsafeSlow(Math.max(pieceBytes, out.at + bytes)))
  before.buffer.copy(out.bytes.buffer, 0, 0, out.at)
}

export const writeText = (out: Output, text: string): void => {
  reserve(out, text.length * 3)
  out.at += out.bytes.buffer.write(text, out.at)
}

/** Gives the piece under way, which is valid until more is written, and begins another. */
export const takePiece = (out: Output): Buffer => {
  const taken = out.bytes.buffer.subarray(0, out.at)
  out.at = 0
  return taken
}
