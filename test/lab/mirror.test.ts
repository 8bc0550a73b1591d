import { expect, test } from 'vitest'
import { mirrorAmong } from './mirror.ts'

test('takes the main archive of the release, and not its updates, security or another origin', () => {
  expect(mirrorAmong([
    'file:/usr/share/local/ ./ $(COMPONENT) local',
    'http://mirror.example/debian-security/ trixie-security main Debian',
    'http://mirror.example/debian/ trixie-updates main Debian',
    'http://mirror.example/debian/ trixie contrib Debian',
    'http://mirror.example/debian/ trixie main Debian'
  ].join('\n'))).toBe('http://mirror.example/debian/')
})

test('says what to set where apt knows no such archive', () => {
  expect(() => mirrorAmong('http://mirror.example/ubuntu/ noble main Ubuntu\n')).toThrow(
    'set MIMAMORI_TEST_LAB_MIRROR to the address of a mirror'
  )
})
