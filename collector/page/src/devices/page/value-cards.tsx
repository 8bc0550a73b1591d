import type { ClientStatus } from '@mimamori/contract'
import { limits } from '@mimamori/contract/warnings'
import { formatExactCelsius, formatExactPercent } from '../../text/values.ts'
import { deviceMessages } from '../messages.ts'
import { absenceOf } from './absence.ts'

/** The four values that are looked at first, in large. */
export const ValueCards = ({ client }: { client: ClientStatus }) => {
  const { columns } = deviceMessages
  const cards = [
    { label: columns.cpu, text: formatExactPercent(client.cpuUsage), share: client.cpuUsage, high: false },
    { label: columns.memory, text: formatExactPercent(client.memoryUsage), share: client.memoryUsage, high: (client.memoryUsage ?? 0) >= limits.memoryUsageRatio * 100 },
    { label: columns.disk, text: formatExactPercent(client.diskUsage), share: client.diskUsage, high: (client.diskUsage ?? 0) >= limits.diskUsageRatio * 100 },
    { label: columns.temperature, text: formatExactCelsius(client.temperature), share: client.temperature, high: (client.temperature ?? 0) >= limits.temperatureCelsius }
  ]
  const absence = absenceOf(client)
  return (
    <section aria-label={deviceMessages.device.now}>
      <h2>{deviceMessages.device.now}</h2>
      {absence !== undefined ? <p class="nothing">{deviceMessages.device[absence]}</p> : (
        <div class="cards">
          {cards.map(({ label, text, share, high }) => (
            <div key={label} class={high ? 'card high' : 'card'}>
              <span class="label">{label}</span>
              <span class="value">{text}</span>
              <span class="bar" aria-hidden="true">{share !== null && <span style={{ width: `${Math.min(100, Math.max(0, share))}%` }} />}</span>
            </div>
          ))}
        </div>
      )}
    </section>
  )
}
