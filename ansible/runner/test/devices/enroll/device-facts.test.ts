import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDeviceScript, shellLoses } from '../../../src/devices/device-script.ts'
import { obstaclesOf, remarksOf } from '../../../src/devices/enroll/check-facts.ts'
import { readFacts, type DeviceFacts } from '../../../src/devices/enroll/device-facts.ts'
import { enrollText } from '../../../src/devices/devices-texts.ts'

const good: DeviceFacts = {
  hostname: 'raspberrypi', machine: 'aarch64', bits: 64, system: 'Debian GNU/Linux 13 (trixie)', python: '3.13',
  hasSystemd: true, hasSudo: true,
  freeBytes: 20e9, loses: undefined, availableMemoryBytes: 800e6, clockAheadSeconds: 1, client: undefined, hasAgent: false,
  runningAgent: undefined
}

test('the script says of this very machine what the server wants to know', () => {
  const output = execFileSync(
    'sh', ['-s'], { input: readDeviceScript(join(import.meta.dirname, '../../../src/devices/enroll'), 'facts.sh'), encoding: 'utf8' }
  )
  expect(readFacts(output, Date.now() / 1000)).toMatchObject({
    bits: 64, machine: process.arch === 'arm64' ? 'aarch64' : 'x86_64', hostname: expect.stringMatching(/./) as string,
    freeBytes: expect.any(Number) as number, availableMemoryBytes: expect.any(Number) as number
  })
})

test('what an account prints when it logs in is no fact, and a fact without a value is unknown', () => {
  expect(readFacts('Welcome to pi!\nhostname=pi\nbits=\npython=\nepochSeconds=1000\nclient=pi-1\r\n', 1600)).toEqual({
    hostname: 'pi', machine: '', bits: undefined, system: '', python: undefined, hasSystemd: false, hasSudo: false,
    freeBytes: undefined, loses: undefined, availableMemoryBytes: undefined, clockAheadSeconds: -600, client: 'pi-1',
    hasAgent: false, runningAgent: undefined
  })
})

test.each([
  ['rw,relatime,errors=remount-ro', 'ext4', ''],
  ['rw,relatime,errors=remount-ro,emergency_ro', 'ext4', 'readonly\n'],
  ['ro,noatime', 'ext4', 'readonly\n'],
  ['rw,relatime,lowerdir=/media/root-ro,upperdir=/media/root-rw/overlay,workdir=/media/root-rw/overlay-workdir/_', 'tmpfs', 'memory\n'],
  ['rw,relatime,lowerdir=/media/root-ro,upperdir=/media/root-rw/overlay,workdir=/media/root-rw/overlay-workdir/_', 'ext4', '']
])('what is written below a mount with %s (changes on %s) is lost for %j', (options, changes, why) => {
  const stub = `findmnt () { case "$*" in *OPTIONS*/opt) echo '${options}' ;; *FSTYPE*/media/root-rw/overlay) echo ${changes} ;; esac; }`
  expect(execFileSync('sh', ['-s'], { input: `${shellLoses}\n${stub}\nloses /opt`, encoding: 'utf8' })).toBe(why)
})

describe.each(['en', 'ja'] as const)('what stands against a device, in %s', (language) => {
  const { system: text } = enrollText(language)

  test('is nothing for a good one', () => {
    expect([...obstaclesOf(good, text), ...remarksOf(good, text)]).toEqual([])
  })

  test.each([
    ['a 32-bit system', { bits: 32 }, text.bits],
    ['no sudo', { hasSudo: false }, text.sudo],
    ['no systemd', { hasSystemd: false }, text.systemd],
    ['no Python', { python: undefined }, text.noPython],
    ['an old Python', { python: '3.7' }, text.oldPython('3.7')],
    ['a full disk', { freeBytes: 100e6 }, text.disk(100, 400)],
    ['a read-only file system', { loses: 'readonly' as const }, text.loses.readonly],
    ['an overlay in memory', { loses: 'memory' as const }, text.loses.memory]
  ])('is %s', (_, change, sentence) => {
    expect(obstaclesOf({ ...good, ...change }, text)).toEqual([sentence])
  })

  test('is no full disk or overlay where the agent is there already, and no wrong clock: that is only said', () => {
    expect(obstaclesOf({ ...good, freeBytes: 100e6, loses: 'memory', hasAgent: true }, text)).toEqual([])
    expect(remarksOf({ ...good, clockAheadSeconds: -3600 }, text)).toEqual([text.clock(-3600)])
  })
})
