import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { messages } from '../text/index.ts'
import { Labelled } from './labelled.tsx'

/** The fields that narrow a list. */
export const Filters = ({ children }: { readonly children: ComponentChildren }) => (
  <form class="filters" role="search" aria-label={messages.filters} onSubmit={(event) => event.preventDefault()}>{children}</form>
)

interface FilterProps {
  readonly value: string | undefined
  /** Undefined removes the filter. */
  readonly change: (value: string | undefined) => void
}

interface NameFilterProps extends FilterProps {
  readonly label: string
  readonly placeholder: string
  readonly choices?: readonly { readonly clientId: string, readonly name: string | null }[]
}

/** A whole name, since the server searches for that. */
export const NameFilter = ({ label, value = '', placeholder, choices, change }: NameFilterProps) => {
  const id = useId()
  const onChange = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => change(currentTarget.value.trim() || undefined)
  return (
    <>
      <Labelled label={label}>
        <input type="search" list={choices && id} value={value} placeholder={placeholder} autocomplete="off" onChange={onChange} />
      </Labelled>
      {choices && (
        <datalist id={id}>
          {choices.map(({ clientId, name }) => <option key={clientId} value={clientId}>{name}</option>)}
        </datalist>
      )}
    </>
  )
}

/** A device by its ID. */
export const DeviceFilter = (props: Omit<NameFilterProps, 'label' | 'placeholder'>) =>
  <NameFilter label={messages.device} placeholder="pi-kiosk-03" {...props} />

/** A site of the devices, or the one that was chosen. */
export const SiteFilter = ({ value, devices, change }: FilterProps & { readonly devices: readonly { readonly site: string }[] }) => (
  <Labelled label={messages.site}>
    <select value={value ?? ''} onChange={({ currentTarget }) => change(currentTarget.value || undefined)}>
      <option value="">{messages.anySite}</option>
      {distinct([...devices.map(({ site }) => site), value ?? '']).map((site) => <option key={site}>{site}</option>)}
    </select>
  </Labelled>
)

/** Each once, in order, without the empty one. */
export const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].filter((value) => value !== '').sort()
