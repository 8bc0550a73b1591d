import { useEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../text/index.ts'
import { asksForSearch } from './search.ts'

export interface SearchFieldProps {
  /** Names the things that can be found. Next to the label and not in the field, where large text would be cut. */
  readonly hint: string
  readonly text: string
  /** As the server takes it. */
  readonly maxLength?: number
  /** Undefined for an empty one. */
  readonly change: (text: string | undefined) => void
}

/** The search of a list, which the key `/` leads to. Text that an input method is still converting (おん for 温度) is not searched for. */
export const SearchField = ({ hint, text, maxLength, change }: SearchFieldProps) => {
  const input = useRef<HTMLInputElement>(null)
  /** The text of the field while part of it is converted: setting another ends the conversion. */
  const [converted, setConverted] = useState<string>()
  const typed = (value: string, isConverting: boolean): void => {
    setConverted(isConverting ? value : undefined)
    if (!isConverting) change(value === '' ? undefined : value)
  }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!asksForSearch(event, document.activeElement?.tagName)) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return (
    <label class="search">
      <span>{messages.search} <kbd aria-hidden="true">/</kbd> {hint}</span>
      <input
        ref={input}
        type="search"
        value={converted ?? text}
        maxlength={maxLength}
        autocomplete="off"
        aria-keyshortcuts="/"
        onInput={({ currentTarget: { value }, isComposing }) => typed(value, isComposing)}
        onCompositionEnd={({ currentTarget: { value } }) => typed(value, false)}
      />
    </label>
  )
}
