import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import type { HostItem, RunHost, RunSummary, UpdateStart } from '@mimamori/contract'
import { readTokenFile } from '@mimamori/program/token-file'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { at, nowMs, run, start } from './update-messages.ts'

interface Details { readonly run: RunSummary, readonly hosts: readonly RunHost[] }

/** A collector to which the update runner reports one run. */
export const collector = async (directory?: string) => {
  const made = await collectorInTest({ clock: clockInTest(nowMs), ...directory !== undefined && { directory } })
  const token = readTokenFile(join(made.config.dataDir, 'tokens', 'update'))!
  const asRunner = (request: InjectOptions) =>
    made.app.inject({ ...request, headers: { authorization: `Bearer ${token}`, ...request.headers } })
  const post = (url: string, body: object) => asRunner({ method: 'POST', url, body })
  return {
    ...made,
    asRunner,
    begin: (rest?: Partial<UpdateStart>) => post('/api/updates', start(rest)),
    report: (...hosts: HostItem[]) => post(`/api/updates/${run}/hosts`, { hosts }),
    end: (outcome: string, rest: object = {}) => post(`/api/updates/${run}/end`, { endedAt: at(0), outcome, ...rest }),
    look: async () => (await asRunner({ url: `/api/updates/${run}` })).json<Details>()
  }
}
export type Collector = Awaited<ReturnType<typeof collector>>
