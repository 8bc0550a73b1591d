import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseValue } from '@mimamori/exporter/text-format'
import { bytesOf } from '../../../src/devices/live/bytes.ts'
import { ExpositionRefusedError, type LiveStore } from '../../../src/devices/live/live-store.ts'
import { matchValues, valueEnd } from '../../../src/devices/live/match-values.ts'
import { storedAlone } from './read-alone.ts'
import { createLiveStore } from '../../../src/devices/live/memory-live-store.ts'
import { repeatableNumbers } from './repeatable-numbers.ts'

/** The begin of what the exporter prints for its trees of boards (exporter/test/golden), and an exposition of awkward spellings. */
const golden = (name: string) =>
  readFileSync(new URL(`../../../../exporter/test/golden/${name}.prom`, import.meta.url), 'utf8')
    .split('\n')
    .slice(0, 120)
    .join('\n') + '\n'
const awkward =
  '# A comment.\n\n  spaced\t{ a="1" , b="\\"}\\n 2" , }\t 5  \n# HELP h_seconds 温度 and é.\n# TYPE h_seconds histogram\nh_seconds_bucket{le="1"} 1\nh_seconds_bucket{le="+Inf"} 2\nh_seconds_sum 3e-2\nh_seconds_count 2\n' +
  'disk{device="sda",job="x",place="東京"} NaN\nlast +Inf\n# the end\n'

const group = { deviceId: 'pi', key: 'report' }
const later = { expiresAtMs: 1000 }
const sampledFamilies = ['node_cpu_seconds_total', 'h_seconds', 'disk', 'last', 'spaced']
const newStore = () => createLiveStore({ monotonicMs: () => 0, sampledFamilies: new Set(sampledFamilies) })

/** What a store says of an exposition, and what it prints afterwards. */
const outcome = async (store: LiveStore, exposition: string) => {
  let result: unknown
  try {
    result = store.put(group, Buffer.from(exposition), later)
  } catch (error) {
    if (!(error instanceof ExpositionRefusedError)) throw error
    return { issues: error.issues }
  }
  const fleet: Buffer[] = []
  for await (const piece of store.fleetExposition((device) => ({ device, site: 's', role: 'r' }), 0)) fleet.push(Buffer.from(piece))
  return {
    result,
    device: store.deviceExposition('pi', 0)?.toString(),
    fleet: Buffer.concat(fleet).toString(),
    samples: store.samples(group, sampledFamilies),
    series: store.seriesTotal,
    bytes: store.textBytes
  }
}

const values = [
  '0',
  '1',
  '-1',
  '+1',
  '1.',
  '.5',
  '-.5e-3',
  '1e300',
  '1E+5',
  '123456789012345678901234567890',
  'NaN',
  'nan',
  '+Inf',
  'Inf',
  '-inf'
]
/** What the parser takes and a look at the bytes is not certain of. */
const rare = ['NAN', 'Infinity', '-INF', '1e-308', '1E+308', '0e999', `1${'0'.repeat(308)}`]
const junk = [
  '-NaN',
  '+nan',
  '1e999',
  '-1e309',
  '9'.repeat(400),
  '',
  '.',
  '+',
  '1e',
  '1e+',
  '1.5.5',
  '0x10',
  '1_000',
  'infi',
  'one',
  '1,5',
  '--1',
  '１',
  '1\r',
  '1\0'
]

/** An exposition with one thing changed, and what that was. */
const mutations: readonly (readonly [what: string, change: (lines: string[], at: number, below: (bound: number) => number) => void])[] = [
  [
    'another value',
    (lines, at, below) => {
      lines[at] = lines[at]!.replace(/\S+\s*$/, [...values, ...rare][below(values.length + rare.length)]!)
    }
  ],
  [
    'a value that is none',
    (lines, at, below) => {
      lines[at] = lines[at]!.replace(/\S+\s*$/, junk[below(junk.length)]!)
    }
  ],
  [
    'a timestamp',
    (lines, at) => {
      lines[at] += ' 1700000000000'
    }
  ],
  [
    'blanks at the end',
    (lines, at) => {
      lines[at] += ' \t'
    }
  ],
  [
    'a carriage return',
    (lines, at) => {
      lines[at] += '\r'
    }
  ],
  [
    'another label',
    (lines, at) => {
      lines[at] = lines[at]!.replace('="', '="x')
    }
  ],
  [
    'another letter',
    (lines, at, below) => {
      const to = below(lines[at]!.length + 1)
      lines[at] = lines[at]!.slice(0, to) + '漢x1 \\"{}#é'.charAt(below(10)) + lines[at]!.slice(to + 1)
    }
  ],
  [
    'two lines in another order',
    (lines, at) => {
      lines.splice(at, 2, lines[at + 1] ?? '', lines[at]!)
    }
  ],
  [
    'a line twice',
    (lines, at) => {
      lines.splice(at, 0, lines[at]!)
    }
  ],
  [
    'a line less',
    (lines, at) => {
      lines.splice(at, 1)
    }
  ],
  [
    'a line more',
    (lines, at, below) => {
      lines.splice(
        at,
        0,
        ['extra 1', 'up 1', '# HELP extra More.', '# TYPE extra gauge', '', '# a comment', 'extra{device="a",exported_device="b"} 1'][
          below(7)
        ]!
      )
    }
  ],
  [
    'a line feed in the middle',
    (lines, at, below) => {
      const to = below(lines[at]!.length + 1)
      lines[at] = `${lines[at]!.slice(0, to)}\n${lines[at]!.slice(to)}`
    }
  ]
]

describe('a store that knows an exposition’s template', () => {
  it.each([
    ['pi-4', golden('pi-4')],
    ['zero-2w', golden('zero-2w')],
    ['awkward', awkward]
  ])(
    'says and prints of whatever comes after it what a new store does: %s',
    async (_name, exposition) => {
      const below = repeatableNumbers(exposition.length)
      for (let round = 0; round < 240; round++) {
        const lines = exposition.split('\n')
        const [what, change] = mutations[round % mutations.length]!
        change(lines, below(lines.length - 1), below)
        const text = lines.join('\n')
        const sent = round % 17 === 0 ? text.slice(0, below(text.length)) : text
        const known = newStore()
        known.put(group, Buffer.from(exposition), later)
        expect(await outcome(known, sent), `round ${round}: ${what}`).toEqual(await outcome(newStore(), sent))
        // Whatever it was, the next whole exposition is taken as ever.
        expect(await outcome(known, exposition)).toEqual(await outcome(newStore(), exposition))
      }
    },
    60_000
  )

  it('says and prints what a new store does with any one character changed', async () => {
    for (let at = 0; at < awkward.length; at++) {
      for (const other of ['x', '1', ' ', '\n', '"', '}', 'é']) {
        const known = newStore()
        known.put(group, Buffer.from(awkward), later)
        const sent = awkward.slice(0, at) + other + awkward.slice(at + 1)
        expect(await outcome(known, sent), JSON.stringify(sent.slice(Math.max(0, at - 10), at + 10))).toEqual(
          await outcome(newStore(), sent)
        )
      }
    }
  }, 60_000)

  it('goes on with every value changed, again and again', async () => {
    const exposition = golden('pi-3') + awkward
    const below = repeatableNumbers(7)
    const known = newStore()
    for (let round = 0; round < 30; round++) {
      const sent = exposition.replace(
        /^([^#\n].*?)\S+(\s*)$/gm,
        (_, before: string, after: string) => `${before}${values[below(values.length)]!}${after}`
      )
      expect(await outcome(known, sent)).toEqual(await outcome(newStore(), sent))
    }
  })

  it('parses again what was not taken whole, and what another group of the device may bear on', () => {
    const store = newStore()
    const conflicting = 'a 1\nb{device="x",exported_device="y"} 1\n'
    const expected = { series: 1, leftOut: [{ reason: 'label_conflict', count: 1 }] }
    expect([1, 2].map(() => store.put(group, Buffer.from(conflicting), later))).toEqual([expected, expected])
    store.put(group, Buffer.from('a 1\nb 1\n'), later)
    store.put({ deviceId: 'pi', key: 'backup' }, Buffer.from('c 1\n'), later)
    store.put(group, Buffer.from('a 1\nb 1\nc 1\n'), later)
    expect(store.put(group, Buffer.from('a 1\nb 1\nc 2\n'), later)).toEqual({ series: 2, leftOut: [{ reason: 'other_group', count: 1 }] })
  })
})

const matches = (before: string, after: string) => {
  const body = Buffer.from(after)
  return matchValues(bytesOf(body), body.length, storedAlone(before), new Uint32Array(100))
}

describe('a body beside an exposition', () => {
  it.each([
    ['longer and shorter numbers', 'a 1\nb{x="y"} 22\n', 'a -1.5e+10\nb{x="y"} 2\n'],
    ['NaN and infinities', 'a 1\nb 1\n', 'a NaN\nb -Inf\n'],
    ['blanks and comments that stay', '# c\na  1 \t\n\n#\n', '# c\na  9.5 \t\n\n#\n'],
    ['nothing but a comment', '# c\n', '# c\n']
  ])('has the same template with %s', (_what, before, after) => { expect(matches(before, after)).toBe(true) })

  it.each([
    ['a line less', 'a 1\nb 1\n', 'a 1\n'],
    ['a line more', 'a 1\n', 'a 1\nb 1\n'],
    ['a cut-off end', 'a 1\nb 1\n', 'a 1\nb 1'],
    ['another label of the same length', 'a{x="1"} 1\n', 'a{x="2"} 1\n'],
    ['a timestamp', 'a 1\n', 'a 1 1\n'],
    ['nothing', 'a 1\n', ''],
    ['another comment', '# c\n', '# d\n']
  ])('has another template with %s', (_what, before, after) => { expect(matches(before, after)).toBe(false) })
})

it('a value ends where the parser says that a number does, or that is left to the parser', () => {
  const isTaken = (text: string): boolean => valueEnd(Buffer.from(`x ${text} `), 2) === 2 + Buffer.byteLength(text)
  for (const text of [...values, ...junk]) expect(isTaken(text), text).toBe(parseValue(text) !== undefined)
  for (const text of rare) expect([isTaken(text), parseValue(text) !== undefined], text).toEqual([false, true])
})
