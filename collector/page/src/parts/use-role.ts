import { useEffect, useState } from 'preact/hooks'
import { logInAndReturn } from './session.ts'

/** The role of who is logged in; undefined while loading. */
export const useRole = (): string | undefined => {
  const [role, setRole] = useState<string>()
  useEffect(() => {
    const load = async () => {
      const answer = await fetch('/api/session').catch(() => undefined)
      if (answer?.status === 401) logInAndReturn()
      if (answer?.ok) setRole((await answer.json() as { readonly operator: { readonly role: string } }).operator.role)
    }
    void load()
  }, [])
  return role
}
