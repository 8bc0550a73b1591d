/** A step as a person reads it: the task's own name, of `role : file | task` as Ansible has it. */
export const stepWords = (step: string): string => /^\S+ : \S+ \| (.+)$/.exec(step)?.[1] ?? step
