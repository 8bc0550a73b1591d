import type { CollectorClient } from './collector-client.ts'

/**
 * Why the server's clock cannot be trusted and what to do, in the collector's words; undefined if it can, or if the collector does
 * not answer.
 */
export const askClockDoubt = async (client: Pick<CollectorClient, 'get'>): Promise<string | undefined> => {
  try {
    const { body } = await client.get('/readyz')
    const { reasons } = (body ?? {}) as { readonly reasons?: readonly { readonly code: string, readonly message: string }[] }
    return reasons?.find(({ code }) => code === 'CLOCK_UNTRUSTED')?.message
  } catch {
    return undefined
  }
}
