import { expect, it } from 'vitest'
import { join } from 'node:path'
import { ansibleDirectory } from '../../src/platform/paths.ts'
import { loadSettings, type SettingsSource } from '../../src/settings/load-settings.ts'
import { commandText } from '../../src/text/runner-text.ts'
import { mistakesOf } from '../mistakes-of.ts'

const text = commandText('en')
const fileOf = (content: string): SettingsSource['file'] => ({ path: '/etc/mimamori/update.conf', content })
const mistakes = (source: Omit<SettingsSource, 'text'>) => mistakesOf(() => loadSettings({ ...source, text }))

it('has a default for everything that a server needs', () => {
  expect(loadSettings({ env: {}, text })).toMatchObject({
    inventory: join(ansibleDirectory, 'inventory'), playbook: join(ansibleDirectory, 'playbooks/update_clients.yml'),
    tokenFile: '/etc/mimamori/update-token', stateDirectory: undefined, collectorUrl: 'http://127.0.0.1:8080', canary: 1,
    wavePercent: 10, maxFailures: undefined, grafanaUrl: undefined
  })
})

it('lets every path that is not absolute start at the collection', () => {
  const file = fileOf(
    'MIMAMORI_UPDATE_DIR=state\nMIMAMORI_CA_FILE=ca.pem\nMIMAMORI_UPDATE_TOKEN_FILE=../token\n' +
      'MIMAMORI_GRAFANA_TOKEN_FILE=./grafana\nMIMAMORI_UPDATE_INVENTORY=/srv/inventory\n'
  )
  expect(loadSettings({ env: {}, file, text })).toMatchObject({
    stateDirectory: join(ansibleDirectory, 'state'), caFile: join(ansibleDirectory, 'ca.pem'),
    tokenFile: join(ansibleDirectory, '..', 'token'), grafanaTokenFile: join(ansibleDirectory, 'grafana'), inventory: '/srv/inventory'
  })
})

it('lets the environment win over the file', () => {
  const file = fileOf(
    '# comment\n\nMIMAMORI_UPDATE_CANARY=2\nexport MIMAMORI_UPDATE_FORKS="30"\nMIMAMORI_ALERTMANAGER_URL=http://am:9093/  # next to it\n'
  )
  expect(loadSettings({ env: { MIMAMORI_UPDATE_CANARY: '3' }, file, text })).toMatchObject({
    canary: 3, forks: 30, alertmanagerUrl: 'http://am:9093'
  })
})

it('lets the file win over what the server has by default, and says of each mistake in which of them it is', () => {
  const defaults = {
    path: '/etc/mimamori/update-defaults.conf',
    content: 'MIMAMORI_URL=https://127.0.0.1:8080\nMIMAMORI_ALERTMANAGER_URL=http://127.0.0.1:9293\n'
  }
  expect(loadSettings({
    env: {}, defaults, file: fileOf('MIMAMORI_ALERTMANAGER_URL=http://am:9093\n'), text
  })).toMatchObject({ collectorUrl: 'https://127.0.0.1:8080', alertmanagerUrl: 'http://am:9093' })
  expect(mistakes({
    env: {}, defaults: { ...defaults, content: 'MIMAMORI_URL=here\n' }, file: fileOf('MIMAMORI_UPDATE_FORKS=many\n')
  })).toStrictEqual([
    '/etc/mimamori/update-defaults.conf:1: MIMAMORI_URL: expected an address such as http://127.0.0.1:9093, got “here”',
    '/etc/mimamori/update.conf:1: MIMAMORI_UPDATE_FORKS: expected a whole number from 1 to 500, got “many”'
  ])
})

it('lists all mistakes at once, each with its place and the nearest known name', () => {
  expect(mistakes({
    env: { MIMAMORI_UPDATE_WAVE_PERCENT: '200', MIMAMORI_UPDATE_PLAYBOK: 'x' },
    file: fileOf(
      'MIMAMORI_URL=localhost:8080\nnot a ' +
      'setting\nMIMAMORI_DATA_DIR=/var\nMIMAMORI_GRAFANA_URL=http://grafana:3000\nMIMAMORI_CA_FILE="/etc/ca.pem\n'
    )
  })).toStrictEqual([
    '/etc/mimamori/update.conf:2: expected NAME=value',
    '/etc/mimamori/update.conf:5: MIMAMORI_CA_FILE: its quotes do not close',
    '/etc/mimamori/update.conf:3: MIMAMORI_DATA_DIR: there is no such setting; did you mean MIMAMORI_UPDATE_DIR?',
    'MIMAMORI_UPDATE_PLAYBOK: there is no such setting; did you mean MIMAMORI_UPDATE_PLAYBOOK?',
    '/etc/mimamori/update.conf:1: MIMAMORI_URL: expected an address such as http://127.0.0.1:9093, got “localhost:8080”',
    'MIMAMORI_UPDATE_WAVE_PERCENT: expected a whole number from 1 to 100, got “200”',
    'MIMAMORI_GRAFANA_TOKEN_FILE: expected the file with the token of MIMAMORI_GRAFANA_URL, got nothing'
  ])
})

it('shows no password of an address', () => {
  expect(mistakes({
    env: { MIMAMORI_URL: 'http://user:geheim@server:8080', MIMAMORI_ALERTMANAGER_URL: 'http://:geheim@server:9093' }
  })).toStrictEqual([
    'MIMAMORI_URL: expected an address such as http://127.0.0.1:9093, got “http://***@server:8080”',
    'MIMAMORI_ALERTMANAGER_URL: expected an address such as http://127.0.0.1:9093, got “http://***@server:9093”'
  ])
})

it('bears the collector’s and the callback’s own settings in the same environment', () => {
  expect(mistakes({
    env: {
      MIMAMORI_UPDATE_TEXTFILE: '/var/lib/node_exporter/updates.prom', MIMAMORI_DATA_DIR: '/var/lib/mimamori',
      MIMAMORI_TEST_SCENARIO: '/tmp'
    }
  })).toStrictEqual([])
})
