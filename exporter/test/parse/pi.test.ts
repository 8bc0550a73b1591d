import { describe, expect, it } from 'vitest'
import { parseBoardRevision } from '../../src/parse/board-revision.ts'
import { parseMmcLifeTime, parsePreEol } from '../../src/parse/mmc-life-time.ts'
import { parseThrottled } from '../../src/parse/throttled.ts'

const megabyte = 1024 * 1024

describe('the revision code of a Raspberry Pi', () => {
  // From the table "New-style revision codes in use" of the vendor's documentation.
  it.each([
    ['900092', 'BCM2835', 'Sony UK', 512],
    ['a21041', 'BCM2836', 'Embest', 1024],
    ['a32082', 'BCM2837', 'Sony Japan', 1024],
    ['a52082', 'BCM2837', 'Stadium', 1024],
    ['b03115', 'BCM2711', 'Sony UK', 2048],
    ['d03114', 'BCM2711', 'Sony UK', 8192],
    ['e04171', 'BCM2712', 'Sony UK', 16_384],
    ['2a02082', 'BCM2837', 'Sony UK', 1024]
  ])('%s is decoded as the vendor documents it', (code, processor, manufacturer, megabytes) => {
    expect(parseBoardRevision(code)).toEqual({ processor, manufacturer, memoryBytes: megabytes * megabyte })
  })

  it.each(['000e', '', 'garbage', '123456789'])('%j is nothing that it decodes', (code) => {
    expect(parseBoardRevision(code)).toEqual({ processor: '', manufacturer: '', memoryBytes: undefined })
  })

  it('leaves unknown what the table does not have', () => {
    expect(parseBoardRevision('ff9fff')).toEqual({ processor: '', manufacturer: '', memoryBytes: undefined })
  })
})

describe("the firmware's word of throttling", () => {
  const none = { undervoltage: false, frequency_capped: false, throttled: false, soft_temperature_limit: false }

  it('is read as vcgencmd and as the kernel print it', () => {
    expect(parseThrottled('throttled=0x50005\n')).toEqual({
      now: { ...none, undervoltage: true, throttled: true },
      occurred: { ...none, undervoltage: true, throttled: true }
    })
    expect(parseThrottled('e0008\n')).toEqual({
      now: { ...none, soft_temperature_limit: true },
      occurred: { undervoltage: false, frequency_capped: true, throttled: true, soft_temperature_limit: true }
    })
    expect(parseThrottled('throttled=0x20002')).toEqual({
      now: { ...none, frequency_capped: true },
      occurred: { ...none, frequency_capped: true }
    })
    expect(parseThrottled('0')).toEqual({ now: none, occurred: none })
  })

  it.each(['', 'throttled=', 'error=1 error_msg="Command not registered"', '123456789', 'throttled=0x1 0x2'])('is no word: %j', (text) => {
    expect(() => parseThrottled(text)).toThrow('expected a word such as throttled=0x50005')
  })
})

describe("an eMMC's life time", () => {
  it('is the lower end of the tenth that the register stands for', () => {
    expect(parseMmcLifeTime('0x01 0x0a')).toEqual({ typeA: 0, typeB: 0.9 })
    expect(parseMmcLifeTime('0x0b 0x00\n')).toEqual({ typeA: 1, typeB: undefined })
    expect(parseMmcLifeTime('0x0c 0xff')).toEqual({ typeA: undefined, typeB: undefined })
  })

  it('has states for its spare blocks', () => {
    expect(['0x00', '0x01', '0x02', '0x03', '0x04', '', 'x'].map(parsePreEol)).toEqual([
      undefined,
      'normal',
      'warning',
      'urgent',
      undefined,
      undefined,
      undefined
    ])
  })
})
