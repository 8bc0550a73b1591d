import type { ClientStatus, ContentTargets } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { ChoiceField } from '../../components/index.ts'
import { contentMessages } from '../messages.ts'

interface Props {
  readonly targets: ContentTargets
  readonly clients: readonly ClientStatus[]
  readonly change: (targets: ContentTargets) => void
}

const choicesOf = (values: readonly string[], chosen: readonly string[]): readonly (readonly [string, string])[] =>
  [...new Set([...values, ...chosen])].filter((value) => value !== '').sort().map((value) => [value, value])

/** The devices that a set is for: all, or each that a site, a role, a label or an ID names. */
export const TargetFields = ({ targets, targets: { all = false }, clients, change }: Props) => {
  const inUse = clients.filter(({ state }) => !isOutOfUse(state))
  const { kinds } = contentMessages
  const lists = [
    ['sites', kinds.site, inUse.map(({ site }) => site)],
    ['roles', kinds.role, inUse.map(({ role }) => role)],
    ['labels', kinds.label, inUse.flatMap(({ labels }) => Object.entries(labels).map(([name, value]) => `${name}=${value}`))]
  ] as const
  const names = new Map(inUse.map(({ clientId, name }) => [clientId, name]))
  const devices = choicesOf([...names.keys()], targets.devices ?? [])
    .map(([id]) => [id, names.get(id) ? `${names.get(id)} (${id})` : id] as const)
  return (
    <fieldset class="field group targets">
      <legend>{contentMessages.targets}</legend>
      <label>
        <input type="checkbox" checked={all} onChange={({ currentTarget: { checked } }) => change(checked ? { all: true } : {})} />{' '}
        {contentMessages.allDevices}
      </label>
      {!all && lists.map(([key, label, values]) => {
        const chosen = targets[key] ?? []
        const choices = choicesOf(values, chosen)
        return choices.length > 0 && (
          <ChoiceField
            key={key}
            id={`content-${key}`}
            label={label}
            chosen={chosen}
            choices={choices}
            change={(next) => change({ ...targets, [key]: [...next] })}
          />
        )
      })}
      {!all && (
        <details open={(targets.devices ?? []).length > 0}>
          <summary>{kinds.device}</summary>
          <ChoiceField
            id="content-devices"
            label={kinds.device}
            chosen={targets.devices ?? []}
            choices={devices}
            change={(next) => change({ ...targets, devices: [...next] })}
          />
        </details>
      )}
    </fieldset>
  )
}
