import type { ComponentChildren } from 'preact'

interface About {
  /** Also names the elements that describe the field. */
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  /** Says what the server expects instead. */
  readonly problem?: string | undefined
}

const describedBy = ({ id, hint, problem }: About): string | undefined =>
  [hint === undefined ? '' : `${id}-hint`, problem === undefined ? '' : `${id}-problem`].filter(Boolean).join(' ') || undefined

const Below = ({ id, hint, problem }: About) => (
  <>
    {problem !== undefined && <span class="problem" id={`${id}-problem`}>{problem}</span>}
    {hint !== undefined && <span class="hint" id={`${id}-hint`}>{hint}</span>}
  </>
)

interface TextFieldProps extends About {
  readonly value: string
  readonly change: (value: string) => void
  readonly type?: 'text' | 'password' | 'time' | 'number' | 'datetime-local'
  readonly isLong?: boolean
  readonly placeholder?: string | undefined
  readonly list?: string
}

/** A field for text, with its mistake. */
export const TextField = ({ value, change, type = 'text', isLong = false, placeholder, list, ...about }: TextFieldProps) => {
  const shared = {
    id: about.id, value, placeholder, autocomplete: 'off', spellcheck: false,
    'aria-describedby': describedBy(about), 'aria-invalid': about.problem !== undefined,
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => change(currentTarget.value)
  }
  // Preact's types know an input of one type at a time.
  const input = { ...shared, type, list } as object
  return (
    <div class="field">
      <label for={about.id}>{about.label}</label>
      {isLong ? <textarea rows={3} {...shared} /> : <input {...input} />}
      <Below {...about} />
    </div>
  )
}

interface SelectFieldProps extends About {
  readonly value: string
  readonly choices: readonly (readonly [value: string, label: string])[]
  readonly change: (value: string) => void
}

export const SelectField = ({ value, choices, change, ...about }: SelectFieldProps) => (
  <div class="field">
    <label for={about.id}>{about.label}</label>
    <select
      id={about.id}
      value={value}
      aria-describedby={describedBy(about)}
      aria-invalid={about.problem !== undefined}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    >
      {choices.map(([each, label]) => <option key={each} value={each}>{label}</option>)}
    </select>
    <Below {...about} />
  </div>
)

interface ChoiceFieldProps extends About {
  readonly chosen: readonly string[]
  readonly choices: readonly (readonly [value: string, label: string])[]
  /** In the order of the choices. */
  readonly change: (chosen: readonly string[]) => void
}

export const ChoiceField = ({ chosen, choices, change, ...about }: ChoiceFieldProps) => (
  <fieldset class="field choices" aria-describedby={describedBy(about)}>
    <legend>{about.label}</legend>
    {choices.map(([each, label]) => (
      <label key={each}>
        <input
          type="checkbox"
          checked={chosen.includes(each)}
          onChange={({ currentTarget: { checked } }) => change(
            choices.map(([value]) => value).filter((value) => value === each ? checked : chosen.includes(value))
          )}
        /> {label}
      </label>
    ))}
    <Below {...about} />
  </fieldset>
)

export const FieldGroup = ({ children, ...about }: About & { readonly children: ComponentChildren }) => (
  <fieldset class="field group" aria-describedby={describedBy(about)}>
    <legend>{about.label}</legend>
    {children}
    <Below {...about} />
  </fieldset>
)
