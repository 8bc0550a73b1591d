import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { askAsAdmin } from './admin-api.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { createFleet } from './fleet.ts'
import { startFleet } from './start-fleet.ts'
import { stories } from './story.ts'

interface Status {
  readonly clientId: string
  readonly freshness: string
  readonly reason: { readonly code: string } | null
  readonly diskUsage: number | null
  readonly errorsLast24h: number
  readonly latestLogs: readonly { readonly message: string }[]
  readonly temperature: number | null
  readonly clockSkewSeconds: number | null
  readonly warnings: readonly { readonly code: string }[]
}

const members = createFleet(stories.length * 2)
const over = new AbortController()
const troubles: string[] = []
let directory: string
let collector: CollectorProcess
let fleet: Promise<void>[] = []

const ended = untilAllEnd()
beforeAll(async () => {
  directory = temporaryDirectory(ended)
  collector = await startCollector({
    dataDirectory: directory,
    adminToken: 'a-token-of-the-simulator-test-4711-x',
    env: { MIMAMORI_REPORT_INTERVAL_SECONDS: '2' }
  })
  fleet = await startFleet({
    collector,
    members,
    intervalSeconds: 2,
    onTrouble: (id, error) => troubles.push(`${id}: ${error.message}`),
    signal: over.signal
  })
})
afterAll(async () => {
  over.abort()
  await Promise.all(fleet)
  await collector?.stop()
})

const statusOf = async (story: string): Promise<Status> => {
  const { clients } = await askAsAdmin<{ readonly clients: readonly Status[] }>(collector, '/api/clients/status')
  const { id } = members.find((member) => member.story.name === story)!
  return clients.find(({ clientId }) => clientId === id)!
}
const untilStory = (story: string, isAsDescribed: (status: Status) => boolean) =>
  until(
    `the device that is ${story} is seen so`,
    async () => {
      const status = await statusOf(story)
      return isAsDescribed(status) || notYet(status)
    },
    { everyMs: 200 }
  )
const warns = (code: string) => ({ warnings }: Status): boolean => warnings.some((warning) => warning.code === code)

test.each<[string, (status: Status) => boolean]>([
  ['healthy', ({ latestLogs }) => latestLogs.map(({ message }) => message).includes('started')],
  ['healthy', ({ freshness, reason, warnings }) => freshness === 'fresh' && reason === null && warnings.length === 0],
  ['silent', ({ freshness, reason }) => freshness === 'silent' && reason?.code === 'no_answer'],
  ['late', ({ freshness, reason }) => freshness === 'late' && reason?.code === 'answers'],
  ['hot', warns('hot')],
  ['hot', warns('throttled')],
  ['disk full', warns('disk_full')],
  ['disk full', ({ errorsLast24h }) => errorsLast24h === 3],
  ['hot', ({ errorsLast24h }) => errorsLast24h === 1],
  ['wrong clock', ({ clockSkewSeconds }) => clockSkewSeconds !== null && Math.abs(clockSkewSeconds + 26 * 3600) < 5],
  ['switched off', ({ reason }) => reason?.code === 'goodbye_poweroff']
])('a real collector sees the story of the device that is %s', async (story, isAsDescribed) => {
  await untilStory(story, isAsDescribed)
})

test('the collector has taken every report', () => {
  expect(troubles).toEqual([])
})
