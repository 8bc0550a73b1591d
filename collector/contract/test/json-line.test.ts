import { expect, test } from 'vitest'
import { readJsonLine } from '../src/json-line.ts'

test.each([10, 20, 30, 40, 50, 60])('reads pino’s level %i', (level) => {
  const expected = { 10: 'debug', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'error' }[level]
  expect(readJsonLine(`{"level":${level},"time":1795608000000,"pid":812,"hostname":"pi","reqId":"r-1","msg":"done"}`)).toEqual({
    message: 'done',
    level: expected,
    context: { time: 1795608000000, reqId: 'r-1' }
  })
})

test('reads levels by name, and messages under the names that other loggers use', () => {
  expect(readJsonLine('{"severity":"WARNING","message":"slow"}')).toEqual({ message: 'slow', level: 'warn', context: {} })
  expect(readJsonLine('{"event":"started","level":"debug","port":80}')).toEqual({
    message: 'started',
    level: 'debug',
    context: { port: 80 }
  })
})

test('leaves a line alone that is no JSON, or says no message', () => {
  for (const line of ['plain', '{"level":30,"temperature":51.2}', '{"msg":"cut off', '[1,2]', '{broken}']) {
    expect(readJsonLine(line)).toBeUndefined()
  }
})

test('leaves a line alone that is nested deeper than anything could write it again', () => {
  const nested = (levels: number): string => `{"msg":"a","x":${'['.repeat(levels)}${']'.repeat(levels)}}`
  expect(() => JSON.stringify(JSON.parse(nested(8000)))).toThrow(RangeError)
  expect(readJsonLine(nested(8000))).toBeUndefined()
  expect(readJsonLine(nested(30))).toMatchObject({ message: 'a' })
})

test('takes no level from what is none, and no entry whose name is too long', () => {
  expect(readJsonLine(`{"level":"loud","msg":"a","${'n'.repeat(65)}":1}`)).toEqual({ message: 'a', context: {} })
})

test.each([
  [
    'pino',
    '{"level":50,"err":{"type":"Error","message":"connect ECONNREFUSED 10.0.0.1:1883","stack":"Error: connect …"},"msg":"no broker"}',
    'no broker: connect ECONNREFUSED 10.0.0.1:1883'
  ],
  ['zerolog', '{"level":"error","error":"no route to host","message":"no broker"}', 'no broker: no route to host'],
  [
    'pino without a message of its own',
    '{"level":50,"err":{"type":"Error","message":"no route to host"},"msg":"no route to host"}',
    'no route to host'
  ],
  ['a field that is no text', '{"level":50,"error":true,"err":{"code":7},"msg":"no broker"}', 'no broker']
])('says what went wrong behind the message, where it can be searched: %s', (_, text, message) => {
  expect(readJsonLine(text)).toMatchObject({ message, level: 'error' })
})
