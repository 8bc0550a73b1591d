import { describe, expect, it } from 'vitest'
import { readAttribute, readInteger } from '../src/read-attribute.ts'
import { temporaryTree } from './temporary-tree.ts'

describe('an attribute of /sys', () => {
  it('is its text without white space at the ends, also where it is no UTF-8', () => {
    const tree = temporaryTree()
    tree.write('sys/a', ' x y \n')
    tree.write('sys/b', Uint8Array.of(0x61, 0xff, 0x0a))
    expect(readAttribute(`${tree.sys}/a`)).toBe('x y')
    expect(readAttribute(`${tree.sys}/b`)).toBe('a\uFFFD')
  })

  it('is undefined where there is none, or it is a directory', () => {
    const tree = temporaryTree()
    tree.write('sys/a/b', '')
    expect([readAttribute(`${tree.sys}/c`), readAttribute(`${tree.sys}/a`), readAttribute(`${tree.sys}/a/b/c`)]).toEqual([
      undefined,
      undefined,
      undefined
    ])
  })

  it('is a number only where it is a whole one', () => {
    const tree = temporaryTree()
    const read = (text: string) => {
      tree.write('sys/n', text)
      return readInteger(`${tree.sys}/n`)
    }
    expect(['42\n', '-1', '+3', '0x1003', '-0x10'].map(read)).toEqual([42, -1, 3, 0x1003, -16])
    expect(['', '1.5', '1e3', '0x', 'x', '1 2', 'Infinity', '--1'].map(read)).toEqual(Array.from({ length: 8 }))
  })
})
