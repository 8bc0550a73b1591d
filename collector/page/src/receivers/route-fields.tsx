import type { Language, Severity, Weekday } from '@mimamori/contract'
import { formatDuration } from '@mimamori/contract/format-time'
import { ChoiceField, FieldGroup, SelectField, TextField } from '../components/index.ts'
import type { Problems } from '../server/index.ts'
import { language, messages } from '../text/index.ts'
import { receiverMessages } from './messages.ts'
import type { ReceiverDraft } from './receiver-draft.ts'
import type { Field } from './refusal.ts'

interface Props {
  readonly draft: ReceiverDraft
  readonly sites: readonly string[]
  readonly problems: Problems<Field>['fields']
  readonly change: (part: Partial<ReceiverDraft>) => void
}

/** The usual intervals; the command takes any. */
const repeatSeconds = [3600, 14_400, 43_200, 86_400, 604_800]

const repeatChoices = (chosen: string): readonly (readonly [string, string])[] => {
  const seconds = [...new Set([...repeatSeconds, ...chosen === '' ? [] : [Number(chosen)]])].sort((a, b) => a - b)
  return [
    ['', receiverMessages.usual],
    ...seconds.map((each) => [String(each), receiverMessages.repeats(formatDuration(each * 1000, language))] as const)
  ]
}

/** The alerts that a receiver gets, in which language, how often, and its quiet hours. */
export const RouteFields = ({ draft, sites, problems, change }: Props) => {
  const { fields, hints, languages, weekdays } = receiverMessages
  const { severities } = messages
  const allSites = [...new Set([...sites, ...draft.sites])].sort()
  return (
    <>
      <SelectField
        id="receiver-language"
        label={fields.language}
        value={draft.language}
        choices={Object.entries(languages)}
        problem={problems.language}
        change={(chosen) => change({ language: chosen as Language })}
      />
      {allSites.length > 0 && (
        <ChoiceField
          id="receiver-sites"
          label={fields.sites}
          hint={hints.sites}
          chosen={draft.sites}
          choices={allSites.map((site) => [site, site])}
          problem={problems.sites}
          change={(chosen) => change({ sites: chosen })}
        />
      )}
      <ChoiceField
        id="receiver-severities"
        label={fields.severities}
        hint={hints.severities}
        chosen={draft.severities}
        choices={Object.entries(severities)}
        problem={problems.severities}
        change={(chosen) => change({ severities: chosen as readonly Severity[] })}
      />
      <FieldGroup id="receiver-quiet" label={fields.quietHours} hint={hints.quiet} problem={problems.quietHours}>
        <TextField
          id="receiver-quiet-from"
          type="time"
          label={fields.quietFrom}
          value={draft.quietFrom}
          change={(quietFrom) => change({ quietFrom })}
        />
        <TextField
          id="receiver-quiet-to"
          type="time"
          label={fields.quietTo}
          value={draft.quietTo}
          change={(quietTo) => change({ quietTo })}
        />
        <TextField
          id="receiver-time-zone"
          label={fields.timeZone}
          placeholder={hints.serverTimeZone}
          list="time-zones"
          value={draft.timeZone}
          change={(timeZone) => change({ timeZone })}
        />
        <datalist id="time-zones">{Intl.supportedValuesOf('timeZone').map((zone) => <option key={zone} value={zone} />)}</datalist>
        <ChoiceField
          id="receiver-quiet-days"
          label={fields.quietDays}
          hint={hints.quietDays}
          chosen={draft.quietDays}
          choices={Object.entries(weekdays)}
          change={(chosen) => change({ quietDays: chosen as readonly Weekday[] })}
        />
      </FieldGroup>
      <FieldGroup id="receiver-repeat" label={fields.repeat} problem={problems.repeatSeconds}>
        {Object.entries(severities).map(([severity, name]) => {
          const value = draft.repeat[severity as Severity]
          return (
            <SelectField
              key={severity}
              id={`receiver-repeat-${severity}`}
              label={name}
              value={value}
              choices={repeatChoices(value)}
              change={(seconds) => change({ repeat: { ...draft.repeat, [severity]: seconds } })}
            />
          )
        })}
      </FieldGroup>
      <label class="field check">
        <input
          type="checkbox"
          checked={draft.enabled}
          onChange={({ currentTarget: { checked } }) => change({ enabled: checked })}
        /> {fields.enabled}
      </label>
    </>
  )
}
