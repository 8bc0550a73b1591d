import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, onTestFinished, vi } from 'vitest'
import { contentReport, deviceContent } from '@mimamori/contract'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { runAgent, startAgent, writeConfig } from '../agent-process.ts'
import { startStrictCollector, type StrictCollector } from '../strict-collector.ts'

const page = '<h1>one</h1>'
const sha256 = createHash('sha256').update(page).digest('hex')
const manifest = {
  requestId: 'r', version: '9f2c',
  sets: [{ name: 'welcome', number: 3, digest: sha256, files: [{ path: 'index.html', size: page.length, sha256 }] }]
}

const collectorWithContent = async (): Promise<StrictCollector> => {
  const collector = await startStrictCollector()
  onTestFinished(() => collector.close())
  collector.intervalSeconds = 5
  collector.contentVersion = '9f2c'
  const bodies: Readonly<Record<string, unknown>> = {
    '/api/clients/content': deviceContent.parse(manifest), [`/api/clients/content/files/${sha256}`]: page
  }
  collector.answerAlways((path) => path in bodies ? { status: 200, body: bodies[path] } : undefined)
  return collector
}

test('brings content, names its version in the next report, and tells the collector what it has', async () => {
  const collector = await collectorWithContent()
  const directory = temporaryDirectory()
  const { file } = writeConfig(collector.url)
  const { child, ended } = startAgent(['run', '--config', file], { env: { CONTENT_DIRECTORY: directory } })
  // A batch of log lines may come before the report.
  const [withVersion] = await collector.waitFor(1, ({ envelope, text }) => envelope.contentVersion === '9f2c' && !text.startsWith('{'))
  expect(collector.received[0]?.envelope.contentVersion).toBe('none')
  expect(readFileSync(join(directory, 'welcome/current/index.html'), 'utf8')).toBe(page)
  expect(withVersion?.text).toMatch(/^mimamori_agent_content_left_bytes\{set="welcome"\} 0$/m)
  expect(withVersion?.text).toMatch(new RegExp(`^mimamori_agent_content_downloaded_bytes_total ${page.length}$`, 'm'))
  const reports = () => collector.others.filter(({ method, path }) => method === 'POST' && path === '/api/clients/content')
    .map(({ body }) => contentReport.parse(JSON.parse(body)))
  await vi.waitUntil(() => reports().at(-1)?.sets[0]?.digest === sha256)
  expect(reports()[0]?.sets).toEqual([])
  expect(reports().at(-1)?.sets).toEqual([{ name: 'welcome', number: 3, digest: sha256, bytesLeft: 0 }])
  const status = await runAgent(['status', '--config', file])
  expect(status.stdout).toContain('\nContent welcome: version 3.\n')
  const check = await runAgent(['check', '--config', file])
  expect(check.stdout).toContain(`[ ok ] Content: ${directory} can be written; it has 1 set.\n`)
  child.kill('SIGTERM')
  expect((await ended).stderr).toBe('')
  expect(collector.violations).toEqual([])
})

test('asks for no content without a directory for it', async () => {
  const collector = await collectorWithContent()
  const { child, ended } = startAgent(['run', '--config', writeConfig(collector.url).file])
  const [first] = await collector.waitFor(2)
  child.kill('SIGTERM')
  await ended
  expect(collector.others).toEqual([])
  expect(first?.envelope.contentVersion).toBeUndefined()
})

test('refuses a directory in the unit’s environment that is none', async () => {
  const { file } = writeConfig('http://127.0.0.1:9/api')
  const { code, stderr } = await runAgent(['run', '--config', file], { env: { CONTENT_DIRECTORY: 'content' } })
  expect([code, stderr]).toEqual([2, expect.stringContaining(
    'CONTENT_DIRECTORY: expected a path that begins with /, found "content" in the unit’s environment'
  )])
})
