import { useState } from 'preact/hooks'
import { Dialog } from '../components/index.ts'
import { useLogin } from '../server/index.ts'
import { accountMessages } from './messages.ts'
import { ChangePassword } from './change-password.tsx'

/** The name of the user who is logged in, who sets the password here; nothing if the login goes back to a token. */
export const AccountButton = () => {
  const login = useLogin()
  const [isOpen, setIsOpen] = useState(false)
  // Set here since the login was asked for.
  const [hasSet, setHasSet] = useState(false)
  if (!login?.user) return null
  const { operator: { name }, user: { hasPassword } } = login
  return (
    <>
      <button type="button" class="quiet" title={accountMessages.hint} onClick={() => setIsOpen(true)}>{name}</button>
      {isOpen && (
        <Dialog title={accountMessages.title(name)} close={() => setIsOpen(false)}>
          {(shut) => <ChangePassword name={name} hasPassword={hasPassword || hasSet} shut={shut} done={() => setHasSet(true)} />}
        </Dialog>
      )}
    </>
  )
}
