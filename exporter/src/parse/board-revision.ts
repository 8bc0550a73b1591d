/** The board by a Raspberry Pi's revision code. */
export interface BoardRevision {
  readonly processor: string
  readonly manufacturer: string
  /** Undefined for a code outside the table. */
  readonly memoryBytes: number | undefined
}

const megabyte = 1024 * 1024
const memories = [256, 512, 1024, 2048, 4096, 8192, 16_384]
const manufacturers = ['Sony UK', 'Egoman', 'Embest', 'Sony Japan', 'Embest', 'Stadium']
const processors = ['BCM2835', 'BCM2836', 'BCM2837', 'BCM2711', 'BCM2712']

/**
 * Decodes a new-style revision code, written in hexadecimal as /proc/cpuinfo has it
 * (https://www.raspberrypi.com/documentation/computers/raspberry-pi.html#raspberry-pi-revision-codes). Values that are
 * not in that table are empty or undefined; so are all of an old-style code, whose boards are older than 2014.
 */
export const parseBoardRevision = (code: string): BoardRevision => {
  const word = /^[0-9a-fA-F]{1,8}$/.test(code) ? Number.parseInt(code, 16) : 0
  const field = (first: number, bits: number): number => (word >>> first) & ((1 << bits) - 1)
  if (field(23, 1) === 0) return { processor: '', manufacturer: '', memoryBytes: undefined }
  const megabytes = memories[field(20, 3)]
  return {
    processor: processors[field(12, 4)] ?? '',
    manufacturer: manufacturers[field(16, 4)] ?? '',
    memoryBytes: megabytes === undefined ? undefined : megabytes * megabyte
  }
}
