/** Where a command reads from. */
export interface Input {
  /** Whether a person sits at the other end. */
  readonly isTTY: boolean
  /** The bytes, once. */
  chunks(): AsyncIterable<Uint8Array>
  /**
   * Switches echo and line editing of the terminal off (`true`) and on again.
   *
   * Absent when {@link Input.isTTY} is `false`.
   */
  setRawMode?(raw: boolean): void
}

/** Where a command writes to. */
export interface Output {
  readonly isTTY: boolean
  /** Resolves when the bytes are handed over; rejects when the other end is gone or full. */
  write(data: string | Uint8Array): Promise<void>
}

/** Everything a command may know of the world; `bin.ts` makes the real one. */
export interface Io {
  /** Arguments without the program's name. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute. */
  readonly cwd: string
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly now: () => Date
  /**
   * From the first call on, SIGINT and SIGTERM abort this signal instead of ending the process.
   *
   * A command that calls it promises to end soon after.
   */
  readonly interruption: () => AbortSignal
}
