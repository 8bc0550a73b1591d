import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alertmanagerFlags, prometheusFlags } from '@mimamori/dashboards'
import { settings } from '../../collector/src/platform/config/settings.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { until } from '../../collector/test/until.ts'
import { grafanaVersion } from '../../dashboards/src/grafana/version.ts'
import { describeWith } from '../whole/processes.ts'
import { buildImage, dockerfile } from './image.ts'
import { programPlace, readStack, serviceHashes, stackTools, startMachine, type Stack } from './stack.ts'

test("the Dockerfile has nothing that Docker's builder would refuse or warn of", () => {
  expect(validate(dockerfile)).toEqual([])
})

describeWith('/usr/bin/docker-compose')('compose.yaml', () => {
  let stack: Stack
  beforeAll(() => { stack = readStack() })

  test('runs the Grafana that the dashboards are made for, and lets it ask nothing of the internet', () => {
    expect(stack.services['grafana']?.image).toBe(`grafana/grafana:${grafanaVersion}`)
    expect(stack.services['grafana']?.environment).toMatchObject({
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_NEWS_NEWS_FEED_ENABLED: 'false',
      GF_SECURITY_DISABLE_GRAVATAR: 'true',
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      GF_PLUGINS_PLUGIN_ADMIN_ENABLED: 'false'
    })
  })

  test('runs Prometheus and Alertmanager with the flags that alerts and late samples need, and has the collector write those', () => {
    expect(stack.services['prometheus']?.command).toEqual(expect.arrayContaining([...prometheusFlags]))
    expect(stack.services['alertmanager']?.command).toEqual(expect.arrayContaining([...alertmanagerFlags]))
    expect(stack.services['collector']?.environment).toMatchObject({ MIMAMORI_REMOTE_WRITE_URL: 'http://prometheus:9090/api/v1/write' })
  })

  test('pins every image to a version', () => {
    for (const { image } of Object.values(stack.services)) expect(image).toMatch(/:v?\d+\.\d+\.\d+$/)
  })

  test('lets nobody from outside reach anything but the collector and Grafana', () => {
    const published = Object.entries(stack.services).filter(([, { ports }]) => ports !== undefined).map(([name]) => name)
    expect(published.sort()).toEqual(['collector', 'grafana'])
    expect(stack.networks['internal']?.internal).toBe(true)
    for (const name of ['prometheus', 'loki']) expect(Object.keys(stack.services[name]?.networks ?? {})).toEqual(['internal'])
  })

  test('gives no service a capability, a way to more rights, or a root file system to write to', () => {
    for (const service of Object.values(stack.services)) {
      expect(service).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], read_only: true })
    }
  })

  test('has a health check for every service that stays', () => {
    for (const [name, { healthcheck, image }] of Object.entries(stack.services)) {
      if (name !== 'prepare' && !image.startsWith('mimamori-collector:')) expect(healthcheck?.test?.[0], name).toBe('CMD')
    }
    expect(dockerfile).toMatch(/^HEALTHCHECK /m)
  })

  test('starts each service after those that it asks from the first moment on', () => {
    const awaited = (name: string) =>
      Object.entries(stack.services[name]?.depends_on ?? {})
        .map(([service, { condition }]) => `${service} ${condition}`)
        .sort()
    expect(awaited('prometheus')).toEqual(['alertmanager service_healthy', 'prepare service_completed_successfully'])
    expect(awaited('grafana')).toEqual(['loki service_healthy', 'prepare service_completed_successfully', 'prometheus service_healthy'])
  })

  test('recreates Prometheus, Loki and Grafana where what they read has changed', () => {
    const directory = temporaryDirectory()
    const file = join(directory, 'compose.yaml')
    cpSync(join(import.meta.dirname, '../../compose.yaml'), file)
    cpSync(join(import.meta.dirname, '../../dashboards/out/compose'), join(directory, 'dashboards/out/compose'), { recursive: true })
    const before = serviceHashes(file)
    const changed = (settings: Readonly<Record<string, string>>): readonly string[] => {
      const now = serviceHashes(file, settings)
      return Object.keys(before).filter((name) => now[name] !== before[name]).sort()
    }
    expect(changed({ MIMAMORI_PUBLIC_URL: 'http://192.168.10.2:8080' })).toEqual(['collector', 'prepare', 'prometheus'])
    for (const name of ['prometheus', 'loki', 'grafana']) {
      writeFileSync(join(directory, `dashboards/out/compose/${name}.env`), 'MIMAMORI_CONFIGURATION=other\n')
    }
    expect(changed({})).toEqual(['grafana', 'loki', 'prometheus'])
  })

  test('lets the collector read the calendar that .env names, and changes of it', () => {
    const { environment, volumes } = readStack({ MIMAMORI_CALENDAR: '/etc/mimamori/calendar/calendar.yml' }).services['collector']!
    expect(environment).toMatchObject({ MIMAMORI_CALENDAR: '/etc/mimamori/calendar/calendar.yml' })
    expect(volumes).toContainEqual(
      expect.objectContaining({
        type: 'bind',
        source: join(import.meta.dirname, '../../calendar'),
        target: '/etc/mimamori/calendar',
        read_only: true
      })
    )
    expect(stack.services['collector']?.environment).toMatchObject({ MIMAMORI_CALENDAR: '' })
  })

  test('lets the collector read the agent that is published on its host', () => {
    const mounted = { type: 'bind', source: settings.agentDir.fallback, target: settings.agentDir.fallback, read_only: true }
    expect(stack.services['collector']?.volumes).toContainEqual(expect.objectContaining(mounted))
  })

  test('has Prometheus collect its garbage well before its limit, and lets no single question take the room between', () => {
    const { environment, mem_limit: limit, command } = stack.services['prometheus']!
    const [soft, samples] = [
      /^(\d+)MiB$/.exec(environment?.['GOMEMLIMIT'] ?? '')?.[1],
      command?.find((flag) => flag.startsWith('--query.max-samples='))?.split('=')[1]
    ]
    expect(Number(limit) - Number(soft) * 2 ** 20).toBeGreaterThan(Number(samples) * 16)
  })

  test('leaves a Raspberry Pi 5 with 8 GB a quarter of its memory for the system and its file cache', () => {
    const limits = Object.entries(stack.services).filter(([name]) => name !== 'prepare').map(([, { mem_limit: limit }]) => Number(limit))
    expect(limits.every((limit) => limit > 0)).toBe(true)
    expect(limits.reduce((sum, limit) => sum + limit, 0)).toBeLessThanOrEqual(0.75 * 8 * 2 ** 30)
  })
})

const isRoot = process.getuid?.() === 0
const loki = process.env['MIMAMORI_TEST_LOKI']

describeWith(...stackTools, ...(isRoot || process.env['CI'] === undefined ? [] : ['root']))(
  'the stack, each service in a container of its own',
  () => {
    let directory: string
    let removeDirectory: () => void | Promise<void>
    let machine: ReturnType<typeof startMachine>
    beforeAll(async () => {
      directory = temporaryDirectory((cleanUp) => {
        removeDirectory = cleanUp
      })
      const imageRoot = join(directory, 'image')
      buildImage(imageRoot)
      machine = startMachine({
        directory,
        imageRoot,
        stack: readStack({ MIMAMORI_PUBLIC_URL: 'http://192.168.10.2:8080' }),
        programs: {
          'prom/prometheus': '/usr/bin/prometheus',
          'prom/alertmanager': '/usr/bin/prometheus-alertmanager',
          ...(loki !== undefined && { 'grafana/loki': loki })
        }
      })
      await machine.ready()
    })
    afterAll(async () => {
      // First those who write there.
      await machine.stop()
      await removeDirectory()
    })

    const json = (url: string): unknown => JSON.parse(machine.get(url) ?? 'null')

    test('comes up in its order, and what compose.yaml mounts is all that each service needs', async () => {
      if (loki !== undefined) machine.start('loki')
      machine.start('collector')
      await until('the collector', () => machine.get('http://collector:8080/healthz'))
      expect(await machine.run('prepare'), machine.log('prepare')).toBe(0)
      machine.start('prometheus')
      machine.start('alertmanager')
      await until('Prometheus', () => machine.get('http://127.0.0.1:9090/-/ready'))
      await until('Alertmanager', () => machine.get('http://127.0.0.1:9093/-/ready'))
    })

    test('scrapes the collector with its own token', async () => {
      await until('all of the collector’s targets', () => {
        const { data } = json('http://prometheus:9090/api/v1/targets?state=active') as { data: { activeTargets: { health: string }[] } }
        return data.activeTargets.length >= 2 && data.activeTargets.every(({ health }) => health === 'up') ? true : undefined
      })
    })

    test('has the rules, with links to where people reach the collector, and an Alertmanager for them', () => {
      expect(machine.get('http://prometheus:9090/api/v1/rules')).toContain('http://192.168.10.2:8080/admin/runbook/DeviceSilent')
      expect(machine.get('http://prometheus:9090/api/v1/alertmanagers')).toContain('http://alertmanager:9093')
    })

    test('notifies the receivers that are added, by the configuration that the collector writes for Alertmanager', async () => {
      const body = { name: 'signal-tower', language: 'ja', channel: { type: 'webhook', url: 'http://192.0.2.1:9/' } }
      const token = readFileSync(join(directory, 'volumes/collector-data/admin-token'), 'utf8').trim()
      expect(machine.post('http://collector:8080/api/receivers', body, token)).toContain('signal-tower')
      await until('the new configuration', () => machine.get('http://alertmanager:9093/api/v2/status')?.includes('signal-tower'))
    })

    test('serves the page and the runbook from the image', () => {
      expect(machine.get('http://192.168.10.2:8080/admin/login')).toContain('<title>')
      expect(machine.get('http://192.168.10.2:8080/admin/runbook/DeviceSilent')).toContain('DeviceSilent')
    })

    test('leaves Grafana its data sources and every dashboard, with links to where people reach the collector', () => {
      const configuration = join(directory, 'volumes', 'grafana-configuration')
      expect(readFileSync(join(configuration, 'provisioning/datasources/mimamori.yml'), 'utf8')).toContain('http://loki:3100')
      const providers = readFileSync(join(configuration, 'provisioning/dashboards/mimamori.yml'), 'utf8')
      for (const [, path = ''] of providers.matchAll(/path: \/etc\/mimamori\/(.+)/g)) {
        expect(readFileSync(join(configuration, path, 'fleet.json'), 'utf8')).toContain('http://192.168.10.2:8080')
      }
      expect(providers.match(/path: /g)).toHaveLength(2)
    })

    test('keeps each secret to the service that needs it', () => {
      const volume = (name: string, file: string): string => join(directory, 'volumes', name, file)
      expect(statSync(volume('prometheus-configuration', 'token')).mode & 0o777).toBe(0o400)
      for (const secret of ['admin-password', 'secret-key']) {
        expect(readFileSync(volume('grafana-configuration', secret), 'utf8')).toMatch(/^[\w-]{24}$/)
      }
      expect(readFileSync(volume('alertmanager-configuration', 'token'), 'utf8')).not.toBe(
        readFileSync(volume('prometheus-configuration', 'token'), 'utf8')
      )
    })

    test('says healthy by the collector’s own check, and not where nobody listens', () => {
      const check = JSON.parse(/^HEALTHCHECK .* CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[]
      expect(machine.succeeds('collector', check)).toBe(true)
      expect(
        machine.succeeds(
          'collector',
          check.map((word) => word.replace(':8080', ':8081'))
        )
      ).toBe(false)
    })

    test.skipIf(loki === undefined)('has a Loki that is healthy by its own check', async () => {
      await until('Loki', () => machine.succeeds('loki', [programPlace, '-health']))
    })
  }
)
