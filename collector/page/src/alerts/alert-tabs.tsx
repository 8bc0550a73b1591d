import { Link } from '../components/index.ts'
import { frame } from '../text/index.ts'
import { alertMessages } from './messages.ts'

const tabs = [['/admin/alerts', 'alerts'], ['/admin/alerts/silences', 'silences'], ['/admin/alerts/receivers', 'receivers']] as const

/** The title of the pages about alerts, and the way from one to the other. */
export const AlertTabs = ({ current }: { readonly current: typeof tabs[number][1] }) => (
  <>
    <h1>{frame.alerts}</h1>
    <nav class="tabs" aria-label={frame.alerts}>
      {tabs.map(([href, name]) => (
        <Link key={href} to={href} aria-current={name === current ? 'page' : undefined}>
          {alertMessages.tabs[name]}
        </Link>
      ))}
    </nav>
  </>
)
