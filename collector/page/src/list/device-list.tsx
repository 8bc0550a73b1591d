import type { ClientStatus } from '@mimamori/contract'
import type { Fleet } from '../fleet/fleet.ts'
import { lastSeenWords } from '../parts/time-words.ts'
import { words } from '../words.ts'
import { DeviceRow } from './device-row.tsx'
import type { Order } from './sort.ts'
import { useGrowing } from './use-growing.ts'

const columns: readonly (readonly [keyof typeof words.columns, Order | undefined])[] = [
  ['device', 'name'], ['state', 'worst'], ['lastSeen', 'lastSeen'], ['cpu', 'cpu'], ['memory', 'memory'], ['disk', 'disk'], ['temperature', 'temperature'], ['errors', 'errors'], ['revision', undefined]
]

export interface DeviceListProps {
  readonly clients: readonly ClientStatus[]
  readonly fleet: Fleet
  readonly serverNowMs: number
  readonly order: Order
  readonly sortBy: (order: Order) => void
}

/** Rows on a wide window, cards on a phone: the same elements, laid out by the style sheet. */
export const DeviceList = ({ clients, fleet, serverNowMs, order, sortBy }: DeviceListProps) => {
  const count = useGrowing(clients.length)
  return (
    <div class="devices">
      <div class="heads">
        {columns.map(([column, by]) => by === undefined
          ? <span key={column}>{words.columns[column]}</span>
          : (
              <button key={column} type="button" aria-pressed={by === order} onClick={() => sortBy(by)} title={`${words.sort}: ${words.sorts[by]}`}>
                {words.columns[column]}
              </button>
            ))}
      </div>
      <ul>
        {clients.slice(0, count).map((client) => (
          <DeviceRow key={client.clientId} client={client} seen={lastSeenWords(client.lastSeen, { serverNowMs })} timeZone={fleet.timeZones[client.site]} />
        ))}
      </ul>
    </div>
  )
}
