import { expect, test } from 'vitest'
import { withSections } from './benchmark-page.ts'

test('a section that was measured takes the place of its last measurement, and leaves the others as they are', () => {
  const first = withSections('', ['## A\n\none\n', '## B\n\ntwo\n'])
  expect(first).toMatch(/^# Benchmarks\n\n[^#]+\n\n## A\n\none\n\n## B\n\ntwo\n$/)
  expect(withSections(first, ['## A\n\nthree\n\n'])).toBe(first.replace('one', 'three'))
})
