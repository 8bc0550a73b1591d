import type { ClientStatus } from '@mimamori/contract'
import { isHigh, keyMetrics } from '../key-metrics.ts'
import { deviceMessages } from '../messages.ts'
import { absenceOf } from './absence.ts'

/** The four values that people check first, in large. */
export const ValueCards = ({ client }: { client: ClientStatus }) => {
  const absence = absenceOf(client)
  return (
    <section aria-label={deviceMessages.device.now}>
      <h2>{deviceMessages.device.now}</h2>
      {absence !== undefined ? <p class="nothing">{deviceMessages.device[absence]}</p> : (
        <div class="cards">
          {keyMetrics.map(({ metric, label, limit, formatExact }) => {
            const value = client[metric]
            return (
              <div key={metric} class={isHigh(value, limit) ? 'card high' : 'card'}>
                <span class="label">{label}</span>
                <span class="value">{formatExact(value)}</span>
                <span class="bar" aria-hidden="true">
                  {value !== null && <span style={{ width: `${Math.min(100, Math.max(0, value))}%` }} />}
                </span>
              </div>
            )
          })}
        </div>
      )}
    </section>
  )
}
