import type { ClientStatus } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { CopyLine, TextField } from '../../components/index.ts'
import { enrollmentMessages } from './messages.ts'
import { scriptCommand } from './script-command.ts'

const text = enrollmentMessages

interface Props {
  readonly id: string
  readonly client: ClientStatus | undefined
  readonly isReplaced: boolean
}

/** Adds the device from the administrator's own computer, by an account that lets the server in if it cannot log in yet. */
export const ScriptLine = ({ id, client, isReplaced }: Props) => {
  const [user, setUser] = useState('')
  return (
    <>
      <p>{text.overSsh}</p>
      <TextField id="enrollment-user" label={text.user} hint={text.userHint} placeholder="pi" value={user} change={setUser} />
      <p>{text.onComputer}</p>
      <CopyLine command={scriptCommand(id, client ?? {}, { isReplaced, user: user.trim() })} />
    </>
  )
}
