/** One of the programs or ways that a row compares. */
export interface Contestant {
  readonly name: string
  /** Does the work once; what it takes is measured from outside. */
  readonly run: () => void | Promise<void>
}

/** What a row needs while it is measured. */
export interface Arena {
  readonly contestants: readonly Contestant[]
  /** Versions of the programs beside Node and waxseal, by name. */
  readonly versions: Readonly<Record<string, string>>
  /** Removes what was made. */
  readonly close: () => void | Promise<void>
}

/** One line of the promises in docs/design.md, and how it is measured. */
export interface Row {
  /** Name on the command line and of the file in `bench/results/`. */
  readonly id: string
  readonly title: string
  /** The contestant that the others are divided by. */
  readonly baseline: string
  /** What was promised, in words. */
  readonly goal: string
  readonly open: () => Promise<Arena>
}
