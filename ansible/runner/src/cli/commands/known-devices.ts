import { collectorClient } from '../../collector/collector-client.ts'
import { askConnections, type KnownDevice } from '../../collector/connection.ts'
import type { Context } from '../context.ts'

/** What the collector knows of the devices, and a sentence where it does not say. */
export const knownDevices = async ({ settings, text }: Pick<Context, 'settings' | 'text'>): Promise<{ readonly known: ReadonlyMap<string, KnownDevice>, readonly note?: string }> => {
  try {
    return { known: await askConnections(collectorClient(settings)) }
  } catch (error) {
    return { known: new Map(), note: text.connectionsUnknown((error as Error).message) }
  }
}
