import { describe, expect, it } from 'vitest'
import { netDevColumns, parseNetDev } from '../../src/parse/net-dev.ts'
import { parseNetStat, parseSnmp6 } from '../../src/parse/net-stat.ts'
import { parseSockstat } from '../../src/parse/sockstat.ts'
import { parseSoftnet } from '../../src/parse/softnet.ts'

const headings = 'Inter-|   Receive  |  Transmit\n face |bytes packets|bytes packets\n'
const numbers = Array.from({ length: 16 }, (_, i) => i + 1)

describe('/proc/net/dev', () => {
  it('gives sixteen numbers for each interface', () => {
    expect(netDevColumns).toHaveLength(16)
    expect(parseNetDev(`${headings}    lo: ${numbers.join(' ')}\n`)).toEqual([{ device: 'lo', counts: numbers }])
  })

  it('bears a number that touches the colon, and a colon in the name', () => {
    expect(parseNetDev(`${headings}eth0:1:${numbers.join('   ')}\n`)).toEqual([{ device: 'eth0:1', counts: numbers }])
  })

  it('refuses a line with fewer', () => {
    expect(() => parseNetDev(`${headings}lo: 1 2 3\n`)).toThrow('expected 16 numbers in this line of net/dev')
  })
})

describe('/proc/net/netstat and snmp', () => {
  const all = (_: string, heading: readonly string[]): number[] => heading.map((__, i) => i).slice(1)

  it('pairs headings and numbers, negative ones too', () => {
    expect(parseNetStat('Tcp: MaxConn InSegs\nTcp: -1 5\nUdp: InErrors\nUdp: 2\n', all)).toEqual([
      { protocol: 'Tcp', name: 'MaxConn', value: -1 },
      { protocol: 'Tcp', name: 'InSegs', value: 5 },
      { protocol: 'Udp', name: 'InErrors', value: 2 }
    ])
  })

  it('gives only the selected columns', () => {
    expect(parseNetStat('Tcp: A B C\nTcp: 1 2 3\nUdp: D\nUdp: 4\n', (protocol) => (protocol === 'Tcp' ? [2] : []))).toEqual([
      { protocol: 'Tcp', name: 'B', value: 2 }
    ])
  })

  it.each([['a different length', 'Tcp: A B\nTcp: 1\n'], ['another protocol', 'Tcp: A\nUdp: 1\n']])('refuses numbers of %s', (_, text) => {
    expect(() => parseNetStat(text, all)).toThrow('the headings and the numbers of Tcp do not match')
  })

  it('refuses a word among the numbers', () => {
    expect(() => parseNetStat('Tcp: A\nTcp: one\n', all)).toThrow('expected a number for Tcp A, found "one"')
  })
})

describe('/proc/net/snmp6', () => {
  it('splits each name behind its six', () => {
    expect(parseSnmp6('Ip6InReceives                   \t10\nUdpLite6InErrors \t2\nnothing 3\n')).toEqual([
      { protocol: 'Ip6', name: 'InReceives', value: 10 }, { protocol: 'UdpLite6', name: 'InErrors', value: 2 }
    ])
  })
})

describe('/proc/net/sockstat', () => {
  it('gives what each protocol has', () => {
    expect(
      parseSockstat('sockets: used 5\nTCP: inuse 1 mem 3\n').map(({ protocol, counts }) => [protocol, Object.fromEntries(counts)])
    ).toEqual([
      ['sockets', { used: 5 }],
      ['TCP', { inuse: 1, mem: 3 }]
    ])
  })

  it('refuses a name without its number', () => {
    expect(() => parseSockstat('TCP: inuse\n')).toThrow('expected a number after inuse in this line of sockstat')
  })
})

describe('/proc/net/softnet_stat', () => {
  const line = (...values: number[]): string => values.map((value) => value.toString(16).padStart(8, '0')).join(' ')

  it('reads hexadecimal numbers, and the CPU from the line since Linux 5.14', () => {
    expect(parseSoftnet(`${line(255, 1, 2, 0, 0, 0, 0, 0, 3, 4, 5, 6, 7)}\n`)).toEqual([
      { cpu: '7', processed: 255, dropped: 1, timesSqueezed: 2, cpuCollision: 3, receivedRps: 4, flowLimitCount: 5, backlogLength: 6 }
    ])
  })

  it('counts the lines as CPUs before that, and does not know what such a kernel does not say', () => {
    expect(parseSoftnet(`${line(1, 0, 0, 0, 0, 0, 0, 0, 0)}\n${line(2, 0, 0, 0, 0, 0, 0, 0, 0, 9)}\n`)).toMatchObject([
      { cpu: '0', receivedRps: undefined, backlogLength: undefined }, { cpu: '1', receivedRps: 9, flowLimitCount: undefined }
    ])
  })

  it.each(['00000001 00000002\n', `${line(1, 2, 3, 4, 5, 6, 7, 8)} xyz\n`])('refuses %j', (text) => {
    expect(() => parseSoftnet(text)).toThrow('expected at least nine hexadecimal numbers')
  })
})
