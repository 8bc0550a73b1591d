import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problems } from '../server/index.ts'

const none: Problems<never> = { fields: {} }

/**
 * A form that is sent to the server; the typed values stay if it refuses them. `submit` gives the problems, undefined if it
 * accepted.
 */
export const useSubmission = <Field extends string>(submit: () => Promise<Problems<Field> | undefined>) => {
  const [problems, setProblems] = useState<Problems<Field>>(none)
  const [isSending, setIsSending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => { form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus() }, [problems])
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    if (isSending) return
    setIsSending(true)
    const found = await submit()
    setIsSending(false)
    setProblems(found ?? none)
  }
  return { form, problems, isSending, onSubmit: (event: Event) => void onSubmit(event) }
}
