import { useState } from 'preact/hooks'
import { Icon } from '../parts/icons.tsx'
import { send } from '../parts/send.ts'
import { words } from '../words.ts'

interface Props { readonly onLoggedIn: () => void }

/** Logs in with a name and a password. */
export const PasswordForm = ({ onLoggedIn }: Props) => {
  const [problem, setProblem] = useState('')
  const [isWorking, setWorking] = useState(false)

  const logIn = async (form: HTMLFormElement) => {
    const { name, password } = Object.fromEntries(new FormData(form))
    setWorking(true)
    const sent = await send('POST', '/api/login/password', { name, password })
    if (sent !== undefined && 'answer' in sent) return onLoggedIn()
    setWorking(false)
    const { wrong, tooOften, noAnswer } = words.login.password
    setProblem(sent === undefined ? noAnswer : sent.refusal.code === 'RATE_LIMITED' ? tooOften : wrong)
  }

  return (
    <form onSubmit={(event) => { event.preventDefault(); void logIn(event.currentTarget) }}>
      {problem !== '' && <p class="problem" role="alert"><Icon shape="warning" /> {problem}</p>}
      <label>{words.login.password.name}
        <input name="name" required maxLength={63} autocomplete="username" autocapitalize="none" spellcheck={false} />
      </label>
      <label>{words.login.password.password}
        <input type="password" name="password" required maxLength={256} autocomplete="current-password" />
      </label>
      <button type="submit" disabled={isWorking}>{words.login.submit}</button>
    </form>
  )
}
