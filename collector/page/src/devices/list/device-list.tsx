import type { ClientStatus } from '@mimamori/contract'
import type { Order, Sorting } from '@mimamori/contract/device-list'
import { errorsCountedSinceMs } from '@mimamori/contract/errors-window'
import { Icon, useGrowing } from '../../components/index.ts'
import { formatLastSeen, frame, messages } from '../../text/index.ts'
import { deviceMessages } from '../messages.ts'
import { DeviceRow } from './device-row.tsx'
import { directionOf, sortingAfterClick } from './sort.ts'

const columns: readonly (readonly [keyof typeof deviceMessages.columns, Order | undefined])[] = [
  ['device', 'name'], ['state', 'worst'], ['lastSeen', 'lastSeen'], ['cpu', 'cpu'], ['memory', 'memory'], ['disk', 'disk'], [
    'temperature',
    'temperature'
  ], ['errors', 'errors'], ['revision', undefined]
]

export interface DeviceListProps {
  readonly clients: readonly ClientStatus[]
  readonly serverNowMs: number
  readonly sorting: Sorting
  readonly sortBy: (sorting: Sorting) => void
  /** Somebody is at work on it. */
  readonly touch: () => void
}

/** The header of a column: a click sorts by it, and another reverses the order. */
const Head = (
  { column, by, sorting, sortBy }: {
    column: keyof typeof deviceMessages.columns
    by: Order | undefined
  } & Pick<DeviceListProps, 'sorting' | 'sortBy'>
) => {
  if (by === undefined) return <span role="columnheader">{deviceMessages.columns[column]}</span>
  const isSorted = by === sorting.order
  return (
    <span role="columnheader" aria-sort={isSorted ? directionOf(sorting) : 'none'}>
      <button
        type="button"
        onClick={() => sortBy(sortingAfterClick(sorting, by))}
        title={isSorted ? deviceMessages.reverse : `${deviceMessages.sort}${messages.colon}${deviceMessages.sorts[by]}`}
      >
        {deviceMessages.columns[column]}{isSorted && <Icon shape={directionOf(sorting)} />}
      </button>
    </span>
  )
}

/** Rows on a wide window, cards on a phone: the same elements, laid out by the style sheet. */
export const DeviceList = ({ clients, serverNowMs, sorting, sortBy, touch }: DeviceListProps) => {
  const count = useGrowing(clients.length)
  return (
    <div
      class="devices"
      id="list"
      tabIndex={-1}
      role="table"
      aria-label={frame.devices}
      aria-rowcount={clients.length + 1}
      onPointerMove={touch}
      onPointerDown={touch}
      onKeyDown={touch}
      onWheel={touch}
    >
      <div class="heads" role="row">
        {columns.map(([column, by]) => <Head key={column} column={column} by={by} sorting={sorting} sortBy={sortBy} />)}
      </div>
      <ul role="rowgroup">
        {clients.slice(0, count).map((client) => (
          <DeviceRow
            key={client.clientId}
            client={client}
            seen={formatLastSeen(client.lastSeen, { serverNowMs })}
            errorsSinceMs={errorsCountedSinceMs(serverNowMs)}
          />
        ))}
      </ul>
    </div>
  )
}
