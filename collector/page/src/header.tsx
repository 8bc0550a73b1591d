import type { AlertingStatus } from '@mimamori/contract'
import { placesFor } from '@mimamori/contract/frame'
import { alertMessages } from './alerts/messages.ts'
import { followHere, Icon, LanguageSwitch, Link } from './components/index.ts'
import { AccountButton } from './people/account-button.tsx'
import { logOut, useRole } from './server/index.ts'
import { frame, messages } from './text/index.ts'

/** Pages that the script draws without the server. */
const drawnHere: readonly string[] = ['devices', 'updates', 'content', 'alerts', 'logs', 'audit']

/** The number of firing alerts that need somebody, in the colour of the worst. */
const AlertCount = ({ firing: { critical, warning } }: Pick<AlertingStatus, 'firing'>) => critical + warning === 0
  ? null
  : (
      <>
        {' '}
        <span class={`badge ${critical > 0 ? 'critical' : 'warning'}`}>
          {critical + warning}
          <span class="hidden"> {alertMessages.firing}</span>
        </span>
      </>
    )

/** A page belongs to the place that its path is in. */
const isCurrent = (href: string, path: string): boolean => path === href || (href !== '/admin' && path.startsWith(`${href}/`))

interface Props {
  readonly path: string
  readonly alerting: AlertingStatus | undefined
}

export const Header = ({ path, alerting }: Props) => {
  const role = useRole()
  return (
    <header class="top">
      {path === '/admin' ? <a class="skip" href="#list">{messages.skipToList}</a> : <a class="skip" href="#main">{frame.skip}</a>}
      <Link class="brand" to="/admin"><Icon shape="eye" /> {frame.product}</Link>
      <nav class="places" aria-label={frame.pages}>
        {placesFor(role).map(([href, name]) => (
          <a
            key={href}
            href={href}
            {...drawnHere.includes(name) ? { onClick: followHere } : {}}
            aria-current={isCurrent(href, path) ? 'page' : undefined}
          >
            {frame[name]}
            {name === 'alerts' && alerting && <AlertCount firing={alerting.firing} />}
          </a>
        ))}
      </nav>
      <div class="tools">
        <LanguageSwitch />
        <AccountButton />
        <button type="button" class="quiet" onClick={() => void logOut()}>{frame.logOut}</button>
      </div>
    </header>
  )
}
