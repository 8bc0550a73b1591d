import { expect, test } from 'vitest'
import { withSections } from './benchmark-page.ts'

test('a section that was measured takes the place of its last measurement, and leaves the others as they are', () => {
  const first = withSections('', ['## A\n\none\n', '## B\n\ntwo\n'])
  expect(first).toMatch(/^# Benchmarks\n\n[^#]+\n\n## A\n\none\n\n## B\n\ntwo\n$/)
  expect(withSections(first, ['## A\n\nthree\n\n'])).toBe(first.replace('one', 'three'))
})

test('a machine is named once for the sections that follow on it, and each again once one of them is measured elsewhere', () => {
  const section = (title: string, machine: string): string => `## ${title}\n\nMeasured on ${machine}, Linux 6.18. Load average when it began: 1.0.\n`
  const page = withSections('', ['A', 'B', 'C'].map((title) => section(title, 'a PC')))
  const [same, machines] = ['Measured on the same machine. ', page.match(/^Measured on .+?\. (?=Load)/gm)]
  expect(machines).toEqual(['Measured on a PC, Linux 6.18. ', same, same])
  const elsewhere = withSections(page, [section('A', 'a Pi')])
  expect(elsewhere.match(/^Measured on [^,.]+/gm)).toEqual(['Measured on a Pi', 'Measured on a PC', 'Measured on the same machine'])
  expect(withSections(elsewhere, [section('A', 'a PC')])).toBe(page)
})
