import { linkOrigin } from '../platform/config/origin.ts'
import type { Config } from '../platform/config/settings.ts'

/** The page that exchanges the code. Browsers send a fragment to no server, so that it is in no log. */
const loginPath = '/admin/login#'

/** `host` is the Host header of the request for the link. */
export const loginLink = (config: Config, host: string | undefined, code: string): string =>
  `${linkOrigin(config, host)}${loginPath}${code}`
