/**
 * Where the collector runs, for the commands that the page shows: in the attribute `data-server` of its first element, as JSON. Who is not
 * logged in gets the command, and no place in it.
 */
export interface ServerPlace {
  /** Calls the command `mimamori` for this collector; its words follow. */
  readonly command: string
  /** The account that the command is for; absent where any that may use sudo will do. */
  readonly user?: string
  readonly dataDirectory: string
  /** Where a user has a password: the login page then asks for it. */
  readonly hasPasswordLogin?: true
}
