import { expect, it } from 'vitest'
import type { StartContext } from '../../../src/platform/config/local-command.ts'
import { chosenByStart, publishCommand, restartWith } from '../../../src/platform/config/start-command.ts'

const root = '/home/pi/mimamori'
const started: StartContext = { env: {}, directory: root, user: 'pi', isInContainer: false, isInstalled: false }
const open = { MIMAMORI_LISTEN: '0.0.0.0:8081', MIMAMORI_ALLOW_HTTP: 'yes' }
const restarted = (start: Partial<StartContext>, changed: Readonly<Record<string, string>> = open) =>
  restartWith(changed, { ...started, ...start }, root)

it('starts the same collector again: every setting that was given is kept, but for what changes', () => {
  const env = {
    MIMAMORI_DATA_DIR: 'data 2',
    MIMAMORI_LISTEN: '127.0.0.1:8081',
    MIMAMORI_PROBE_PORT: '2222',
    MIMAMORI_TEST_LOKI: '/x',
    HOME: '/home/pi'
  }
  expect(restarted({ env }).command).toBe(
    "cd /home/pi/mimamori && MIMAMORI_LISTEN=0.0.0.0:8081 MIMAMORI_DATA_DIR='data 2' MIMAMORI_PROBE_PORT=2222 MIMAMORI_ALLOW_HTTP=yes npm start"
  )
})

it('leaves to npm start what npm start chose, and keeps what a person set instead', () => {
  const env = {
    MIMAMORI_PROMETHEUS_URL: 'http://127.0.0.1:9091',
    MIMAMORI_ALERTMANAGER_URL: 'http://alerts:9093',
    [chosenByStart]: 'MIMAMORI_PROMETHEUS_URL,MIMAMORI_REMOTE_WRITE_URL'
  }
  expect(restarted({ env }, {}).command).toBe('cd /home/pi/mimamori && MIMAMORI_ALERTMANAGER_URL=http://alerts:9093 npm start')
})

it('shows no secret, and names the settings that have one', () => {
  const env = { MIMAMORI_ADMIN_TOKEN: 'a-token-of-mine', MIMAMORI_LOKI_URL: 'http://sato:secret@loki:3100' }
  expect(restarted({ env }, {})).toMatchObject({
    command: 'cd /home/pi/mimamori && npm start',
    secrets: ['MIMAMORI_ADMIN_TOKEN', 'MIMAMORI_LOKI_URL']
  })
})

it('names the data directory of a collector that was started elsewhere', () => {
  expect(restarted({ directory: '/srv' }, {}).command).toBe('cd /home/pi/mimamori && MIMAMORI_DATA_DIR=/srv/var npm start')
})

it('has the settings written where a service or a container reads them', () => {
  const settings = ['MIMAMORI_LISTEN=0.0.0.0:8081', 'MIMAMORI_ALLOW_HTTP=yes']
  expect(restarted({ user: 'mimamori-collector', directory: '/' })).toEqual({
    by: 'service',
    settings,
    command: 'cd /home/pi/mimamori && sudo npm run install-server',
    secrets: []
  })
  expect(restartWith(open, { ...started, user: 'mimamori-collector' }, '/usr/lib/mimamori/server').command).toBe('sudo mimamori setup')
  expect(restarted({ isInContainer: true })).toEqual({ by: 'container', settings, command: 'sudo docker compose up -d', secrets: [] })
})

it('publishes an agent where this collector looks for it', () => {
  const commandFor = (directory: string, start: Partial<StartContext> = {}) => publishCommand(directory, { ...started, ...start }, root)
  expect(commandFor('/srv/mimamori/agent')).toBe('cd /home/pi/mimamori && sudo npm run publish-agent')
  expect(commandFor('my agent')).toBe("cd /home/pi/mimamori && sudo npm run publish-agent -- --to '/home/pi/mimamori/my agent'")
  expect(commandFor('/srv/mimamori/agent', { isInContainer: true })).toBe('sudo npm run publish-agent')
  expect(publishCommand('/srv/mimamori/agent', started, '/usr/lib/mimamori/server')).toBe('sudo mimamori setup')
})
