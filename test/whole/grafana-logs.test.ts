import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { allTargets, type Target } from '../../dashboards/test/grafana/all-dashboards.ts'
import { lokiProgram, startLoki, type PushedLine, type RealLoki } from './real-loki.ts'

const requestId = '7b0c2f9e-5f7e-4a65-9d0a-3c1f2ab4d501'
const kiosk = { job: 'mimamori', site: '本社工場', device: 'pi-kiosk-01' } as const
const lines: readonly PushedLine[] = [
  { labels: { ...kiosk, level: 'error' }, line: 'ENOSPC: no space left on device, write', metadata: { unit: 'app.service' } },
  { labels: { ...kiosk, level: 'warn' }, line: '温度が高い: 84 °C [hot]', metadata: { unit: 'thermald.service' } },
  {
    labels: { ...kiosk, level: 'info' },
    line: 'first report delivered',
    metadata: { unit: 'mimamori-agent.service', request_id: requestId }
  },
  { labels: { job: 'mimamori', site: '', device: 'pi-sensor-02', level: 'debug' }, line: 'nothing to do' }
]

type Choice = Partial<Record<'search' | 'unit' | 'request' | 'site' | 'device' | 'level', string>>

const escaped = (text: string): string => text.replaceAll(/[\\^$*+?.()|[\]{}/]/g, '\\$&')

/** As Grafana fills it in: boxes as regular expressions that match the very text, and all where nothing was chosen. */
const filled = (
  { expr }: Target,
  { search = '', unit = '', request = '', site = '.*', device = '.*', level = '.*' }: Choice = {}
): string =>
  expr
    .replaceAll('$__interval', '1m')
    .replaceAll('$__range', '1h')
    .replaceAll('${search:regex}', escaped(search))
    .replaceAll('${unit:regex}', escaped(unit))
    .replaceAll('${request:regex}', escaped(request))
    .replaceAll('"$device"', expr.includes('device="$device"') && device === '.*' ? `"${kiosk.device}"` : `"${device}"`)
    .replaceAll('$site', site)
    .replaceAll('$level', level)

const inLoki = allTargets.filter(({ target }) => target.datasource.type === 'loki')

describe.skipIf(lokiProgram === undefined)('log lines in the real Loki', () => {
  const ended = untilAllEnd()
  let loki: RealLoki

  beforeAll(async () => {
    loki = await startLoki(lokiProgram!, temporaryDirectory(ended))
    ended(() => loki.stop())
    await loki.push(lines)
  })

  test.each(inLoki)('$title has what its panel shows', async ({ panel, target }) => {
    const kind = (target as { queryType?: 'instant' | 'range' }).queryType ?? 'range'
    await expect
      .poll(
        async () => {
          const { resultType, result } = await loki.query(filled(target), kind)
          return { resultType, hasData: result.length > 0 }
        },
        { timeout: 30_000, interval: 500 }
      )
      .toEqual({ resultType: panel.type === 'logs' ? 'streams' : kind === 'instant' ? 'vector' : 'matrix', hasData: true })
  })

  const found = inLoki.find(({ name, panel }) => name === 'logs' && panel.type === 'logs')!
  test.each<[string, Choice, number[]]>([
    ['nothing chosen finds everything, also of a device without a site', {}, [0, 1, 2, 3]],
    ['a text is found in any case', { search: 'enospc' }, [0]],
    ['two characters of Japanese are found', { search: '温度' }, [1]],
    ['a text means itself, and is no pattern', { search: '[hot]' }, [1]],
    ['a level', { level: 'warn|error' }, [0, 1]],
    ['a device', { device: 'pi-sensor-02' }, [3]],
    ['a site', { site: '本社工場' }, [0, 1, 2]],
    ['a part of a unit’s name', { unit: 'thermal' }, [1]],
    ['a request, by the link at its line', { request: requestId }, [2]]
  ])('%s', async (_, choice, expected) => {
    await expect.poll(async () => {
      const { result } = await loki.query(filled(found.target, choice), 'range')
      return result.flatMap(({ values = [] }) => values.map(([, line]) => lines.findIndex((pushed) => pushed.line === line))).sort()
    }, { timeout: 30_000, interval: 500 }).toEqual(expected)
  })
})
