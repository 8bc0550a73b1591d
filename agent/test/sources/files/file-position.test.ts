import { expect, it } from 'vitest'
import { formatPosition, parsePosition } from '../../../src/sources/files/file-position.ts'

const position = { device: 2049, inode: 393_221, fingerprint: { bytes: 256, crc: 4_294_967_295 }, offset: 9_007_199_254_740_991 }

it.each([position, { ...position, inode: 2 ** 64 }, { ...position, fingerprint: { bytes: 0, crc: 0 }, offset: 0 }])(
  'reads back what it wrote, also of a file system with large inodes: %o',
  (each) => {
    expect(parsePosition(formatPosition(each))).toEqual(each)
  }
)

it.each(['', 'a', '1:2:3:4', '1:2:3:4:5:6', '1:2:257:4:5', '1:2:3:4:-5', `${'9'.repeat(21)}:2:3:4:5`])(
  'takes "%s" for no position',
  (text) => {
    expect(parsePosition(text)).toBeUndefined()
  }
)
