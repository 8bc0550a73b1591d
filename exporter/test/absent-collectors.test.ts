import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { collectorNames } from '../src/collectors/index.ts'
import { defaultCollectors, isSkipped } from './node-exporter.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe.skipIf(isSkipped)('the README', () => {
  it('names each collector that node_exporter has on by default and we lack, with its reason', () => {
    const section = readme.split('## Which of node_exporter\'s collectors are absent')[1]!.split('\n## ')[0]!
    const [, ...absent] = [...section.matchAll(/^\| ([a-z_, ]+) \| .{10,} \|$/gm)].flatMap(([, names]) => names!.split(', '))
    const ours = new Set(collectorNames)
    const theirs = defaultCollectors()
    expect(absent.sort()).toEqual(theirs.filter((name) => !ours.has(name)).sort())
    expect(section).toContain(`${theirs.filter((name) => ours.has(name)).length} are here`)
  })
})
