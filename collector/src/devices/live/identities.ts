import { escapeLabelValue } from '@mimamori/exporter/text-format'
import { bytesOf, type Bytes } from './bytes.ts'
import type { IdentityLabels } from './live-store.ts'

/**
 * The identity labels of the devices of one exposition, one after the other in one memory: looking up each device's own data far
 * from everything else, and not the copying, takes most of the time of printing a large fleet.
 */
export interface Identities {
  readonly bytes: Bytes
  /** The start of each device's, and the end of the last; `{labels}labels,` for each, or nothing in a device exposition. */
  readonly starts: readonly number[]
}

/** Used in a device exposition: its target has the identity labels. */
export const noIdentity: Identities = { bytes: bytesOf(Buffer.alloc(0)), starts: [0, 0] }

/** The labels as a target of the HTTP SD has them: node_exporter's dashboards select by job and instance. */
export const renderIdentity = ({ device, site, role }: IdentityLabels): string =>
  [['job', 'node'], ['instance', device], ['device', device], ['site', site], ['role', role]]
    .map(([name, value]) => `${name}="${escapeLabelValue(value!)}"`).join(',')

/** Puts them together, a device at a time. */
export const gatherIdentities = () => {
  const texts: string[] = []
  const starts = [0]
  return {
    /** Gives the number of the device. */
    add (identity: IdentityLabels): number {
      const labels = renderIdentity(identity)
      const text = `{${labels}}${labels},`
      starts.push(starts.at(-1)! + Buffer.byteLength(text))
      return texts.push(text) - 1
    },
    close: (): Identities => ({ bytes: bytesOf(Buffer.from(texts.join(''))), starts })
  }
}
