/** Where the Debian package has a file that the set-up of a checkout writes below /etc. systemd reads both, first the one in /etc. */
export const packagedPath = (path: string): string =>
  path.replace(/^\/etc\/(?=(?:systemd\/system|sysusers\.d|tmpfiles\.d)\/)/, '/usr/lib/')
