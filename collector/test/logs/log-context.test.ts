import { describe, expect, it } from 'vitest'
import { boundContext, cleanText } from '../../src/logs/intake/log-context.ts'

describe('a log line’s context', () => {
  it('is kept as it is when it is small', () => {
    expect(boundContext({ unit: 'kiosk', tries: 3, deep: { ok: [true, null, 1.5] } })).toEqual({
      unit: 'kiosk',
      tries: 3,
      deep: { ok: [true, null, 1.5] }
    })
  })

  it('loses what is named like a secret, at any depth', () => {
    expect(boundContext({ password: 'x', http: { Authorization: 'Bearer x', apiKey: 'x', url: '/a' } }))
      .toEqual({ password: '***', http: { Authorization: '***', apiKey: '***', url: '/a' } })
  })

  it('loses what looks like a secret in its texts, also where they are cut', () => {
    expect(boundContext({ command: 'PGPASSWORD=geheim psql', url: 'http://user:geheim@server/' })).toEqual({
      command: 'PGPASSWORD=*** psql',
      url: 'http://***@server/'
    })
    expect(
      JSON.stringify(
        boundContext({
          a: `${'x '.repeat(495)}token=${'geheim'.repeat(10)}`,
          b: `${'x '.repeat(995)}token=${'geheim'.repeat(10)} ${'x'.repeat(90)}`
        })
      )
    ).not.toContain('heim')
  })

  it('loses secrets in the names of its fields, also where only these are kept', () => {
    const key = `mmk_${'aB3'.repeat(14)}`
    expect(JSON.stringify(boundContext({ [key]: 1, 'PGPASSWORD=geheim': 1 }))).toBe('{"mmk_***":1,"PGPASSWORD=***":1}')
    expect(
      JSON.stringify(boundContext(Object.fromEntries([key, 'a', 'b', 'c', 'd', 'e'].map((name) => [name, 'x'.repeat(900)]))))
    ).not.toContain(key)
  })

  it('is bounded in depth, entries and length of texts', () => {
    const context = boundContext({
      a: { b: { c: { d: { e: 1 } } } },
      many: Array.from({ length: 100 }, () => 1),
      long: 'x'.repeat(5000)
    }) as { a: unknown, many: unknown[], long: string }
    expect(context.a).toEqual({ b: { c: { d: '…' } } })
    expect(context.many).toHaveLength(32)
    expect(context.long).toHaveLength(1001)
  })

  it('is not read much further than what is kept of it, however much a line brings', () => {
    const texts = Array.from({ length: 32 }, () => Array.from({ length: 32 }, () => 'x '.repeat(1000)))
    const { cut, keys } = boundContext({ a: texts, b: texts, c: 1 }) as { cut: string, keys: string[] }
    expect(Number.parseInt(cut)).toBeLessThan(10_000)
    expect(keys).toEqual(['a', 'b', 'c'])
  })

  it('loses what is named like a secret by the end of a very long name', () => {
    expect(Object.values(boundContext({ [`${'x'.repeat(100_000)}_token`]: 'geheim' }))).toEqual(['***'])
  })

  it('keeps only its keys when it is still too large', () => {
    expect(boundContext(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, 'x'.repeat(900)])))).toMatchObject({
      keys: ['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'k9']
    })
  })
})

describe('a log line’s text', () => {
  it('has whole characters and no NUL', () => {
    expect(cleanText('a\0b\ud800', 10)).toBe('a\ufffdb\ufffd')
    expect(cleanText('x'.repeat(11), 10)).toBe('x'.repeat(10) + '…')
  })
})
