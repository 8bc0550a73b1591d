import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { settingsFile } from '../../../collector/cli/src/backup/server-paths.ts'
import { lanAddress } from '../../../collector/src/platform/config/origin.ts'
import { decide, requireDecisions } from '../../../scripts/install-server/decide.ts'
import { decisionSteps } from '../../../scripts/install-server/decision-steps.ts'
import { decisionText } from '../../../scripts/install-server/decision-text.ts'
import { suggestedDecisions, type Suggested } from '../../../scripts/install-server/decisions.ts'
import { layout } from '../../../scripts/install-server/layout.ts'
import { readInstallServerOptions } from '../../../scripts/install-server/options.ts'
import { readServerSettings, settleSettings, storedSettings } from '../../../scripts/install-server/server-settings.ts'
import { checkout } from '../../../scripts/start/directories.ts'
import { follow, planOf, serverOf } from './planned.ts'
import { standInMachine, type StandInMachine } from './stand-in-machine.ts'

const text = decisionText('en')
const fresh: Suggested = { isSetUp: false, address: '192.168.10.2', transport: undefined, updaters: ['sato'] }
const inForce: Suggested = { isSetUp: true, address: 'pi-server.lan', transport: 'http', updaters: ['sato', 'tanaka'] }

const withAccounts = (...names: readonly string[]): StandInMachine => {
  const machine = standInMachine()
  machine.write('/etc/passwd', names.map((name) => `${name}:x:1000:1000::/home/${name}:/bin/sh\n`).join(''))
  return machine
}

/** The decisions of a person who types these lines, and what they were shown. */
const answered = async (
  answers: readonly string[], { given = {}, suggested = fresh, hasBackups = false }: Partial<Parameters<typeof decide>[0]> = {}
) => {
  const [left, shown]: [string[], string[]] = [[...answers], []]
  const decisions = await decide({
    given, suggested, hasBackups, machine: withAccounts('sato', 'tanaka'), text,
    print: (line) => { shown.push(line) },
    questions: {
      ask (question) {
        shown.push(question)
        return Promise.resolve(left.shift())
      },
      end () {}
    }
  })
  return { decisions, shown, left }
}

test('takes Enter for what fits the machine, and http or https only by its name', async () => {
  const { decisions, shown } = await answered(['', '', 'http', '', ''])
  expect(decisions).toEqual({ address: '192.168.10.2', transport: 'http', updaters: ['sato'], backups: undefined })
  expect(shown.filter((line) => line === text.noTransport())).toHaveLength(1)
  expect(shown[0]).toBe('Address or name by which devices and browsers reach this server [192.168.10.2]:')
})

test('asks again until an answer can be taken', async () => {
  const { decisions, shown, left } = await answered([
    'http://pi', 'mimamori.factory.lan', 'https', 'sato, nobody-here', 'sato、tanaka', 'usb', '/media/usb/mimamori'
  ])
  expect(decisions).toEqual({
    address: 'mimamori.factory.lan', transport: 'https', updaters: ['sato', 'tanaka'], backups: '/media/usb/mimamori'
  })
  expect(shown).toEqual(expect.arrayContaining([text.noAddress('http://pi'), text.unknownAccounts('sato, nobody-here'), text.noRepository()]))
  expect(left).toEqual([])
})

test('asks a server that is set up with what is in force, and not about what stays', async () => {
  const { decisions, shown } = await answered(['', ''], { suggested: inForce, hasBackups: true })
  expect(decisions).toEqual({ address: 'pi-server.lan', transport: 'http', updaters: ['sato', 'tanaka'], backups: undefined })
  expect(shown).toHaveLength(2)
})

test('asks nothing that an option says', async () => {
  const given = { address: 'pi', transport: 'http', updaters: [], backups: '/mnt' } as const
  expect(await answered([], { given })).toEqual({ decisions: given, shown: [], left: [] })
})

test('changes nothing once nobody answers', async () => {
  await expect(answered([''])).rejects.toThrow('Nothing was changed.')
})

test('does not fall back from https to http unseen, and lets no account update that is not there', async () => {
  await expect(answered([], { given: { transport: 'http' }, suggested: { ...inForce, transport: 'https' } })).rejects.toThrow(text.hasHttps)
  await expect(answered([], { given: { updaters: ['suzuki'] } })).rejects.toThrow('no such account on this machine: suzuki')
})

test.each([
  ['all that a new server needs', {}, fresh, false, '--address ADDRESS --http|--https --updaters ACCOUNTS --yes'],
  ['what is left', { transport: 'http', updaters: [] }, fresh, true, '--address ADDRESS'],
  ['a yes for one that is set up', {}, inForce, false, '--yes']
] as const)('names without a terminal %s', (_, given, suggested, isConfirmed, missing) => {
  expect(() => { requireDecisions({ given, suggested, isConfirmed, text }) }).toThrow(`Add these options: ${missing} (`)
})

test('needs no more than a yes where it was set up before', () => {
  expect(() => { requireDecisions({ given: {}, suggested: inForce, isConfirmed: true, text }) }).not.toThrow()
})

test('reads its options, and says all that is wrong with them', () => {
  const words = ['--address=192.168.10.2', '--http', '--updaters', 'sato,root', '--backups', 'sftp:pi@nas:/backups', '--yes']
  expect(readInstallServerOptions(words, 'en')).toEqual({
    isPlan: false, isRemoval: false, isConfirmed: true,
    given: { address: '192.168.10.2', transport: 'http', updaters: ['sato'], backups: 'sftp:pi@nas:/backups' }
  })
  expect(() => readInstallServerOptions(['--address', 'pi:80', '--http', '--https', '--updaters', '-x', '--backups', 's3:https://a:b@c'], 'en')).toThrow(
    /^--address: [^]*\n--updaters: [^]*\n--backups: [^]*\n--http and --https exclude each other\nUsage: /
  )
})

const settledFor = (machine: StandInMachine, address: string): string => {
  const [stored, config] = [storedSettings(machine), readServerSettings(storedSettings(machine), 'en')]
  return settleSettings(stored, { address }, { suggested: suggestedDecisions({ machine, config, caller: undefined }), config })
}

test('writes an address down that is not the one that the collector finds, and keeps all other lines', async () => {
  const machine = standInMachine()
  expect(settledFor(machine, lanAddress()!)).toBe(storedSettings(machine))
  const settings = settledFor(machine, 'mimamori.factory.lan')
  expect(settings).toMatch(/MIMAMORI_ALLOW_HTTP=yes\nMIMAMORI_PUBLIC_URL=http:\/\/mimamori\.factory\.lan:8080\n$/)
  await follow(planOf(machine, { ...serverOf(machine), settings, config: readServerSettings(settings, 'en') }))
  expect(settledFor(machine, 'mimamori.factory.lan')).toBe(settings)
  expect(settledFor(machine, '192.168.10.9')).toBe(settings.replace('mimamori.factory.lan', '192.168.10.9'))
})

test('restarts the collector whose settings it writes', async () => {
  const machine = standInMachine()
  await follow(planOf(machine, serverOf(machine)))
  machine.ran.length = 0
  await follow(planOf(machine, { ...serverOf(machine), settings: `${storedSettings(machine)}# more\n` }))
  expect(machine.ran).toEqual(['chgrp mimamori-collector /etc/mimamori/collector.conf', 'systemctl restart mimamori-collector'])
})

test('has other commands set https and backups up, once', async () => {
  const [base, printed, ran]: [StandInMachine, string[], string[]] = [standInMachine(), [], []]
  const machine = {
    ...base,
    run (...argv: readonly string[]) {
      ran.push(argv.join(' '))
      return 'its password\n'
    }
  }
  const steps = (suggested: Suggested) => decisionSteps(
    { address: 'mimamori.lan', transport: 'https', updaters: [], backups: '/media/usb/mimamori' },
    { checkout, machine, suggested, print: (line) => { printed.push(line) }, text }
  )
  await follow(steps(fresh))
  expect(ran).toEqual([
    `${checkout}/collector/bin/mimamori https enable --name mimamori.lan`, `${checkout}/collector/bin/mimamori backup init /media/usb/mimamori`
  ])
  expect(printed).toEqual(['its password', 'its password'])
  mkdirSync(dirname(machine.at(settingsFile)), { recursive: true })
  writeFileSync(machine.at(settingsFile), 'REPOSITORY=/media/usb/mimamori\n')
  expect(steps({ ...inForce, transport: 'https' })).toEqual([])
  writeFileSync(machine.at(settingsFile), 'REPOSITORY=/mnt\n')
  expect(() => steps(fresh)).toThrow(text.otherBackups(settingsFile))
})

test('suggests the caller of sudo before the first set-up, and then who may update', () => {
  const machine = standInMachine()
  const suggest = () => suggestedDecisions({ machine, config: readServerSettings(storedSettings(machine), 'en'), caller: 'sato' })
  expect(suggest()).toMatchObject({ isSetUp: false, transport: undefined, updaters: ['sato'] })
  machine.write(layout.settings, storedSettings(machine))
  machine.write('/etc/group', 'root:x:0:\nmimamori-admins:x:998:tanaka\n')
  expect(suggest()).toMatchObject({ isSetUp: true, transport: 'http', updaters: ['tanaka'] })
})
