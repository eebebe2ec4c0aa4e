import type { NotLive } from '#kernel/lists.ts'
import { inWords } from '#kernel/time.ts'

/** Why an item may not be used, in a few words. */
export function notLiveText(why: NotLive): string {
  switch (why.why) {
    case 'early':
      return `${inWords(why.from)}起施行`
    case 'cancelled':
      return `${inWords(why.from)}起取消`
    case 'over':
      return `有效期到${inWords(why.lastDay)}`
    case 'article':
      return `依据的${why.ended.what}施行到${inWords(why.ended.lastDay)}`
  }
}
