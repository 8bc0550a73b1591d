import { describe, expect, it } from 'vitest'
import { defaultLiveLimits } from '../../src/live/limits.ts'
import { insertionsFor, linesWithIdentity } from '../../src/live/live-family.ts'
import { PageRefusedError } from '../../src/live/live-store.ts'
import { readPage, type Surroundings } from '../../src/live/read-page.ts'

const alone: Surroundings = { limits: defaultLiveLimits, room: 1000, elsewhere: () => undefined }

const refusal = (text: string) => {
  try {
    readPage(text, alone)
  } catch (error) {
    if (error instanceof PageRefusedError) return error.issues[0]!
    throw error
  }
  throw new Error('was taken')
}

describe('a page that is refused whole', () => {
  it.each([
    ['a timestamp', 'a 1\nb 2 1700000000000\n', '/line/2', /b has a timestamp/],
    ['the same series twice', 'a{x="1",y="2"} 1\na{y="2",x="1"} 1\n', '/line/2', /stands twice/],
    ['the same series twice, with a label that is empty', 'a{x="1"} 1\na{x="1",y=""} 1\n', '/line/2', /stands twice/],
    ['the same series twice, through a histogram and a counter', '# TYPE h histogram\nh_count 1\n# TYPE h_count counter\nh_count 2\n', '/line/4', /stands twice/],
    ['a label twice in one series', 'a{x="1",x="2"} 1\n', '/line/1', /label x appears twice/],
    ['a family in two places', '# TYPE a gauge\na 1\nb 1\na{x="1"} 1\n', '/line/4', /appears twice/],
    ['a second type for a family', '# TYPE a gauge\n# TYPE a counter\na 1\n', '/line/2', /second TYPE/],
    ['a label of Prometheus’ own', 'a{__name__="up"} 1\n', '/line/1', /begins with __/],
    ['a series about a device', 'mimamori_device_last_seen_timestamp_seconds{device="pi-2"} 9e9\n', '/line/1', /given by the collector/],
    ['a series about an update', 'mimamori_update_last_outcome{outcome="updated"} 1\n', '/line/1', /given by the collector/],
    ['a series of the collector', 'mimamori_collector_clock_trusted 1\n', '/line/1', /given by the collector/],
    ['a summary whose sum is about a device', '# TYPE mimamori_device summary\nmimamori_device_sum 1\n', '/line/2', /given by the collector/],
    ['up', 'up 1\n', '/line/1', /given by the collector/],
    ['a series of the scrape', 'scrape_duration_seconds 1\n', '/line/1', /given by the collector/],
    ['an alert', 'ALERTS{alertname="DeviceSilent",alertstate="firing"} 1\n', '/line/1', /given by the collector/],
    ['an enormous label', `a{x="${'x'.repeat(20_000)}"} 1\n`, '/line/1', /20000 characters/],
    ['many thousand series', Array.from({ length: 6001 }, (_, i) => `a{n="${i}"} 1\n`).join(''), '/line/6001', /more than 6000 series/],
    ['a value that is none', 'a one\n', '/line/1', /expected a number/],
    ['a line that was cut off', 'a 1\nb 2', '/line/2', /cut off/]
  ])('has %s', (_what, text, path, message) => {
    const issue = refusal(text)
    expect(issue.path).toBe(path)
    expect(issue.message).toMatch(message)
  })
})

describe('a page that is taken', () => {
  it('may have NaN and infinities, escapes, Japanese and odd blanks', () => {
    const { series, families } = readPage('a NaN\nb +Inf\nc -Inf\nd{path="C:\\\\x",say="\\"温度\\"\\n"} 1e-3\n  e\t{ }\t5\n', alone)
    expect(series).toBe(5)
    expect(families.get('d')!.text).toBe('d{path="C:\\\\x",say="\\"温度\\"\\n"} 1e-3\n')
    expect(linesWithIdentity(families.get('e')!, insertionsFor('device="p"'))).toBe('e\t{device="p" }\t5\n')
  })

  it('keeps what it says under the registry’s labels as exported_…, and a disk’s device until the fleet page', () => {
    const { families } = readPage('a{job="x",device="sda",site="evil"} 1\n', alone)
    expect(families.get('a')!.text).toBe('a{exported_job="x",device="sda",exported_site="evil"} 1\n')
    expect(linesWithIdentity(families.get('a')!, insertionsFor('device="p"'))).toBe('a{device="p",exported_job="x",exported_device="sda",exported_site="evil"} 1\n')
  })

  it.each([
    ['too_many_labels', `a{${Array.from({ length: 31 }, (_, i) => `l${i}="1"`).join(',')}} 1\n`],
    ['name_too_long', `${'a'.repeat(201)} 1\n`],
    ['name_too_long', `a{${'l'.repeat(101)}="1"} 1\n`],
    ['label_value_too_long', `a{l="${'x'.repeat(1025)}"} 1\n`],
    ['label_conflict', 'a{device="sda",exported_device="sdb"} 1\n']
  ])('leaves a series out for %s and keeps the rest', (reason, line) => {
    const { series, leftOut } = readPage(`good 1\n${line}`, alone)
    expect(series).toBe(1)
    expect([...leftOut]).toEqual([[reason, 1]])
  })

  it('takes no more series than the device has room for', () => {
    const { series, leftOut } = readPage('a 1\nb 1\nc 1\n', { ...alone, room: 2 })
    expect(series).toBe(2)
    expect(leftOut.get('series_cap')).toBe(1)
  })

  it('drops a help text that is too long, and a family of which nothing is left', () => {
    const { families } = readPage(`# HELP a ${'h'.repeat(2000)}\na 1\n# TYPE b gauge\nb{device="x",exported_device="y"} 1\n`, alone)
    expect([...families.keys()]).toEqual(['a'])
    expect(families.get('a')!.help).toBe('')
  })
})
