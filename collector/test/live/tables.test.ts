import { describe, expect, it } from 'vitest'
import { inOneGo } from '../../src/event-loop/steps.ts'
import { createHeadTable } from '../../src/live/family-head.ts'
import { createLayoutTable } from '../../src/live/layout-table.ts'
import { defaultLiveLimits } from '../../src/live/limits.ts'
import { readPage } from '../../src/live/read-page.ts'
import { createSortedIds } from '../../src/live/sorted-ids.ts'

describe('family heads', () => {
  it('are one for all pages that say the same', () => {
    const heads = createHeadTable()
    const head = heads.find('gauge', 'a', 'What a is.')
    expect(head).toMatchObject({ type: 'gauge', name: 'a', help: 'What a is.' })
    expect(heads.find('gauge', 'a', 'What a is.')).toBe(head)
    expect(heads.find('counter', 'a', 'What a is.')).not.toBe(head)
    expect(heads.find('gauge', 'a', '')).toMatchObject({ name: 'a', help: '' })
  })
})

describe('layouts', () => {
  const heads = createHeadTable()
  const layoutOf = (text: string) => inOneGo(readPage(Buffer.from(text), { limits: defaultLiveLimits, heads, room: 100, otherFamilies: [], elsewhere: () => undefined })).layout

  it('are shared by pages that differ in values and in the letters of labels', () => {
    const share = createLayoutTable()
    const layout = share(layoutOf('a{x="one"} 1\n'))
    expect(share(layoutOf('a{x="two"} 23.5\n'))).toBe(layout)
  })

  it.each([
    ['another family', 'b{x="one"} 1\n'],
    ['another type', '# TYPE a gauge\na{x="one"} 1\n'],
    ['a longer label', 'a{x="three"} 1\n'],
    ['a label that becomes exported_…', 'a{job="1"} 1\n'],
    ['a line more', 'a{x="one"} 1\nb 1\n']
  ])('are not shared with %s', (_what, text) => {
    const share = createLayoutTable()
    const layout = share(layoutOf('a{x="one"} 1\n'))
    expect(share(layoutOf(text))).not.toBe(layout)
  })
})

it('sorted ids stay sorted, each once, as they come and go', () => {
  const ids = createSortedIds()
  for (const id of ['c', 'a', 'd', 'b', 'a']) ids.add(id)
  ids.remove('c')
  ids.remove('x')
  expect(ids.all()).toEqual(['a', 'b', 'd'])
})
