import type { RunnerClock } from '../../platform/clock.ts'
import { createdBy, type AlertmanagerClient } from './alertmanager-client.ts'

/** Silences each device in Alertmanager while it is being updated, and no other. */
export interface Silences {
  begin (device: string): void
  end (device: string): void
  /**
   * Ends every silence of the run, also those that a dead runner left; resolves when Alertmanager has ended them or could not be reached.
   */
  endAll (): Promise<void>
}

export interface SilencesOptions {
  readonly client: AlertmanagerClient
  readonly clock: Pick<RunnerClock, 'nowMs'>
  readonly run: string
  /** A silence that nobody ends expires after this time. */
  readonly deadlineSeconds: number
  readonly warn: (reason: string) => void
}

/** The comment by which the silences of a run are found again after a crash. */
const commentOf = (run: string): string => `mimamori: update run ${run}`

export const createSilences = ({ client, clock, run, deadlineSeconds, warn }: SilencesOptions): Silences => {
  /** The id of each silenced device's silence, once Alertmanager has returned it. */
  const active = new Map<string, Promise<string | undefined>>()
  const ending = new Set<Promise<void>>()
  const warned = (error: unknown): undefined => { warn((error as Error).message) }

  const expire = async (id: Promise<string | undefined>): Promise<void> => {
    const known = await id
    if (known !== undefined) await client.expire(known).catch(warned)
  }

  const end = (device: string): void => {
    const id = active.get(device)
    if (id === undefined) return
    active.delete(device)
    const done = expire(id).finally(() => { ending.delete(done) })
    ending.add(done)
  }

  return {
    begin (device) {
      if (active.has(device)) return
      active.set(device, client.silence({
        matchers: [{ name: 'device', value: device, isRegex: false, isEqual: true }],
        startsAt: new Date(clock.nowMs()).toISOString(),
        endsAt: new Date(clock.nowMs() + deadlineSeconds * 1000).toISOString(),
        createdBy,
        comment: commentOf(run)
      }).catch(warned))
    },
    end,
    async endAll () {
      for (const device of [...active.keys()]) end(device)
      await Promise.all(ending)
      const left = await client.find(commentOf(run)).catch(warned)
      await Promise.all((left ?? []).map((id) => client.expire(id).catch(warned)))
    }
  }
}
