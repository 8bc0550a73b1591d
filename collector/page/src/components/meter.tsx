export interface MeterProps {
  readonly label: string
  readonly text: string
  /** 0 to 1: how much of the bar is filled; null draws none. */
  readonly fill: number | null
  readonly high: boolean
}

/** A value with a thin bar below it. The label is seen on a phone, where there are no columns. */
export const Meter = ({ label, text, fill, high }: MeterProps) => (
  <div class={`meter${high ? ' high' : ''}${fill === null ? ' unknown' : ''}`} role="cell">
    <span class="label">{label}</span>
    <span class="value">{text}</span>
    {fill !== null && (
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${Math.round(Math.min(1, Math.max(0, fill)) * 100)}%` }} />
      </span>
    )}
  </div>
)
