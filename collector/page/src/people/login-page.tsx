import { requestedPath } from '@mimamori/contract/login-redirect'
import { useLayoutEffect, useState } from 'preact/hooks'
import { CopyLine, Icon, LanguageSwitch } from '../components/index.ts'
import { answerOf, isCalledByNpm, isLoggedIn, readFormerCommand, refusalIn, send, server } from '../server/index.ts'
import { frame } from '../text/index.ts'
import { loginMessages } from './messages.ts'
import { PasswordForm } from './password-form.tsx'
import { storePath, takePath } from './return-path.ts'

/** Exchanges a one-time code for a session; gives the problem if that did not work. */
const exchange = async (code: string): Promise<string | undefined> => {
  const sent = await send('POST', '/api/login', { code })
  if (answerOf(sent) !== undefined) return undefined
  const refused = refusalIn(sent)
  if (refused === undefined) return loginMessages.password.noAnswer
  return refused.code === 'ORIGIN_REFUSED'
    ? loginMessages.otherAddress(location.origin)
    : refused.code === 'RATE_LIMITED' ? loginMessages.tooManyCodes : loginMessages.failed(location.host)
}

/** Takes the code out of the address before anything else can see or keep it. */
const takeCode = (): string | undefined => {
  const code = location.hash.slice(1).replace(/^code=/, '')
  if (code === '') return undefined
  history.replaceState(null, '', location.pathname + location.search)
  return code
}

/** Goes to the page that this tab was sent here from, or else the last one of another tab. */
const goOn = (): void => {
  const stored = takePath(localStorage, Date.now())
  location.replace(requestedPath(location.search) ?? stored ?? '/admin')
}

/** Another tab may have logged in; and the browser adds no session to a request from a link in a mail or chat. */
const goOnIfLoggedIn = async (): Promise<void> => {
  if (await isLoggedIn() === true) goOn()
}

export const LoginPage = () => {
  const [isWorking, setWorking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [formerCommand] = useState(() => readFormerCommand(localStorage))
  const [typed, setTyped] = useState('')

  const enter = async (code: string) => {
    setWorking(true)
    const refused = await exchange(code.trim())
    if (refused === undefined) return goOn()
    setProblem(refused)
    setWorking(false)
  }
  // With the first drawing, not after the next frame: a hidden tab has none.
  useLayoutEffect(() => {
    const place = requestedPath(location.search)
    if (place !== undefined) storePath(localStorage, place, Date.now())
    const check = () => {
      const code = takeCode()
      if (code !== undefined) void enter(code)
      else if (place !== undefined && !document.hidden) void goOnIfLoggedIn()
    }
    check()
    window.addEventListener('hashchange', check)
    document.addEventListener('visibilitychange', check)
    return () => {
      window.removeEventListener('hashchange', check)
      document.removeEventListener('visibilitychange', check)
    }
  }, [])

  const link = (
    <>
      <p>{loginMessages.how(isCalledByNpm && formerCommand === undefined)}</p>
      <CopyLine command={`${formerCommand ?? server.command} login`} />
      {isCalledByNpm && formerCommand === undefined && <p class="label">{loginMessages.printed}</p>}
      <form onSubmit={(event) => { event.preventDefault(); void enter(typed) }}>
        <label>{loginMessages.code}
          <input
            type="password"
            name="code"
            required
            autocomplete="off"
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary" disabled={isWorking}>{loginMessages.submit}</button>
      </form>
    </>
  )
  return (
    <main class="login">
      <div class="switch"><LanguageSwitch /></div>
      <p class="brand"><Icon shape="eye" /> {frame.product}</p>
      <h1>{loginMessages.title}</h1>
      <p role="status">{isWorking ? loginMessages.working : ''}</p>
      {formerCommand !== undefined && requestedPath(location.search) !== undefined && <p class="banner"><span>{loginMessages.ended}</span></p>}
      {problem !== undefined && <p class="problem" role="alert"><Icon shape="warning" /> {problem}</p>}
      {server.hasPasswordLogin === true
        ? (
            <>
              <PasswordForm onLoggedIn={goOn} />
              <details><summary>{loginMessages.withLink}</summary>{link}</details>
            </>
          )
        : link}
    </main>
  )
}
