import type { ClientStatus } from '@mimamori/contract'
import { SelectField, TextField } from '../../components/field.tsx'
import type { Problems } from '../../server/problems.ts'
import { registrationMessages } from './messages.ts'
import { messages } from '../../text/messages.ts'
import type { DeviceField } from './device-field.ts'
import { limitFields } from '../../text/limit-messages.ts'

interface Props<Name extends DeviceField> {
  readonly names: readonly Name[]
  readonly draft: Readonly<Record<Name, string>>
  readonly problems: Problems<DeviceField>['fields']
  /** Their sites and roles can be chosen. */
  readonly clients: readonly ClientStatus[]
  readonly change: (part: Readonly<Partial<Record<Name, string>>>) => void
}

const placeholders: Readonly<Record<DeviceField, string>> = {
  id: 'pi-kiosk-03', name: registrationMessages.nameExample, address: '192.168.1.20', site: 'factory-1', role: 'kiosk', silentAfterHours: '12', downAfterMinutes: '10', downSeverity: '', scrapeUrl: 'http://192.168.1.20:9100/metrics'
}

/** What those that are there already have, to choose from. */
const known = (values: readonly string[]): readonly string[] => [...new Set(values)].filter((value) => value !== '').sort()

const downSeverities = [['', limitFields.wider], ['warning', messages.severities.warning], ['critical', messages.severities.critical]] as const

/** The fields of a form about a device, in the order of their names. */
export const DeviceFields = <Name extends DeviceField>({ names, draft, problems, clients, change }: Props<Name>) => {
  const lists = { site: known(clients.map(({ site }) => site)), role: known(clients.map(({ role }) => role)) }
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
      {Object.entries(lists).map(([name, values]) => <datalist key={name} id={`device-known-${name}`}>{values.map((value) => <option key={value} value={value} />)}</datalist>)}
    </>
  )
}
