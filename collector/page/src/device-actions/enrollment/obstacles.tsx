import type { EnrollmentObstacles } from '@mimamori/contract'
import { CopyLine } from '../../components/index.ts'
import { messages } from '../../text/index.ts'
import { enrollmentMessages } from './messages.ts'

const text = enrollmentMessages

interface Props {
  readonly obstacles: EnrollmentObstacles
}

/** The obstacles to devices that enroll themselves, each with its remedy. */
export const Obstacles = ({ obstacles: { codes, restart, publish } }: Props) => {
  const ofAddress = codes.filter((code) => code !== 'agent' && code !== 'authority')
  return (
    <section class="obstacles" role="alert">
      {(ofAddress.length > 0 || publish !== null) && <p class="problem">{text.obstacles}</p>}
      <ol>
        {ofAddress.length > 0 && (
          <li>
            {ofAddress.map((code) => <p key={code}>{text.obstacle[code]}</p>)}
            {restart && <Restart {...restart} isOpen={codes.includes('http')} />}
          </li>
        )}
        {publish !== null && <li>{text.obstacle.agent}<CopyLine command={publish} /></li>}
        {codes.includes('authority') && <li>{text.obstacle.authority}</li>}
      </ol>
    </section>
  )
}

/** `isOpen`: without https. */
const Restart = (
  { by, settings, command, secrets, isOpen }: NonNullable<EnrollmentObstacles['restart']> & { readonly isOpen: boolean }
) => (
  <>
    <p>{text.restart[by]}</p>
    {by !== 'npm' && <>{settings.map((line) => <CopyLine key={line} command={line} />)}<p>{text.apply}</p></>}
    <CopyLine command={command} />
    {settings.some((line) => line.includes('ADDRESS')) && <p>{text.fillIn}</p>}
    {secrets.length > 0 && <p>{text.secrets(secrets.join(messages.comma))}</p>}
    {isOpen && <p class="label">{text.trust}</p>}
  </>
)
