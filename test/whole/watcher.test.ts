import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { notificationProblemText } from '@mimamori/contract/notification-problem'
import { expect, onTestFinished, test } from 'vitest'
import { startAgent } from '../../agent/test/agent-process.ts'
import { goldenFiring } from '../../collector/test/alerts/golden-alerts.ts'
import { httpStandIn } from '../../collector/test/alerts/stand-ins/http-stand-in.ts'
import { asNtfy } from '../../collector/test/alerts/stand-ins/published-formats.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { until } from '../../collector/test/until.ts'
import { freePort } from '../free-port.ts'
import { collectorAt } from './collector.ts'

const watchdog = {
  fingerprint: '0000000000000001',
  labels: { alertname: 'Watchdog' },
  annotations: {},
  startsAt: '2026-11-25T00:00:00Z',
  updatedAt: '2026-11-25T00:00:00Z',
  endsAt: '2099-01-01T00:00:00Z',
  status: { state: 'active', silencedBy: [], inhibitedBy: [] }
}

/** A collector whose Alertmanager hears from Prometheus, with one receiver, and a watcher that calls another, without waiting. */
const arrange = async () => {
  const directory = temporaryDirectory()
  // An Alertmanager to which Prometheus sends its Watchdog.
  const alertmanager = await httpStandIn(({ path }) => ({
    body: JSON.stringify(path.startsWith('/api/v2/alerts') ? [watchdog] : { uptime: '2026-11-25T00:00:00Z', config: { original: '' } })
  }))
  const ntfy = await httpStandIn(asNtfy('tk_abc'))
  const program = await httpStandIn(() => ({}))
  const [port, screenPort] = [await freePort(), await freePort()]
  const collector = collectorAt({ directory, port, settings: { MIMAMORI_ALERTMANAGER_URL: alertmanager.origin } })
  onTestFinished(() => collector.stop())
  await collector.start()
  await collector.admin('POST', '/api/receivers', { name: 'program', language: 'en', channel: { type: 'webhook', url: program.origin } })

  const file = join(directory, 'watcher.conf')
  writeFileSync(
    file,
    `SERVER_URL=${collector.url}\nRECEIVER_TYPE=ntfy\nRECEIVER_URL=${ntfy.origin}/mimamori\nRECEIVER_TOKEN=tk_abc\nLANGUAGE=ja\nLISTEN=127.0.0.1:${screenPort}\nCHECK_SECONDS=5\nAFTER_MINUTES=0\n`
  )
  const watcher = startAgent(['watch-server', '--config', file])
  onTestFinished(() => { watcher.child.kill('SIGKILL') })
  const screen = async () =>
    (await fetch(`http://127.0.0.1:${screenPort}/state`).then(
      (answer) => answer.json(),
      () => undefined
    )) as { readonly kind: string, readonly lines: readonly string[] } | undefined
  const shows = (kind: string) => until(`the screen to show ${kind}`, async () => (await screen())?.kind === kind ? true : undefined)
  const titles = (): readonly string[] => ntfy.requests.map(({ body }) => (JSON.parse(body) as { title: string }).title)
  await shows('watching')
  return { collector, program, screen, shows, titles, watcher }
}

test('a watcher sees a collector that is stopped, says so on its screen and to its receiver, and once more when it is back', async () => {
  const { collector, screen, shows, titles, watcher } = await arrange()
  await collector.stop()
  await shows('alarm')
  expect((await screen())?.lines[1]).toContain(`${collector.url} から応答がありません`)
  await until('the message', () => titles().length > 0 ? true : undefined)
  await collector.start()
  await shows('watching')
  await until('the message of the end', () => titles().length > 1 ? true : undefined)
  expect(titles()).toEqual(['異常があっても通知されません', 'アラートの通知が再開しました'])
  watcher.child.kill('SIGTERM')
  expect(await watcher.ended).toMatchObject({ code: 0, stderr: '' })
})

test('a watcher sees that no receiver takes its messages, until one does', async () => {
  const { collector, program, screen, shows } = await arrange()
  const notify = () => collector.admin('POST', '/api/receivers/program/notifications', goldenFiring)
  program.answer(() => ({ status: 500 }))
  await expect(notify()).rejects.toThrow('DELIVERY_FAILED')
  await shows('alarm')
  expect((await screen())?.lines).toContain(notificationProblemText.ja.not_delivered)
  program.answer(() => ({}))
  await notify()
  await shows('watching')
})
