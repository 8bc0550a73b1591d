import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { generateKey, isWeakKey, looksLikeTemplate } from '../../../src/devices/registry/client-key.ts'

describe('a client key', () => {
  test('has 256 bits and a prefix, and is never the same twice', () => {
    const keys = new Set(Array.from({ length: 1000 }, generateKey))
    expect(keys.size).toBe(1000)
    for (const key of keys) expect(key).toMatch(/^mmk_[\w-]{43}$/)
  })

  test('that is random is not weak, and one that is short or regular is', () => {
    for (const key of [generateKey(), randomUUID(), randomUUID().replaceAll('-', '')]) expect([key, isWeakKey(key)]).toEqual([key, false])
    for (const key of ['client-key-0001', 'raspberrypi', '00000000-0000-0000-0000-000000000000', 'abababababababababababababab']) {
      expect([key, isWeakKey(key)]).toEqual([key, true])
    }
  })

  test('is no template that was never filled in', () => {
    for (const key of ['{{ key }}', '{{key}}', '{% raw %}', '${{ secrets.KEY }}', '<CLIENT_KEY>']) {
      expect([key, looksLikeTemplate(key)]).toEqual([key, true])
    }
    expect(looksLikeTemplate(generateKey())).toBe(false)
  })
})
