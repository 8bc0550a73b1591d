/**
 * The place of the collector, for the commands that the page shows: in the attribute `data-server` of its first element, as JSON. A person
 * who is not logged in gets the command, but no place in it.
 */
export interface ServerInfo {
  /** Calls the command `mimamori` for this collector; its words follow. */
  readonly command: string
  /** The account that the command is for; absent if any that may use sudo will do. */
  readonly user?: string
  readonly dataDirectory: string
  /** Set if a user has a password: the login page then asks for it. */
  readonly hasPasswordLogin?: true
}
