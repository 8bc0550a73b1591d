import { collectorClient } from '../../collector/collector-client.ts'
import { askConnections, type KnownDevice } from '../../collector/connection.ts'
import type { Context } from '../context.ts'

/** What the collector knows about the devices, or a sentence that says why it does not answer. */
export const knownDevices = async ({ settings, text }: Pick<Context, 'settings' | 'text'>): Promise<{ readonly known: ReadonlyMap<string, KnownDevice>, readonly notes: readonly string[] }> => {
  try {
    return { known: await askConnections(collectorClient(settings)), notes: [] }
  } catch (error) {
    return { known: new Map(), notes: [text.connectionsUnknown((error as Error).message)] }
  }
}
