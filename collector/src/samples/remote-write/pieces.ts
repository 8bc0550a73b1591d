import type { WrittenSeries } from './write-request.ts'

/** As the pushes to Loki: limits of receivers and of proxies before them are larger, and a request is done before another waits long. */
const pieceBytes = 1_048_576

/** At least what it takes in a request, unpacked. */
const bytesOf = ({ labels, samples }: WrittenSeries): number =>
  Object.entries(labels).reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value) + 8, 8) + 20 * samples.length

/** Series in pieces of about a megabyte. Those without samples are left out. */
export const inPieces = (series: readonly WrittenSeries[]): readonly (readonly WrittenSeries[])[] => {
  const pieces: WrittenSeries[][] = []
  let left = 0
  for (const one of series) {
    if (one.samples.length === 0) continue
    const bytes = bytesOf(one)
    if (bytes > left) {
      pieces.push([])
      left = pieceBytes
    }
    pieces.at(-1)!.push(one)
    left -= bytes
  }
  return pieces
}
