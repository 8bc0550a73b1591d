import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test as plainTest } from 'vitest'
import { settings as agentSettings } from '../../../agent/src/config/settings.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { alertmanagerConfig } from '../../src/config/alertmanager.ts'
import { prometheusConfig } from '../../src/config/prometheus.ts'
import { ruleFileYaml } from '../../src/generated-files.ts'
import { yamlFile } from '../../src/yaml.ts'
import { amtool, promtool, run, testWith } from '../debian-tool.ts'

const publicUrl = new URL('http://192.168.10.2:8080')
let directory: string
const ended = untilAllEnd()
beforeAll(() => { directory = temporaryDirectory(ended) })

const file = (name: string, content: string): string => {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}

describe('promtool', () => {
  const test = testWith(promtool)

  test('takes the rules, and finds nothing to improve', () => {
    const { status, output } = run(promtool, [
      'check',
      'rules',
      '--lint=all',
      '--lint-fatal',
      file('rules.yml', ruleFileYaml({ publicUrl }))
    ])
    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('rules found') })
  })

  test.each(['http://127.0.0.1:8080', 'https://server.factory.lan'])('takes the configuration for a collector at %s', (collectorUrl) => {
    const config = prometheusConfig({
      collectorUrl: new URL(collectorUrl),
      tokenFile: file('token', 'x'),
      ruleFiles: [file('rules.yml', ruleFileYaml({ publicUrl }))],
      alertmanagerAddress: '127.0.0.1:9093',
      ...(collectorUrl.startsWith('https') ? { caFile: '/etc/ssl/certs/ca-certificates.crt' } : {})
    })
    const { status, output } = run(promtool, ['check', 'config', file('prometheus.yml', yamlFile('', config))])
    expect({ status, output }).toMatchObject({ status: 0 })
  })
})

plainTest('takes samples as late as an agent sends them by default, and a day later', () => {
  const {
    storage: { tsdb }
  } = prometheusConfig({ collectorUrl: publicUrl, tokenFile: '/token', ruleFiles: [], alertmanagerAddress: '127.0.0.1:9093' }) as {
    readonly storage: { readonly tsdb: object }
  }
  expect(tsdb).toEqual({ out_of_order_time_window: `${agentSettings.spoolMaxAgeHours.fallback + 24}h` })
})

plainTest('names the type of every authorization, since the Prometheus of Debian 12 sends none with service discovery otherwise', () => {
  const yaml = yamlFile(
    '',
    prometheusConfig({ collectorUrl: publicUrl, tokenFile: '/token', ruleFiles: [], alertmanagerAddress: '127.0.0.1:9093' })
  )
  expect(yaml.match(/authorization:\n +type: Bearer\n/g)).toHaveLength(yaml.match(/authorization:/g)!.length)
})

describe('amtool', () => {
  const test = testWith(amtool)

  test.each([{}, { webhookUrlFile: '/etc/mimamori/alert-webhook-url', watchdogWebhookUrlFile: '/etc/mimamori/watchdog' }])(
    'takes the configuration with the receivers %j',
    (receivers) => {
      const { status, output } = run(amtool, ['check-config', file('alertmanager.yml', yamlFile('', alertmanagerConfig(receivers)))])
      expect({ status, output }).toMatchObject({ status: 0 })
    }
  )

  test.each([
    ['alertname=DeviceSilent', 'administrator'],
    ['alertname=CollectorDown', 'administrator'],
    ['alertname=Watchdog severity=info', 'watchdog'],
    ['alertname=DeviceLate severity=info', 'nobody']
  ])('routes %s to the receiver %s', (labels, receiver) => {
    const config = file('alertmanager.yml', yamlFile('', alertmanagerConfig({})))
    expect(
      run(amtool, ['config', 'routes', 'test', `--config.file=${config}`, `--verify.receivers=${receiver}`, ...labels.split(' ')])
    ).toMatchObject({ status: 0 })
  })
})
