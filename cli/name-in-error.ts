import { WaxsealError } from '../src/errors.ts'

/** Runs `work`; an error of ours gets the name of what was being worked on in front of its message. */
export async function nameInError<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof WaxsealError) || error.message.startsWith(`${name}:`)) throw error
    throw new WaxsealError(error.code, `${name}: ${error.message}`, {
      retryable: error.retryable,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    })
  }
}
