import { userInfo } from 'node:os'

/** The account that this process runs under; one without a name, as in some containers, by its number. */
export const processAccount = (): string => {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.())
  }
}

/** The account that ran the command: behind sudo, the one that called it (sudo(8), SUDO_USER). */
export const callingAccount = ({ SUDO_USER: caller }: Readonly<Record<string, string | undefined>> = process.env): string =>
  caller || processAccount()
