import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import type { HostFinished, HostItem } from '@mimamori/contract'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import type { Delivery, UpdateRequest } from '../../../src/collector/collector-client.ts'
import { deliveryRecord } from '../../../src/report/collector/delivery-record.ts'
import { openStateDirectory, type StateDirectory } from '../../../src/state/state-directory.ts'

export const at = '2026-03-14T09:30:00.000Z'
export const underWay = (host: string, step: string, attempt = 1): HostItem => ({ state: 'under_way', host, at, attempt, step })
export const finished = (host: string, rest: Partial<HostFinished> = {}): HostFinished => ({
  state: 'finished', host, at, attempt: 1, outcome: 'updated', durationSeconds: 1, ...rest
})

export const stateOfTest = (): StateDirectory => {
  const directory = temporaryDirectory()
  return openStateDirectory(directory, directory)
}

/** A run's files, of which nothing is delivered yet. */
export const addRun = (state: StateDirectory, run: string, startedAt = at) => {
  const files = state.run(run)
  mkdirSync(files.directory)
  writeFileSync(files.plan, JSON.stringify({ run, startedAt, playbook: '/p.yml', by: 'aiko', hosts: [{ host: 'a' }, { host: 'b' }] }))
  deliveryRecord(files.undelivered).begin()
  return {
    run,
    files,
    say: (...items: readonly HostItem[]): void => {
      appendFileSync(
        files.events, items.map((item) => `${JSON.stringify(item)}\n`).join('')
      )
    },
    end: (): void => { writeFileSync(files.result, JSON.stringify({ run, hosts: [], endedAt: at, outcome: 'succeeded' })) }
  }
}

/** A collector that notes what it has taken; `answer` says what comes of a request that it does not take. */
export const collectorOfTest = (answer: (request: UpdateRequest) => Delivery | undefined | Promise<Delivery> = () => undefined) => {
  const taken: UpdateRequest[] = []
  const send = async (request: UpdateRequest): Promise<Delivery> => {
    const delivery = await answer(request) ?? { kind: 'taken' }
    if (delivery.kind === 'taken') taken.push(request)
    return delivery
  }
  return { send, taken, paths: () => taken.map(({ path }) => path), items: () =>
    taken.flatMap(({ body }) => (body as { hosts?: readonly HostItem[] }).hosts ?? []).filter((item) => typeof item === 'object') }
}
