import type { RunHost } from '@mimamori/contract'
import { memo } from 'preact/compat'
import { Link, useGrowing } from '../components/index.ts'
import { HostBadge } from './badges.tsx'
import { HostMessage } from './host-message.tsx'
import { updateMessages } from './messages.ts'
import { hostCondition } from './run-condition.ts'
import { formatHostDuration, formatRevisions, type RunSubject } from './run-messages.ts'

const { columns } = updateMessages

interface HostListProps extends RunSubject {
  readonly hosts: readonly RunHost[]
  readonly ended: boolean
  /** A device's own name, if it has one. */
  readonly nameOf: (host: string) => string | null | undefined
}

/** A line for every host: lines on a wide window, cards on a phone. */
export const HostList = ({ hosts, kind, action, ended, nameOf }: HostListProps) => {
  const count = useGrowing(hosts.length)
  return (
    <div class="hosts">
      <div class="heads">
        {(['device', 'outcome', 'revision', 'duration', 'message'] as const).map((column) => <span key={column}>{columns[column]}</span>)}
      </div>
      <ul>
        {hosts.slice(0, count).map((host) => (
          <HostRow
            key={host.host}
            host={host}
            kind={kind}
            action={action}
            ended={ended}
            name={nameOf(host.host) ?? null}
          />
        ))}
      </ul>
    </div>
  )
}

const Row = ({ host, kind, action, ended, name }: { host: RunHost, ended: boolean, name: string | null } & RunSubject) => {
  const condition = hostCondition(host, { ended })
  const place = [
    name === null ? '' : host.host,
    host.enrolled ? '' : updateMessages.notEnrolled,
    (host.attempt ?? 1) > 1 ? updateMessages.attempt(host.attempt!) : ''
  ].filter(Boolean)
  const [revision, duration] = [formatRevisions(host), formatHostDuration(host)]
  return (
    <li class={`host ${condition}`}>
      <div class="which">
        {host.enrolled ? <Link to={`/admin/devices/${host.host}`}>{name ?? host.host}</Link> : <b>{host.host}</b>}
        <span class="place">{place.join(' · ')}</span>
      </div>
      <div><HostBadge condition={condition} kind={kind} action={action} /></div>
      <div class="revisions" title={[host.fromRevision, host.toRevision].filter(Boolean).join(' → ')}>
        {revision !== '' && <><span class="label">{columns.revision}</span> {revision}</>}
      </div>
      <div class="duration">{duration !== '' && <><span class="label">{columns.duration}</span> {duration}</>}</div>
      <div class="message"><HostMessage host={host} /></div>
    </li>
  )
}

const HostRow = memo(Row)
