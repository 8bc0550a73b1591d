import { describe, expect, it } from 'vitest'
import { formatAddress, isLoopback, parseListenAddress, withoutBrackets } from '../src/listen-address.ts'

describe('an address to listen on', () => {
  it.each([
    ['127.0.0.1:9100', { host: '127.0.0.1', port: 9100 }],
    [':9100', { port: 9100 }],
    [':65535', { port: 65_535 }],
    ['[::1]:80', { host: '::1', port: 80 }],
    ['pi-4.local:0', { host: 'pi-4.local', port: 0 }]
  ])('reads the address %s, and writes it again', (text, address) => {
    expect(parseListenAddress(text)).toEqual(address)
    expect(formatAddress(address)).toBe(text)
  })

  it.each(['', '9100', '127.0.0.1', '::1:80', ':65536', ':-1', 'a b:80', 'http://a:80', '[::1]', 'a/b:80', '*:80'])(
    'does not read %j',
    (text) => {
      expect(parseListenAddress(text)).toBeUndefined()
    }
  )
})

it.each([
  ['[fd00::7]', 'fd00::7'], ['192.168.10.2', '192.168.10.2'], ['pi-4.local', 'pi-4.local']
])('the host %s of a URL is the address %s', (host, address) => {
  expect(withoutBrackets(host)).toBe(address)
})

it.each([
  ['localhost', true],
  ['::1', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['192.168.10.2', false],
  ['::', false],
  ['127.example.org', false]
])('%s can be reached from this machine alone: %s', (host, isAlone) => {
  expect(isLoopback(host)).toBe(isAlone)
})
