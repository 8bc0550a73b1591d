const name = 'mimamori-command'

/**
 * Stores the command for another login link: the login, which names no place of the server, shows it once the session has
 * ended.
 */
export const keepCommand = (storage: Pick<Storage, 'setItem'>, command: string): void => storage.setItem(name, command)

/** For a person who logs out: the next reader of this browser learns nothing. */
export const forgetCommand = (storage: Pick<Storage, 'removeItem'>): void => storage.removeItem(name)

/** The stored command: somebody was logged in here, and did not log out. */
export const readFormerCommand = (storage: Pick<Storage, 'getItem'>): string | undefined => storage.getItem(name) ?? undefined
