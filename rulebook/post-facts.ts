import type { Directory, PostFacts } from '#kernel/vocabulary.ts'

/** A post as the directory of the day knows it, whichever unit it is in; undefined for one that is no more. */
export const postFacts = (directory: Directory, id: string): PostFacts | undefined =>
  directory.postsOf(directory.unitOfPost(id) ?? '').find((post) => post.id === id)
