import type { ClientStatus } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { CopyLine } from '../../components/copy-line.tsx'
import { TextField } from '../../components/field.tsx'
import { enrollmentMessages } from './messages.ts'
import { scriptCommand } from './script-command.ts'

const text = enrollmentMessages

interface Props {
  readonly id: string
  readonly client: ClientStatus | undefined
  readonly isReplaced: boolean
}

/** What adds the device from the administrator's own computer, by the account that lets the server in, where that cannot log in yet. */
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
