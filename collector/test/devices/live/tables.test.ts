import { describe, expect, it } from 'vitest'
import { createMetadataTable } from '../../../src/devices/live/family-metadata.ts'
import { createTemplateTable } from '../../../src/devices/live/template.ts'
import { readAlone } from './read-alone.ts'
import { createSortedIds } from '../../../src/devices/live/sorted-ids.ts'

describe('the metadata of families', () => {
  it('is one for all expositions that say the same', () => {
    const metadataTable = createMetadataTable()
    const metadata = metadataTable.find('gauge', 'a', 'What a is.')
    expect(metadata).toMatchObject({ type: 'gauge', name: 'a', help: 'What a is.' })
    expect(metadataTable.find('gauge', 'a', 'What a is.')).toBe(metadata)
    expect(metadataTable.find('counter', 'a', 'What a is.')).not.toBe(metadata)
    expect(metadataTable.find('gauge', 'a', '')).toMatchObject({ name: 'a', help: '' })
  })
})

describe('templates', () => {
  const metadataTable = createMetadataTable()
  const templateOf = (text: string) => readAlone(text, { metadataTable }).template

  it('are shared by expositions that differ in values and in the letters of labels', () => {
    const share = createTemplateTable()
    const template = share(templateOf('a{x="one"} 1\n'))
    expect(share(templateOf('a{x="two"} 23.5\n'))).toBe(template)
  })

  it.each([
    ['another family', 'b{x="one"} 1\n'],
    ['another type', '# TYPE a gauge\na{x="one"} 1\n'],
    ['a longer label', 'a{x="three"} 1\n'],
    ['a label that becomes exported_…', 'a{job="1"} 1\n'],
    ['a line more', 'a{x="one"} 1\nb 1\n']
  ])('are not shared with %s', (_what, text) => {
    const share = createTemplateTable()
    const template = share(templateOf('a{x="one"} 1\n'))
    expect(share(templateOf(text))).not.toBe(template)
  })
})

it('sorted ids stay sorted, each once, as they come and go', () => {
  const ids = createSortedIds()
  for (const id of ['c', 'a', 'd', 'b', 'a']) ids.add(id)
  ids.remove('c')
  ids.remove('x')
  expect(ids.all()).toEqual(['a', 'b', 'd'])
})
