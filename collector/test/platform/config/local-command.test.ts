import { expect, it } from 'vitest'
import { localCommand, localServer, publicCommand, type StartContext } from '../../../src/platform/config/local-command.ts'

const root = '/home/pi/mimamori'
const started: StartContext = { env: {}, directory: root, user: 'pi', isInContainer: false, isInstalled: false }
const service: Partial<StartContext> = {
  directory: '/',
  user: 'mimamori-collector',
  env: { MIMAMORI_DATA_DIR: '/var/lib/mimamori-collector', MIMAMORI_LISTEN: '0.0.0.0:8080' }
}
const container: Partial<StartContext> = {
  directory: '/opt/mimamori',
  user: 'nobody',
  env: { MIMAMORI_DATA_DIR: '/var/lib/mimamori-collector' },
  isInContainer: true,
  isInstalled: true
}
const commandOf = (start: Partial<StartContext>) => localCommand({ ...started, ...start }, root)

it('is called in the directory of the source', () => {
  expect(commandOf({})).toBe('cd /home/pi/mimamori && npm run -s mimamori --')
  expect(commandOf({ env: { MIMAMORI_DATA_DIR: './var' } })).toBe('cd /home/pi/mimamori && npm run -s mimamori --')
})

it('names the settings of its collector, with absolute paths', () => {
  expect(
    commandOf({
      env: { MIMAMORI_DATA_DIR: 'data 2', MIMAMORI_LISTEN: '127.0.0.1:8081', MIMAMORI_ALLOW_HTTP: '', MIMAMORI_PROBE_PORT: '22' }
    })
  ).toBe("cd /home/pi/mimamori && MIMAMORI_DATA_DIR='/home/pi/mimamori/data 2' MIMAMORI_LISTEN=127.0.0.1:8081 npm run -s mimamori --")
})

it('names the data directory where the collector was started elsewhere', () => {
  expect(commandOf({ directory: '/srv' })).toBe('cd /home/pi/mimamori && MIMAMORI_DATA_DIR=/srv/var npm run -s mimamori --')
})

it('asks for root where systemd runs the collector, whose settings it then finds by itself', () => {
  expect(commandOf({ ...service, isInstalled: true })).toBe('sudo mimamori')
  expect(commandOf(service)).toBe('sudo /home/pi/mimamori/collector/bin/mimamori')
})

it('is run in the container where the collector is in one, from any directory', () => {
  expect(commandOf(container)).toBe('sudo docker compose -p mimamori exec collector mimamori')
})

it('names the account that it is for only where not any with sudo will do', () => {
  const userOf = (start: Partial<StartContext>) => localServer({ dataDir: '/srv' }, { ...started, ...start }).user
  expect([{}, service, container].map(userOf)).toEqual(['pi', undefined, undefined])
})

it('shows a stranger no directory, no setting and no account', () => {
  const publicOf = (start: Partial<StartContext>) => publicCommand({ ...started, ...start })
  expect([{ env: { MIMAMORI_DATA_DIR: '/srv' } }, service, container].map(publicOf)).toEqual([
    'npm run -s mimamori --',
    'sudo mimamori',
    'sudo docker compose -p mimamori exec collector mimamori'
  ])
})

it('shows no token', () => {
  expect(commandOf({ env: { MIMAMORI_ADMIN_TOKEN: 'secret' } })).not.toContain('secret')
})
