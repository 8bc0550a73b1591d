import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createBodyBudget } from '../../../../src/platform/http/bodies/body-budget.ts'
import { isGzip, unpackBounded as unpackLent } from '../../../../src/platform/http/bodies/content-encoding.ts'

const mebibyte = 1 << 20
const lend = (mostBytes: number) => createBodyBudget({ totalBytes: mostBytes }).open({ name: 'device pi', mostBytes })
const unpackBounded = (compressed: Buffer, maxBytes: number) => unpackLent(compressed, maxBytes, lend(16 * mebibyte))
/** What gzip cannot shrink, the same at each run. */
const noise = (blocks: number): Buffer =>
  Buffer.concat(Array.from({ length: blocks }, (_, i) => createHash('sha256').update(String(i)).digest()))
const honest = noise(1000)

/** With another length in its last four bytes than it has. */
const claiming = (length: number, body = honest): Buffer => {
  const packed = gzipSync(body)
  packed.writeUInt32LE(length, packed.length - 4)
  return packed
}

it.each([
  [undefined, false],
  ['identity', false],
  ['gzip', true],
  ['x-gzip', true],
  [' GZIP ', true]
])('takes the content-encoding %s', (encoding, expected) => {
  expect(isGzip(encoding)).toBe(expected)
})

it.each(['br', 'gzip, gzip', ''])('refuses the content-encoding “%s”', (encoding) => {
  expect(() => isGzip(encoding)).toThrow(expect.objectContaining({ code: 'CONTENT_ENCODING_UNSUPPORTED' }))
})

describe('a packed body', () => {
  it.each([
    ['small', honest],
    ['large, and so unpacked in another thread', noise(20_000)],
    ['empty', Buffer.alloc(0)]
  ])('is unpacked (%s)', async (_what, body) => {
    expect(await unpackBounded(gzipSync(body), mebibyte)).toEqual(body)
  })

  it.each([
    ['less than it has', 100],
    ['more than it has', 40_000],
    ['more than is taken', 0xffffffff]
  ])('that claims to have %s is refused as damaged', async (_what, length) => {
    await expect(unpackBounded(claiming(length), mebibyte)).rejects.toMatchObject({ code: 'BODY_UNREADABLE' })
  })

  it('is refused where it grows beyond what is taken', async () => {
    await expect(unpackBounded(gzipSync(honest), honest.length - 1)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    expect(await unpackBounded(gzipSync(honest), honest.length)).toEqual(honest)
  })

  it('is refused where it shrank more than honest data does, however little it claims to have', async () => {
    const bomb = Buffer.alloc(mebibyte)
    await expect(unpackBounded(gzipSync(bomb), 4 * mebibyte)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    await expect(unpackBounded(claiming(10, bomb), 4 * mebibyte)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  })

  it('that is large takes no more of the lease than it says it has', async () => {
    const body = noise(20_000)
    expect(await unpackLent(gzipSync(body), 4 * mebibyte, lend(body.length))).toEqual(body)
  })

  it.each([
    ['small', noise(1000)],
    ['large', noise(20_000)]
  ])('may have several members, each of which says its own length (%s)', async (_what, body) => {
    expect(await unpackBounded(Buffer.concat([gzipSync(body), gzipSync(body.subarray(0, 300_000))]), 4 * mebibyte)).toEqual(
      Buffer.concat([body, body.subarray(0, 300_000)])
    )
  })

  it('is refused, and may be sent again, where there is no room for what it unpacks to', async () => {
    for (const body of [honest, noise(20_000)]) {
      const packed = gzipSync(body)
      await expect(unpackLent(packed, mebibyte, lend(body.length - 1))).rejects.toMatchObject({
        code: 'OVERLOADED',
        statusCode: 503,
        retryAfterSeconds: 5
      })
    }
  })
})
