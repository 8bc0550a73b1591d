import type { ClientStatus, ContentDeviceView } from '@mimamori/contract'
import { Link, useNow, useStableOrder } from '../components/index.ts'
import { byState } from './device-order.ts'
import { DeviceState } from './device-state.tsx'

interface Props {
  readonly devices: readonly ContentDeviceView[]
  readonly clients: ReadonlyMap<string, ClientStatus>
}

/** The devices of a set, the ones that have not taken it first. */
export const SetDevices = ({ devices, clients }: Props) => {
  const { rows, touch } = useStableOrder(devices.toSorted(byState), { keyOf: ({ id }) => id, choice: '', nowMs: useNow() })
  return (
    <ul class="runs takers" onPointerMove={touch} onPointerDown={touch} onKeyDown={touch} onWheel={touch}>
      {rows.map((device) => (
        <li key={device.id} class={`run ${device.state === 'failed' ? 'failed' : ''}`}>
          <div class="who">
            <Link to={`/admin/devices/${device.id}`}>{device.name ?? device.id}</Link>
            <span class="place">{[...device.name === null ? [] : [device.id], device.site].filter(Boolean).join(' · ')}</span>
          </div>
          <DeviceState id={device.id} progress={device} client={clients.get(device.id)} />
        </li>
      ))}
    </ul>
  )
}
