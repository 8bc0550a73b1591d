export interface MeterProps {
  readonly label: string
  readonly text: string
  /** 0 to 1: how much of the bar is filled; null draws none. */
  readonly fill: number | null
  readonly high: boolean
}

/** A value with a thin bar below it. The label is seen on a phone, where there are no columns. */
export const Meter = ({ label, text, fill, high }: MeterProps) => (
  <div class={high ? 'meter high' : 'meter'}>
    <span class="label">{label}</span>
    <span class="value">{text}</span>
    <span class="bar" aria-hidden="true">{fill !== null && <span style={{ width: `${Math.round(Math.min(1, Math.max(0, fill)) * 100)}%` }} />}</span>
  </div>
)
