import type { ClientStatus, EnrollmentToken } from '@mimamori/contract'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CopyLine, followHere, Icon, Problem, TextField, useNow } from '../../components/index.ts'
import { answerOf, refusalIn, refusalOf, send, type Fleet } from '../../server/index.ts'
import { messages } from '../../text/index.ts'
import { enrollmentMessages } from './messages.ts'
import { Obstacles } from './obstacles.tsx'
import { scriptCommand } from './script-command.ts'

const text = enrollmentMessages

/** As long as a token is valid: the browser's idea of the server's time may be some seconds late. */
const longestMinutes = 30

interface Props {
  readonly id: string
  readonly isReplaced: boolean
  readonly fleet: Fleet
  readonly close: () => void
  /** Begins with the next device. */
  readonly another?: (() => void) | undefined
}

/** The line for the device, and then the news that it is online, as soon as the fleet's stream has it. */
export const SetUp = ({ id, isReplaced, fleet, close, another }: Props) => {
  const [token, setToken] = useState<EnrollmentToken>()
  const [problem, setProblem] = useState<string>()
  /** Earlier reports are the old card's. */
  const [lastSeenBefore] = useState(() => fleet.clients.get(id)?.lastSeen ?? null)
  const serverNowMs = useNow(1000) + fleet.clockOffsetMs
  const create = async () => {
    const sent = await send<EnrollmentToken>('POST', `/api/clients/${id}/enrollment-token`, {})
    const created = answerOf(sent)
    setToken(created)
    setProblem(created ? undefined : refusalOf(refusalIn(sent)))
  }
  useEffect(() => { void create() }, [])
  const client = fleet.clients.get(id)
  const isOnline = client?.freshness === 'fresh' && client.lastSeen !== lastSeenBefore

  if (isOnline) return <Online id={id} close={close} another={another} />
  return (
    <>
      <Problem text={problem} />
      {token === undefined && problem === undefined && <p>{text.preparing}</p>}
      {token && (
        <Line
          id={id}
          token={token}
          client={client}
          isReplaced={isReplaced}
          minutesLeft={Math.min(longestMinutes, Math.ceil((Date.parse(token.expiresAt) - serverNowMs) / 60_000))}
        />
      )}
      {isReplaced && <p>{text.oldKey}</p>}
      {token?.command !== undefined && token.command !== null && <p class="label" role="status"><Icon shape="pending" /> {text.waiting}</p>}
      <p class="actions">
        {(token !== undefined || problem !== undefined) && (
          <button type="button" onClick={() => void create()}>
            {token?.command === null ? text.checkAgain : text.renew}
          </button>
        )}
        <button type="button" onClick={close}>{messages.close}</button>
      </p>
    </>
  )
}

interface LineProps {
  readonly id: string
  readonly token: EnrollmentToken
  readonly client: ClientStatus | undefined
  readonly isReplaced: boolean
  readonly minutesLeft: number
}

/** The command for the device, or the steps that the server still needs; and the script that does the same from elsewhere. */
const Line = ({ id, token, client, isReplaced, minutesLeft }: LineProps) => {
  if (token.command === null) return <Obstacles obstacles={token.obstacles} />
  if (minutesLeft <= 0) return <p class="problem" role="alert">{text.expired}</p>
  return (
    <>
      {token.obstacles.codes.includes('authority') && <p class="problem">{text.obstacle.authority}</p>}
      <p>{text.paste(id)}</p>
      <CopyLine command={token.command} />
      <p class="label">{text.timeLeft(minutesLeft)}</p>
      <ScriptLine id={id} client={client} isReplaced={isReplaced} />
    </>
  )
}

export const Online = ({ id, close, another }: Pick<Props, 'id' | 'close' | 'another'>) => {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => { link.current?.focus() }, [])
  return (
    <>
      <p role="status"><span class="badge fresh"><Icon shape="fresh" /> {messages.conditions.fresh}</span> {text.online(id)}</p>
      <p class="actions">
        <a ref={link} href={`/admin/devices/${id}`} onClick={(event) => { close(); followHere(event) }}>{text.open}</a>
        {another && <button type="button" onClick={another}>{text.another}</button>}
        <button type="button" onClick={close}>{messages.close}</button>
      </p>
    </>
  )
}

interface ScriptLineProps {
  readonly id: string
  readonly client: ClientStatus | undefined
  readonly isReplaced: boolean
}

/** Adds the device from the administrator's own computer, by an account that lets the server in if it cannot log in yet. */
const ScriptLine = ({ id, client, isReplaced }: ScriptLineProps) => {
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
