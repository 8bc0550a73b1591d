import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test as plainTest } from 'vitest'
import { alerts } from '../../src/alerts/index.ts'
import { promtool, testWith } from '../debian-tool.ts'
import { edgesOfBoards } from './edges-of-boards.ts'
import { edgesOfDisks } from './edges-of-disks.ts'
import { edgesOfFurtherCauses } from './edges-of-further-causes.ts'
import { edgesOfServices } from './edges-of-services.ts'
import { edgesOfUpdates } from './edges-of-updates.ts'
import { complaintsAboutEdges } from './edges.ts'

const test = testWith(promtool)

const ofEveryAlert = [...edgesOfDisks, ...edgesOfBoards, ...edgesOfServices, ...edgesOfUpdates]

test.each([...ofEveryAlert, ...edgesOfFurtherCauses])(
  '$alert is silent before its edge, fires after it, ends with its cause, is held where it cannot be seen, goes where its series are really gone, and leaves a paused device alone',
  { timeout: 120_000 },
  (edges) => {
    expect(complaintsAboutEdges(edges)).toBe('')
  }
)

/** The alerts that the tests beside this one hand to promtool. */
const elsewhere = (): readonly string[] => {
  const tests = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .filter((code) => /\bcomplaints(?:About)?\(/.test(code))
  return [...new Set(tests.flatMap((code) => [...code.matchAll(/\balert: '(\w+)'/g)].map(([, name = '']) => name)))]
}

plainTest('every alert has its edges tested, here or in a test of its own, and none in both', () => {
  expect([...elsewhere(), ...ofEveryAlert.map(({ alert }) => alert)].sort()).toEqual(alerts.map(({ name }) => name).sort())
})
