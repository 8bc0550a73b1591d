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

test.each([...ofEveryAlert, ...edgesOfFurtherCauses])('$alert is silent before its edge, fires after it, ends with its cause, is held where it cannot be seen, goes where its series are really gone, and leaves a paused device alone', { timeout: 120_000 }, (edges) => {
  expect(complaintsAboutEdges(edges)).toBe('')
})

plainTest('every alert has its edges tested, here or in the test that has its name', () => {
  const elsewhere = ['Watchdog', 'CollectorDown', 'CollectorClockUntrusted', 'LogNotStored', 'LogLinesRefused', 'SiteSilent', 'DeviceSilent', 'DeviceLate']
  expect([...elsewhere, ...ofEveryAlert.map(({ alert }) => alert)].sort()).toEqual(alerts.map(({ name }) => name as string).sort())
})
