/** Length of a stream in UTF-16 units: the largest Secret is 1 MiB, and trees of them are read file by file. */
export const MAX_STREAM_LENGTH: number = 64 * 1024 * 1024
/** Collections inside one another; a parser that recurses survives ten times as many. */
export const MAX_DEPTH = 256
/** Tokens of a stream: more than half a million pairs, about 1 GB while they are held. */
export const MAX_TOKENS = 4_000_000
/** Nodes reached a second time through aliases and merge keys, against documents that unfold. */
export const MAX_ALIASED_NODES = 1_000_000
/** Length of a key on one line; YAML readers give up looking for its `:` after 1,024 characters. */
export const MAX_KEY_LENGTH = 1000
