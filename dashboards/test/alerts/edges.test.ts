import { expect } from 'vitest'
import { promtool, testWith } from '../debian-tool.ts'
import { edgesOfBoards } from './edges-of-boards.ts'
import { edgesOfDisks } from './edges-of-disks.ts'
import { complaintsAboutEdges } from './edges.ts'

const test = testWith(promtool)

test.each([...edgesOfDisks, ...edgesOfBoards])('$alert is silent before its edge, fires after it, ends with its cause, is held where it cannot be seen, goes where its series are really gone, and leaves a paused device alone', (edges) => {
  expect(complaintsAboutEdges(edges)).toBe('')
})
