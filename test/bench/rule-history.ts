import { spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { once } from 'node:events'
import { ruleFile } from '@mimamori/dashboards'

/** A series as an exposition has it, and as Prometheus keeps it. */
export interface PastSeries {
  readonly name: string
  /** With the target's labels. */
  readonly labels: string
  readonly value: string
  /** From one sample to the next. */
  readonly stepSeconds: number
}

/** Over how many hours rules read a metric: those that they read at one moment alone are left out. */
const hoursRead = (): ReadonlyMap<string, number> => {
  const hours = new Map<string, number>()
  for (const { expr } of ruleFile({ publicUrl: new URL('http://127.0.0.1:8080') }).groups.flatMap(({ rules }) => rules)) {
    for (const [, name, count] of expr.matchAll(/([\w:]+)(?:\{[^}]*\})?\[(\d+)h\]/g)) {
      hours.set(name!, Math.max(hours.get(name!) ?? 0, Number(count)))
    }
  }
  return hours
}

/** Series of an exposition that rules read over hours. */
export const pastSeriesOf = (exposition: string, targetLabels: (name: string) => string, stepSeconds: number): readonly PastSeries[] => {
  const hours = hoursRead()
  return exposition.split('\n').flatMap((line) => {
    const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)/.exec(line) ?? []
    if (!hours.has(name) || labels.includes('tmpfs')) return []
    return [{ name, labels: [...labels === '' ? [] : [labels], targetLabels(name)].join(','), value, stepSeconds }]
  })
}

/**
 * Writes the hours that rules read before now as blocks into a data directory of Prometheus (promtool tsdb create-blocks-from), each
 * series with one value throughout: what it is does not change what reading it costs.
 */
export const writeHistory = async (
  directory: string,
  dataDirectory: string,
  series: readonly PastSeries[]
): Promise<{ readonly samples: number }> => {
  const hours = hoursRead()
  const file = join(directory, 'history.om')
  const out = createWriteStream(file)
  const nowSeconds = Math.floor(Date.now() / 1000)
  let samples = 0
  for (const { name, labels, value, stepSeconds } of series.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const lines: string[] = []
    for (let at = nowSeconds - hours.get(name)! * 3600; at < nowSeconds; at += stepSeconds) {
      lines.push(`${name}{${labels}} ${value} ${at}\n`)
    }
    samples += lines.length
    if (!out.write(lines.join(''))) await once(out, 'drain')
  }
  out.end('# EOF\n')
  await once(out, 'close')
  await mkdir(dataDirectory, { recursive: true })
  const { status, stderr } = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, dataDirectory], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`promtool: ${stderr}`)
  return { samples }
}
