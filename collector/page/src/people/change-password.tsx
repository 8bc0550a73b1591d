import type { ErrorAnswer } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { FormEnd, TextField, useSubmission } from '../components/index.ts'
import { answerOf, refusalIn, refusalOf, send, type Problems } from '../server/index.ts'
import { messages } from '../text/index.ts'
import { accountMessages } from './messages.ts'

const text = accountMessages

interface Props {
  readonly name: string
  readonly hasPassword: boolean
  readonly shut: () => void
  readonly done: () => void
}

type Field = 'current' | 'password' | 'repeated'

const problemsOf = (refusal: ErrorAnswer | undefined): Problems<Field> => {
  if (refusal?.code === 'PASSWORD_INVALID') return { fields: { current: text.wrong } }
  if (refusal?.code === 'RATE_LIMITED') return { fields: {}, whole: text.tooOften }
  if (refusal?.issues?.some(({ path }) => path === '/password')) return { fields: { password: text.tooShort } }
  return { fields: {}, whole: refusalOf(refusal) }
}

/** Sets the first password, or another one with the present one. */
export const ChangePassword = ({ name, hasPassword, shut, done }: Props) => {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [isDone, setIsDone] = useState(false)
  const { form, problems, isSending, onSubmit } = useSubmission<Field>(async () => {
    if (hasPassword && current === '') return { fields: { current: text.wrong } }
    if (password !== repeated) return { fields: { repeated: text.different } }
    const sent = await send('POST', '/api/session/password', { current: hasPassword ? current : null, password })
    if (answerOf(sent) === undefined) return problemsOf(refusalIn(sent))
    setIsDone(true)
    done()
    return undefined
  })
  if (isDone) {
    return (
      <>
        <p role="status">{text.done}</p>
        <p class="actions">
          <button type="button" class="primary" ref={(button) => button?.focus()} onClick={shut}>{messages.close}</button>
        </p>
      </>
    )
  }
  return (
    <form ref={form} onSubmit={onSubmit}>
      {/* A password manager sees the user's name. */}
      <input type="text" name="username" value={name} autocomplete="username" hidden readOnly />
      {hasPassword && (
        <TextField
          id="own-current"
          type="password"
          label={text.current}
          value={current}
          problem={problems.fields.current}
          change={setCurrent}
        />
      )}
      <TextField
        id="own-password"
        type="password"
        label={text.password}
        hint={text.passwordHint}
        value={password}
        problem={problems.fields.password}
        change={setPassword}
      />
      <TextField
        id="own-repeated"
        type="password"
        label={text.repeated}
        value={repeated}
        problem={problems.fields.repeated}
        change={setRepeated}
      />
      <FormEnd problem={problems.whole} isSending={isSending} submit={hasPassword ? text.change : text.set} cancel={shut} />
    </form>
  )
}
