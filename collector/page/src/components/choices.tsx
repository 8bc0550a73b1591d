interface Props<Value extends string> {
  readonly label: string
  readonly names: Readonly<Record<Value, string>>
  readonly chosen: Value
  readonly isDisabled?: (value: Value) => boolean
  readonly choose: (value: Value) => void
}

/** A button for each of the few kinds that a page can show. */
export const Choices = <Value extends string>({ label, names, chosen, isDisabled, choose }: Props<Value>) => (
  <div class="kinds" role="group" aria-label={label}>
    {(Object.keys(names) as Value[]).map((value) => (
      <button key={value} type="button" aria-pressed={value === chosen} disabled={isDisabled?.(value)} onClick={() => choose(value)}>
        {names[value]}
      </button>
    ))}
  </div>
)
