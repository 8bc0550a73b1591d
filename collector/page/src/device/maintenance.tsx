import type { ClientStatus } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { EnrollButton } from '../enrollment/enroll-button.tsx'
import { EnrollmentDialog } from '../enrollment/enrollment-dialog.tsx'
import type { Fleet } from '../fleet/fleet.ts'
import { CopyLine } from '../parts/copy-line.tsx'
import { server } from '../parts/server-place.ts'
import { words } from '../words.ts'
import { isServerItself, reachAddress } from './reach-address.ts'

const tool = `${server.command} devices`

/** How to get onto the device, and the exact commands of what is done most. */
export const Maintenance = ({ client, fleet }: { client: ClientStatus, fleet: Fleet }) => {
  const { clientId: id, state } = client
  const address = reachAddress(client)
  const [isReplacing, setIsReplacing] = useState(false)
  return (
    <div>
      <section aria-label={words.device.reach}>
        <h2>{words.device.reach}</h2>
        {address === undefined
          ? <><p>{words.device.noAddress(server.user)}</p><CopyLine command={`${tool} set ${id} --address 192.168.1.20`} /></>
          : isServerItself(client.address)
            ? <OwnMachine />
            : (
                <>
                  <p>{words.device.reachHint}</p>
                  <CopyLine what={words.commands.login} command={`ssh ${address}`} />
                  <CopyLine what={words.commands.journal} command={`ssh -t ${address} sudo journalctl -u mimamori-agent -n 50 --no-pager`} />
                  <CopyLine what={words.commands.restart} command={`ssh -t ${address} sudo systemctl restart mimamori-agent`} />
                </>
              )}
      </section>
      <section aria-label={words.device.maintenance}>
        <h2>{words.device.maintenance}</h2>
        {isReplaceable(client) && <><p>{words.enrollment.replaceHint}</p><EnrollButton isReplacing open={() => setIsReplacing(true)} /></>}
        {isReplacing && <EnrollmentDialog key="replacing" fleet={fleet} replaced={id} close={() => setIsReplacing(false)} />}
        <p>{words.device.maintenanceHint(server.user)}</p>
        {commandsFor(state).map((verb) => <CopyLine key={verb} what={words.commands[verb]} command={`${tool} ${verb} ${id}`} />)}
      </section>
    </div>
  )
}

/** The server's own device has no unit where `npm start` runs its agent. */
const OwnMachine = () => (
  <>
    <p>{words.device.ownMachine}</p>
    <CopyLine what={words.commands.startedLog} command={`tail -n 50 ${server.dataDirectory}/logs/agent.log`} />
    <CopyLine what={words.commands.unitLog} command="sudo journalctl -u mimamori-agent -n 50 --no-pager" />
  </>
)

/** A device that does not report, and is to. */
const isReplaceable = ({ freshness, state }: ClientStatus): boolean => freshness !== 'fresh' && state !== 'retired' && state !== 'revoked'

type Verb = 'show' | 'pause' | 'resume' | 'rotate' | 'revoke' | 'retire'

/** Only what the device's state allows. */
const commandsFor = (state: ClientStatus['state']): readonly Verb[] => {
  if (state === 'retired' || state === 'revoked') return ['show', 'rotate']
  return ['show', state === 'paused' ? 'resume' : 'pause', 'rotate', 'revoke', 'retire']
}
