import { expect, it } from 'vitest'
import { ownCommand, type OwnStart } from '../../src/config/own-command.ts'

const root = '/home/pi/mimamori'
const commandOf = (start: Partial<OwnStart>) => ownCommand({ env: {}, directory: root, user: 'pi', ...start }, root)

it('is called in the directory of the source', () => {
  expect(commandOf({})).toBe('cd /home/pi/mimamori && npm run -s mimamori --')
  expect(commandOf({ env: { MIMAMORI_DATA_DIR: './var' } })).toBe('cd /home/pi/mimamori && npm run -s mimamori --')
})

it('is told what its collector was told, with whole paths', () => {
  expect(commandOf({ env: { MIMAMORI_DATA_DIR: 'data 2', MIMAMORI_LISTEN: '127.0.0.1:8081', MIMAMORI_ALLOW_HTTP: '', MIMAMORI_PROBE_PORT: '22' } }))
    .toBe("cd /home/pi/mimamori && MIMAMORI_DATA_DIR='/home/pi/mimamori/data 2' MIMAMORI_LISTEN=127.0.0.1:8081 npm run -s mimamori --")
})

it('is told of the data directory where the collector was started elsewhere', () => {
  expect(commandOf({ directory: '/srv' })).toBe('cd /home/pi/mimamori && MIMAMORI_DATA_DIR=/srv/var npm run -s mimamori --')
})

it('asks for root where systemd runs the collector, whose settings it then finds by itself', () => {
  expect(commandOf({ directory: '/', user: 'mimamori-collector', env: { MIMAMORI_DATA_DIR: '/var/lib/mimamori-collector', MIMAMORI_LISTEN: '0.0.0.0:8080' } }))
    .toBe('cd /home/pi/mimamori && sudo npm run -s mimamori --')
})

it('shows no token', () => {
  expect(commandOf({ env: { MIMAMORI_ADMIN_TOKEN: 'secret' } })).not.toContain('secret')
})
