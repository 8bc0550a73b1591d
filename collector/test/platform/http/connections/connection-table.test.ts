import { describe, expect, it } from 'vitest'
import { createConnectionTable, type Connection } from '../../../../src/platform/http/connections/connection-table.ts'

/** Connections that a test opens, and the names of those that are still open. */
const inTest = () => {
  const table = createConnectionTable({ strangers: 4, strangersByAddress: 2, byDevice: 2, byOperator: 3 })
  const open = new Set<string>()
  const connect = (name: string, address: string): Connection => {
    const connection = { destroy: () => open.delete(name) }
    open.add(name)
    table.opened(connection, address)
    return connection
  }
  return { table, connect, open: () => [...open] }
}

describe('the oldest connection makes room', () => {
  it('where one address has too many that show no key', () => {
    const { connect, open } = inTest()
    for (const name of ['a', 'b', 'c']) connect(name, '10.0.0.1')
    connect('other', '10.0.0.2')
    expect(open()).toEqual(['b', 'c', 'other'])
  })

  it('where one host has too many under many addresses of its network', () => {
    const { connect, open } = inTest()
    for (const name of ['a', 'b', 'c']) connect(name, `fd00::${name}`)
    expect(open()).toEqual(['b', 'c'])
  })

  it('where all that show no key are too many', () => {
    const { connect, open } = inTest()
    for (let host = 1; host <= 5; host++) connect(`from ${host}`, `10.0.0.${host}`)
    expect(open()).toEqual(['from 2', 'from 3', 'from 4', 'from 5'])
  })

  it('where one key has too many; what was used last stays', () => {
    const { table, connect, open } = inTest()
    const [a, b, c] = [1, 2, 3].map((host) => connect(`from ${host}`, `10.0.0.${host}`))
    table.shown(a!, { device: 'pi' })
    table.shown(b!, { device: 'pi' })
    table.shown(a!, { device: 'pi' })
    table.shown(c!, { device: 'pi' })
    expect(open()).toEqual(['from 1', 'from 3'])
  })
})

it('a connection that has shown a key takes no room from strangers of its address', () => {
  const { table, connect, open } = inTest()
  table.shown(connect('device', '10.0.0.1'), { device: 'pi' })
  table.shown(connect('person', '10.0.0.1'), { operator: 'pi' })
  for (const name of ['a', 'b']) connect(name, '10.0.0.1')
  expect(open()).toEqual(['device', 'person', 'a', 'b'])
})

it('nothing is left of connections that are closed', () => {
  const { table, connect } = inTest()
  const [a, b] = [connect('a', '10.0.0.1'), connect('b', '10.0.0.1')]
  table.shown(b, { device: 'pi' })
  table.closed(a)
  table.closed(b)
  table.shown(b, { device: 'pi' })
  expect(table.size).toBe(0)
})
