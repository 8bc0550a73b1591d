import type { HostFinished, HostItem, UpdateStart } from '@mimamori/contract'

/** Where the tests' clocks stand. */
export const nowMs = Date.UTC(2026, 10, 25, 9)
export const at = (seconds: number): string => new Date(nowMs + seconds * 1000).toISOString()
export const run = '20261125-085000-0a1b2c'

export const start = (rest: Partial<UpdateStart> = {}): UpdateStart => ({
  run,
  origin: 'runner',
  startedAt: at(-600),
  playbook: 'update_clients.yml',
  release: 'kiosk',
  revision: 'v2',
  by: 'tanaka',
  hosts: ['pi-1', 'pi-2'],
  ...rest
})
export const underWay = (
  host: string,
  { attempt = 1, step = 'Preflight', seconds = -300 }: { attempt?: number, step?: string, seconds?: number } = {}
): HostItem => ({ state: 'under_way', host, at: at(seconds), attempt, update: true, step })
export const finished = (host: string, outcome: HostFinished['outcome'], rest: Partial<HostFinished> = {}): HostFinished =>
  ({ state: 'finished', host, at: at(-240), attempt: 1, update: true, outcome, durationSeconds: 60, ...rest })
