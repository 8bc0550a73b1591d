import { expect, test } from 'vitest'
import { openConnection } from './connection.ts'

test.each(['http://192.0.2.1:8080', 'http://collector.example', 'http://127.0.0.1.example'])(
  'a simulated device refuses to talk to %s',
  (origin) => {
    expect(() => openConnection({ origin: new URL(origin) })).toThrow('only talks to a collector on this machine')
  }
)
