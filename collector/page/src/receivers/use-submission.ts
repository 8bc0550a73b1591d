import { useEffect, useRef, useState } from 'preact/hooks'
import { words } from '../words.ts'
import type { Sent } from '../parts/send.ts'
import { problemsOf, type Problems } from './refusal-words.ts'

/** A form that is sent to the server; what was typed stays where that does not take it. */
export const useSubmission = (submit: () => Promise<Sent<unknown>>, done: () => void) => {
  const [problems, setProblems] = useState<Problems>({ fields: {} })
  const [isSending, setIsSending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => { form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus() }, [problems])
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    if (isSending) return
    setIsSending(true)
    const found = problemsOf(await submit(), words.receivers)
    setIsSending(false)
    setProblems(found ?? { fields: {} })
    if (!found) done()
  }
  return { form, problems, isSending, onSubmit: (event: Event) => void onSubmit(event) }
}
