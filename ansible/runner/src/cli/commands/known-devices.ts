import { collectorClient } from '../../collector/collector-client.ts'
import { askConnections, type KnownDevice } from '../../collector/connection.ts'
import type { Context } from '../context.ts'

/** Asks the collector about the devices; gives a note with the reason if it does not answer. */
export const knownDevices = async (
  { settings, text }: Pick<Context, 'settings' | 'text'>
): Promise<{ readonly known: ReadonlyMap<string, KnownDevice>, readonly notes: readonly string[] }> => {
  try {
    return { known: await askConnections(collectorClient(settings)), notes: [] }
  } catch (error) {
    return { known: new Map(), notes: [text.connectionsUnknown((error as Error).message)] }
  }
}
