import { expect, test } from 'vitest'
import { requestedPath, loginAddress, adminPath } from '../src/login-redirect.ts'

const queryOf = (address: string) => new URL(address, 'http://collector.lan').search

test.each([
  '/admin',
  '/admin/devices/pi-1',
  '/admin?state=silent&site=%E7%AC%AC%E4%BA%8C%E5%B7%A5%E5%A0%B4',
  '/admin/updates/2026-11-25?outcome=failed',
  '/admin?q=a%26to%3D%2Fadmin%23b'
])('who asks for %s and logs in comes back there', (asked) => {
  expect(requestedPath(queryOf(loginAddress(asked)))).toBe(asked)
})

test('the rest of the query is kept where the language, noted on the way to the log-in, leaves it', () => {
  expect(requestedPath(queryOf(loginAddress('/admin?lang=ja&state=late')))).toBe('/admin?state=late')
  expect(requestedPath(queryOf(loginAddress('/admin/devices/pi-1?lang=ja')))).toBe('/admin/devices/pi-1')
})

test('an address that names no place leads to none', () => {
  expect(requestedPath('')).toBeUndefined()
  expect(requestedPath('?lang=ja&to=')).toBeUndefined()
})

const elsewhere = [
  '//evil',
  '///evil',
  '/\\evil',
  '\\\\evil',
  '/\t/evil',
  ' //evil',
  'https:',
  'https:evil',
  'https://evil/admin',
  'javascript:alert(1)',
  'data:text/html,x',
  '//evil/admin',
  '@evil/admin',
  '/administrator',
  '/admin.evil',
  '/admin@evil',
  '/api/logout',
  '/docs',
  'admin',
  ' /admin',
  '/ADMIN',
  '/admin/..',
  '/admin/../..//evil',
  '/admin/..//evil',
  '/admin/../\\evil',
  '/admin\\..\\..\\\\evil',
  '/admin/%2e%2e//evil',
  '/admin/.%2E/%2e./api',
  '/admin/.\t./x',
  '/%61dmin',
  '%2F%2Fevil',
  '/%2Fevil',
  '/%5Cevil',
  '/admin/login',
  '/admin/login?to=/admin',
  '/admin/devices/../login'
]

test.each(elsewhere)('%j is no place of ours, however it is encoded', (place) => {
  expect(adminPath(place)).toBeUndefined()
  expect(requestedPath(`?to=${encodeURIComponent(place)}`)).toBeUndefined()
  expect(requestedPath(`?to=${encodeURIComponent(encodeURIComponent(place))}`)).toBeUndefined()
  expect(requestedPath(`?${new URLSearchParams({ to: place })}`)).toBeUndefined()
})

test.each(['/admin/%2F%2Fevil', '/admin//evil', '/admin/..%2f..%2f%2fevil', '/admin?to=//evil', '/admin/devices/https:%2F%2Fevil'])(
  '%s stays on our server, below /admin',
  (place) => {
    const found = new URL(adminPath(place)!, 'http://collector.lan')
    expect([found.origin, found.pathname.split('/')[1]]).toStrictEqual(['http://collector.lan', 'admin'])
  }
)
