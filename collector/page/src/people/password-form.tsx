import { useState } from 'preact/hooks'
import { Icon } from '../components/index.ts'
import { send } from '../server/index.ts'
import { loginMessages } from './messages.ts'

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
    const { wrong, tooOften, noAnswer } = loginMessages.password
    setProblem(sent === undefined ? noAnswer : sent.refusal.code === 'RATE_LIMITED' ? tooOften : wrong)
  }

  return (
    <form onSubmit={(event) => { event.preventDefault(); void logIn(event.currentTarget) }}>
      {problem !== '' && <p class="problem" role="alert"><Icon shape="warning" /> {problem}</p>}
      <label>{loginMessages.password.name}
        <input name="name" required maxLength={63} autocomplete="username" autocapitalize="none" spellcheck={false} />
      </label>
      <label>{loginMessages.password.password}
        <input type="password" name="password" required maxLength={256} autocomplete="current-password" />
      </label>
      <button type="submit" class="primary" disabled={isWorking}>{loginMessages.submit}</button>
    </form>
  )
}
