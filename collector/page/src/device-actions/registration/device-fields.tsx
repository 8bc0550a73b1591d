import type { ClientStatus } from '@mimamori/contract'
import { distinct, SelectField, TextField } from '../../components/index.ts'
import type { Problems } from '../../server/index.ts'
import { limitFields, messages } from '../../text/index.ts'
import type { DeviceField } from './device-field.ts'
import { registrationMessages } from './messages.ts'

interface Props<Name extends DeviceField> {
  readonly names: readonly Name[]
  readonly draft: Readonly<Record<Name, string>>
  readonly problems: Problems<DeviceField>['fields']
  /** Devices whose sites and roles can be chosen. */
  readonly clients: readonly ClientStatus[]
  readonly change: (part: Readonly<Partial<Record<Name, string>>>) => void
}

const placeholders: Readonly<Record<DeviceField, string>> = {
  id: 'pi-kiosk-03', name: registrationMessages.nameExample, address: '192.168.1.20', site: 'factory-1', role: 'kiosk',
  silentAfterHours: '12', downAfterMinutes: '10', downSeverity: '', scrapeUrl: 'http://192.168.1.20:9100/metrics'
}

const downSeverities = [
  ['', limitFields.wider],
  ['warning', messages.severities.warning],
  ['critical', messages.severities.critical]
] as const

/** The fields of a form about a device, in the order of their names. */
export const DeviceFields = <Name extends DeviceField>({ names, draft, problems, clients, change }: Props<Name>) => {
  const lists = { site: distinct(clients.map(({ site }) => site)), role: distinct(clients.map(({ role }) => role)) }
  const { fields, hints } = registrationMessages
  return (
    <>
      {names.map((name) => name === 'downSeverity'
        ? (
            <SelectField
              key={name}
              id={`device-${name}`}
              label={fields[name]}
              hint={hints[name]}
              problem={problems[name]}
              value={draft[name]}
              choices={downSeverities}
              change={(value) => change({ [name]: value } as Partial<Record<Name, string>>)}
            />
          )
        : (
            <TextField
              key={name}
              id={`device-${name}`}
              label={fields[name]}
              hint={hints[name]}
              problem={problems[name]}
              placeholder={placeholders[name]}
              value={draft[name]}
              change={(value) => change({ [name]: value } as Partial<Record<Name, string>>)}
              {...name in lists && { list: `device-known-${name}` }}
            />
          ))}
      {Object.entries(lists).map(([name, values]) => (
        <datalist key={name} id={`device-known-${name}`}>
          {values.map((value) => <option key={value} value={value} />)}
        </datalist>
      ))}
    </>
  )
}
