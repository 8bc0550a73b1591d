import { expect, test } from 'vitest'
import { megabytes, milliseconds, percent, renderSection, seconds } from './table.ts'

test('a section is a Markdown table that says which budgets are missed', () => {
  const text = renderSection({
    title: 'T', method: 'M.', peer: 'Peer',
    rows: [
      { what: 'a', ours: '1', peer: '2', ratio: 0.5 },
      { what: 'b', ours: '3', peer: '', budget: { text: 'at most 2', isKept: false } }
    ]
  }, 'a machine')
  expect(text).toBe(
    '## T\n\nMeasured on a machine.\n\nM.\n\n| | Mimamori | Peer | ratio | budget |\n|---|---:|---:|---:|---|\n| a | 1 | 2 | 0.50 |  |\n| b | 3 |  |  | at most 2: **missed** |\n'
  )
})

test('numbers are written with their units', () => {
  expect([megabytes(18_840_000), milliseconds(0.00123), milliseconds(0.4), seconds(61.234), percent(0.0734)]).toEqual([
    '18.8 MB',
    '1.23 ms',
    '400.0 ms',
    '61.23 s',
    '7.3%'
  ])
})
