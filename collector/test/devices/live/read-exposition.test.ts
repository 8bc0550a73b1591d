import { describe, expect, it } from 'vitest'
import { ExpositionRefusedError } from '../../../src/devices/live/live-store.ts'
import { writeFamily } from '../../../src/devices/live/family-lines.ts'
import { gatherIdentities, noIdentity, renderIdentity, type Identities } from '../../../src/devices/live/identities.ts'
import { newOutput, takePiece } from '../../../src/devices/live/output.ts'
import { noOtherGroups, readAlone, storedAlone } from './read-alone.ts'

const refusal = (text: string) => {
  try {
    readAlone(text)
  } catch (error) {
    if (error instanceof ExpositionRefusedError) return error.issues[0]!
    throw error
  }
  throw new Error('was taken')
}

describe('an exposition that is refused whole', () => {
  it.each([
    ['a timestamp', 'a 1\nb 2 1700000000000\n', '/line/2', /b has a timestamp/],
    ['the same series twice', 'a{x="1",y="2"} 1\na{y="2",x="1"} 1\n', '/line/2', /appears twice/],
    ['the same series twice, with a label that is empty', 'a{x="1"} 1\na{x="1",y=""} 1\n', '/line/2', /appears twice/],
    [
      'the same series twice, through a histogram and a counter',
      '# TYPE h histogram\nh_count 1\n# TYPE h_count counter\nh_count 2\n',
      '/line/4',
      /appears twice/
    ],
    ['the same series twice, under two names of one label', 'a{device="x"} 1\na{exported_device="x"} 2\n', '/line/2', /appears twice/],
    ['a label twice in one series', 'a{x="1",x="2"} 1\n', '/line/1', /label x appears twice/],
    ['a family in two places', '# TYPE a gauge\na 1\nb 1\na{x="1"} 1\n', '/line/4', /appears twice/],
    ['a second type for a family', '# TYPE a gauge\n# TYPE a counter\na 1\n', '/line/2', /second TYPE/],
    ['an enormous label', `a{x="${'x'.repeat(20_000)}"} 1\n`, '/line/1', /20000 characters/],
    [
      'a line that would take long to read',
      `a 1\na{${Array.from({ length: 20_000 }, (_, i) => `l${i}=""`).join()}} 1\n`,
      '/line/2',
      /the line has 188\d+ characters; expected at most 131072/
    ],
    ['many thousand series', Array.from({ length: 6001 }, (_, i) => `a{n="${i}"} 1\n`).join(''), '/line/6001', /more than 6000 series/],
    ['a value that is none', 'a one\n', '/line/1', /expected a number/],
    ['a line that was cut off', 'a 1\nb 2', '/line/2', /truncated/]
  ])('has %s', (_what, text, path, message) => {
    const issue = refusal(text)
    expect(issue.path).toBe(path)
    expect(issue.message).toMatch(message)
  })
})

/** What is printed of an exposition for its device alone, and for the fleet, with the labels of a device p. */
const printed = (text: string) => {
  const exposition = storedAlone(text)
  const identity = { device: 'p', site: 's', role: 'r' }
  const identities = gatherIdentities()
  const device = identities.add(identity)
  const lines = (labels: Identities): string[] => {
    const out = newOutput()
    for (const family of exposition.template.families.keys()) writeFamily(out, { exposition, family, device }, labels)
    return takePiece(out).toString().replaceAll(renderIdentity(identity), 'ID').split('\n').slice(0, -1)
  }
  return { device: lines(noIdentity), fleet: lines(identities.close()) }
}

describe('an exposition that is taken', () => {
  it('may have NaN and infinities, escapes, Japanese and odd blanks', () => {
    const { device, fleet } = printed(
      'a NaN\nb +Inf\nc -Inf\nd{path="C:\\\\x",say="\\"温度\\"\\n"} 1e-3\n# HELP e 𝛼 and é.\n  e\t{ }\t5\n f{ x="é" ,y="𝛼",} 6 \t\ng 7\n'
    )
    expect(device).toEqual([
      'a NaN',
      'b +Inf',
      'c -Inf',
      'd{path="C:\\\\x",say="\\"温度\\"\\n"} 1e-3',
      'e\t{ }\t5',
      'f{ x="é" ,y="𝛼",} 6',
      'g 7'
    ])
    expect(fleet.slice(3)).toEqual(['d{ID,path="C:\\\\x",say="\\"温度\\"\\n"} 1e-3', 'e\t{ID }\t5', 'f{ID, x="é" ,y="𝛼",} 6', 'g{ID} 7'])
  })

  it('keeps what it says under the registry’s labels as exported_…, and a disk’s device until the fleet exposition', () => {
    const { device, fleet } = printed('a{job="x",device="sda",site="evil"} 1\n')
    expect(device).toEqual(['a{exported_job="x",device="sda",exported_site="evil"} 1'])
    expect(fleet).toEqual(['a{ID,exported_job="x",exported_device="sda",exported_site="evil"} 1'])
  })

  it.each([
    ['too_many_labels', `a{${Array.from({ length: 31 }, (_, i) => `l${i}="1"`).join(',')}} 1\n`],
    ['name_too_long', `${'a'.repeat(201)} 1\n`],
    ['name_too_long', `a{${'l'.repeat(101)}="1"} 1\n`],
    ['label_value_too_long', `a{l="${'x'.repeat(1025)}"} 1\n`],
    ['label_conflict', 'a{device="sda",exported_device="sdb"} 1\n'],
    ['reserved_label', 'a{__name__="up"} 1\n'],
    ['reserved_name', 'mimamori_device_last_seen_timestamp_seconds{device="pi-2"} 9e9\n'],
    ['reserved_name', 'mimamori_update_last_outcome{outcome="updated"} 1\n'],
    ['reserved_name', 'mimamori_collector_clock_trusted 1\n'],
    ['reserved_name', '# TYPE mimamori_device summary\nmimamori_device_sum 1\n'],
    ['reserved_name', '# TYPE up gauge\nup 1\n'],
    ['reserved_name', 'scrape_duration_seconds 1\n'],
    ['reserved_name', 'ALERTS{alertname="DeviceSilent",alertstate="firing"} 1\n']
  ])('leaves a series out for %s and keeps the rest', (reason, line) => {
    const text = `good 1\n${line}better 2\n`
    const { series, leftOut } = readAlone(text)
    expect(series).toBe(2)
    expect([...leftOut]).toEqual([[reason, 1]])
    expect(printed(text).device).toEqual(['good 1', 'better 2'])
  })

  it('leaves every series of a family of the collector’s out, and of a summary those alone that have such a name', () => {
    expect([...readAlone('up{a="1"} 1\nup{a="2"} 1\ngood 1\n').leftOut]).toEqual([['reserved_name', 2]])
    expect(
      printed('# TYPE mimamori_device summary\nmimamori_device{quantile="0.5"} 1\nmimamori_device_sum 1\nmimamori_device_count 1\n').device
    ).toEqual(['mimamori_device{quantile="0.5"} 1'])
  })

  it.each([
    [
      'a histogram and a gauge of the name of its sum',
      '# TYPE h histogram\nh_bucket{le="1"} 1\n# TYPE h_sum gauge\nh_sum{a="1"} 1\n',
      'h_bucket{le="1"} 1'
    ],
    [
      'a counter, and a summary of which it would be a part',
      's_count{a="1"} 1\n# TYPE s summary\ns{quantile="0.5"} 1\n',
      's_count{a="1"} 1'
    ]
  ])('keeps the first of two families that Prometheus takes for one: %s', (_what, text, kept) => {
    expect([...readAlone(text).leftOut]).toEqual([['type_conflict', 1]])
    expect(printed(text).device).toEqual([kept])
  })

  it('measures a label’s value in characters, not in bytes', () => {
    expect(readAlone(`a{l="${'温'.repeat(1024)}"} 1\n`).leftOut.size).toBe(0)
    expect(readAlone(`a{l="${'温'.repeat(1025)}"} 1\n`).leftOut.get('label_value_too_long')).toBe(1)
  })

  it('takes no more series than the device has room for', () => {
    const { series, leftOut } = readAlone('a 1\nb 1\nc 1\n', { otherGroups: { ...noOtherGroups, seriesLeft: 2 } })
    expect(series).toBe(2)
    expect(leftOut.get('series_cap')).toBe(1)
  })

  it('drops a help text that is too long, and a family of which nothing is left', () => {
    const { families } = readAlone(`# HELP a ${'h'.repeat(2000)}\na 1\n# TYPE b gauge\nb{device="x",exported_device="y"} 1\n`).template
    expect(families).toMatchObject([{ name: 'a', type: 'untyped', help: '' }])
  })
})
