import { networkInterfaces } from 'node:os'

/** An address of this machine in a network, if it has one: not a lab's, whose bridge (`ml` and a process id) goes with it. */
export const lanAddress = Object.entries(networkInterfaces()).filter(([name]) => !/^ml\d/.test(name))
  .flatMap(([, found]) => found ?? []).find(({ family, internal }) => family === 'IPv4' && !internal)?.address
