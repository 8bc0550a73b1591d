import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { parseValue } from '@mimamori/exporter/text-format'
import { ExpositionRefusedError } from '../../../src/devices/live/live-store.ts'
import { valueEnd } from '../../../src/devices/live/match-values.ts'
import { createLiveStore } from '../../../src/devices/live/memory-live-store.ts'
import { repeatableNumbers } from './repeatable-numbers.ts'

const hasPromtool = spawnSync('promtool', ['--version']).status === 0

/** What Prometheus' parser refuses an exposition for; undefined where it reads it, whatever promtool then finds to say of it (3). */
const refusal = (exposition: string): string | undefined => {
  const { status, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: exposition, encoding: 'utf8' })
  return status === 0 || status === 3 ? undefined : `${status}: ${stderr.split('\n', 1)[0]!}`
}

const corners = [
  'NaN',
  'nan',
  'NAN',
  'nAn',
  '-NaN',
  '+nan',
  '-nan',
  'Inf',
  '+inf',
  '-INF',
  'Infinity',
  '-infinity',
  '+iNFiNiTy',
  'infi',
  'infinit',
  'in',
  '1e308',
  '1e309',
  '1e999',
  '-1e999',
  '1.7976931348623157e308',
  '1.7976931348623158e308',
  '1.7976931348623159e308',
  '179769313486231580793e289',
  '1e-999',
  '0e999999',
  '0.0e99999',
  '1e99999',
  '1e-99999',
  '0x10',
  '0x1p4',
  '0x1P-2',
  '0b1',
  '0o7',
  '1_0',
  '1e1_0',
  '.',
  '+.',
  '-',
  '+',
  '.5',
  '5.',
  '+.5e+3',
  '1.e5',
  '.e5',
  '1e',
  '1e+',
  '1e+-1',
  '--1',
  '+-1',
  '1.2.3',
  '00012',
  '-0',
  '1e0000000005',
  '1d',
  '1f',
  '1n',
  '１',
  '1,5',
  '9'.repeat(308),
  '9'.repeat(309),
  '1'.repeat(400),
  '0'.repeat(400),
  `0.${'1'.repeat(900)}`,
  `1${'0'.repeat(400)}e-400`,
  `0.${'0'.repeat(400)}1e400`,
  `0.${'0'.repeat(400)}1e800`,
  `${'0'.repeat(300)}1e300`
]
const pieces = [
  '0',
  '1',
  '9',
  '12',
  '308',
  '.',
  '.5',
  'e',
  'E',
  'e+',
  'e-',
  '+',
  '-',
  'inf',
  'Inf',
  'inity',
  'nan',
  'N',
  'x',
  '_',
  'p',
  '000',
  '99999999999999999999'
]

const numbers = (count: number): readonly string[] => {
  const below = repeatableNumbers(52)
  const made = Array.from({ length: count }, () => Array.from({ length: 1 + below(5) }, () => pieces[below(pieces.length)]!).join(''))
  return [...new Set([...corners, ...made])]
}

/** Whether the fast path, which knows the rest of the line, takes it. */
const isTakenFast = (number: string): boolean => {
  const bytes = Buffer.from(`x ${number}\n`)
  return valueEnd(bytes, 2) === bytes.length - 1
}

describe.skipIf(!hasPromtool && process.env.CI === undefined)('beside Prometheus’ own parser', () => {
  const all = numbers(3000)

  it('takes no number that it refuses, on neither path', () => {
    const taken = all.filter((number) => parseValue(number) !== undefined)
    expect(taken.length).toBeGreaterThan(150)
    expect(refusal(taken.map((number, i) => `x{n="${i}"} ${number}\n`).join(''))).toBeUndefined()
    const fast = all.filter(isTakenFast)
    expect(fast.length).toBeGreaterThan(100)
    expect(fast.filter((number) => parseValue(number) === undefined)).toEqual([])
  })

  it('refuses no number that it takes', () => {
    const refused = all.filter((number) => parseValue(number) === undefined)
    // It ends at the first mistake, so each needs a run of its own.
    const below = repeatableNumbers(7)
    const some = [
      ...refused.filter((number) => corners.includes(number)),
      ...Array.from({ length: 40 }, () => refused[below(refused.length)]!)
    ]
    expect(some.filter((number) => refusal(`x ${number}\n`) === undefined)).toEqual([])
  }, 60_000)

  it('prints nothing that it refuses, whatever the devices say of the same names', async () => {
    const below = repeatableNumbers(99)
    const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!
    const names = ['h', 'h_sum', 'h_count', 'h_bucket', 'h_sum_sum', 'g', 'g_count']
    const labels = [
      '',
      '{le="1"}',
      '{le="+Inf"}',
      '{le="abc"}',
      '{le=""}',
      '{quantile="0.5"}',
      '{quantile="x"}',
      '{device="a"}',
      '{exported_device="a"}',
      '{device="a",exported_device="b"}',
      '{job="x",le="2"}',
      '{__name__="y"}',
      '{site="\\\\",role="\\"",}'
    ]
    const exposition = (): string => Array.from({ length: 1 + below(4) }, () => {
      const name = pick(names)
      const samples = Array.from(
        { length: 1 + below(3) },
        () =>
          `${pick([name, name, `${name}_sum`, `${name}_bucket`])}${pick(labels)} ${pick(['1', '1', 'NaN', '-NaN', '1e999'])}${pick(['', '', '', ' 1700000000000'])}\n`
      )
      return `${pick(['', '# HELP ' + name + ' 温度 \\\\ \\n\n'])}${pick(['', '# TYPE ' + name + ' histogram\n', '# TYPE ' + name + ' summary\n', '# TYPE ' + name + ' gauge\n'])}${samples.join('')}`
    }).join('')
    const store = createLiveStore({ monotonicMs: () => 0 })
    const taken = new Set<string>()
    // Three groups of each device, the first of them again at last.
    for (let put = 0; put < 2000; put++) {
      const deviceId = `pi-${put % 500}`
      try {
        store.put({ deviceId, key: `group-${Math.floor(put / 500) % 3}` }, Buffer.from(exposition()), { expiresAtMs: 1000 })
        taken.add(deviceId)
      } catch (error) {
        if (!(error instanceof ExpositionRefusedError)) throw error
      }
    }
    expect(taken.size).toBeGreaterThan(100)
    let fleet = ''
    for await (const piece of store.fleetExposition((device) => ({ device, site: 's', role: 'r' }), 0)) fleet += piece.toString()
    expect(refusal(fleet)).toBeUndefined()
    const series = fleet
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.slice(0, line.lastIndexOf(' ')).replace(/\{(.*)\}$/, (_, pairs: string) => `{${pairs.split(',').sort().join()}}`))
    expect(series.length - new Set(series).size).toBe(0)
    for (const deviceId of [...taken].slice(0, 80)) {
      expect(refusal(store.deviceExposition(deviceId, 0)!.toString()), deviceId).toBeUndefined()
    }
  }, 60_000)
})
