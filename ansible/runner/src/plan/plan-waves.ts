import type { Connection } from '../collector/connection.ts'
import type { Batch, Plan, PlannedHost, Wave } from './plan.ts'

/** Boards with little memory: their devices are updated one by one. */
const smallProfiles: ReadonlySet<string> = new Set(['pi3', 'pi_zero_2w'])

const offline: ReadonlySet<Connection> = new Set(['silent', 'off', 'paused', 'retired', 'revoked'])

/** Probably switched off: tried all the same, but last, since it would be a canary that proves nothing. */
export const isOffline = ({ connection }: Pick<PlannedHost, 'connection'>): boolean => offline.has(connection)

/** `percent` of the hosts after the canary, at least one. */
export const waveSize = (hosts: number, { canary, percent }: { readonly canary: number, readonly percent: number }): number =>
  Math.max(1, Math.ceil((Math.max(0, hosts - canary) * percent) / 100))

/** Splits hosts, of a wave or of a retry, into batches that are updated together. */
export const batchesOf = (hosts: readonly PlannedHost[]): Batch[] => {
  const large = hosts.filter(({ profile }) => !smallProfiles.has(profile)).map(({ host }) => host)
  const small = hosts.filter(({ profile }) => smallProfiles.has(profile)).map(({ host }) => [host])
  return large.length > 0 ? [large, ...small] : small
}

/** A canary, then waves until all hosts are in one. Online hosts come before hosts that are off; otherwise in the inventory's order. */
export const planWaves = ({ hosts, canary, waveSize }: Pick<Plan, 'hosts' | 'canary' | 'waveSize'>): Wave[] => {
  const ordered = [...hosts.filter((host) => !isOffline(host)), ...hosts.filter(isOffline)]
  const waves: Wave[] = canary > 0 && ordered.length > 0 ? [{ canary: true, batches: batchesOf(ordered.slice(0, canary)) }] : []
  for (let from = canary; from < ordered.length; from += waveSize) waves.push({
    canary: false, batches: batchesOf(ordered.slice(from, from + waveSize))
  })
  return waves
}
