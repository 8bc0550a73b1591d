import { useEffect, useState } from 'preact/hooks'
import { getJson } from './get-json.ts'

/** The role of who is logged in; undefined while loading. */
export const useRole = (): string | undefined => {
  const [role, setRole] = useState<string>()
  useEffect(() => {
    void getJson<{ readonly operator: { readonly role: string } }>('/api/session').then((found) => { if (found) setRole(found.operator.role) })
  }, [])
  return role
}
