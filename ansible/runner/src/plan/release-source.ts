import type { InventoryHost } from './inventory/inventory.ts'

/** The source of a host's release: the role's `release_source`. */
export type ReleaseSource =
  | { readonly type: 'git', readonly repository: string, readonly reference: string }
  | { readonly type: 'archive', readonly revision: string }

const stringAt = (record: Readonly<Record<string, unknown>>, name: string): string | undefined =>
  typeof record[name] === 'string' && record[name] !== '' ? record[name] : undefined

/** A host's source with the wanted revision; undefined if it cannot be read from the variables without Ansible. */
export const sourceOf = ({ variables }: InventoryHost, reference: string | undefined): ReleaseSource | undefined => {
  const source = variables.release_source
  if (typeof source !== 'object' || source === null) return undefined
  const record = source as Readonly<Record<string, unknown>>
  const revision = reference ?? stringAt(variables, 'release_revision') ?? stringAt(record, 'revision')
  if (record.type === 'git') {
    const repository = stringAt(record, 'repository')
    if (repository === undefined || revision === undefined || `${repository}${revision}`.includes('{{')) return undefined
    return { type: 'git', repository, reference: revision }
  }
  const archived = stringAt(record, 'revision') ?? stringAt(record, 'sha256')?.slice(0, 12)
  return record.type === 'archive' && archived !== undefined ? { type: 'archive', revision: archived } : undefined
}

/** The variable whose revision YAML does not read as text, such as 1.10 as the number 1.1; undefined if `reference` replaces it. */
export const notTextIn = (
  { variables }: InventoryHost, reference: string | undefined
): { readonly name: string, readonly value: unknown } | undefined => {
  const { type, revision } = (variables.release_source ?? {}) as Readonly<Record<string, unknown>>
  const written = [
    ...type === 'git' && reference !== undefined ? [] : [{ name: 'release_source.revision', value: revision }],
    ...reference === undefined ? [{ name: 'release_revision', value: variables.release_revision }] : []
  ]
  return written.find(({ value }) => typeof value === 'number' || typeof value === 'boolean')
}

/** The name of a host's release; undefined if its variables have none. */
export const releaseOf = ({ variables }: InventoryHost): string | undefined => stringAt(variables, 'release_name')
