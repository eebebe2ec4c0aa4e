/** What this machine keeps over reloads and without a network, by key. */
export interface Shelf {
  read<T>(key: string): Promise<T | undefined>
  /** Everything whose key begins so, in the order of the keys. */
  all<T>(prefix: string): Promise<readonly T[]>
  /** Puts and drops all of it or nothing. */
  change(put: Readonly<Record<string, unknown>>, drop?: readonly string[]): Promise<void>
}

const DATABASE = 'luoshi'
const STORE = 'shelf'

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('本机存储没有应答')))
  })

let opened: Promise<IDBDatabase> | undefined
function database(): Promise<IDBDatabase> {
  if (opened) return opened
  const asked = indexedDB.open(DATABASE, 1)
  asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(STORE))
  const opening = answered(asked)
  opened = opening
  // Closed under us, or never opened: the next call tries anew.
  const anew = (): void => {
    opened = undefined
  }
  opening.then((db) => db.addEventListener('close', anew), anew)
  return opening
}

const under = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uFFFF`)

/** The browser's own shelf, in IndexedDB: every page of this site in this browser has the same. */
export const shelf: Shelf = {
  async read<T>(key: string) {
    const store = (await database()).transaction(STORE).objectStore(STORE)
    return answered(store.get(key) as IDBRequest<T | undefined>)
  },
  async all<T>(prefix: string) {
    const store = (await database()).transaction(STORE).objectStore(STORE)
    return answered(store.getAll(under(prefix)) as IDBRequest<T[]>)
  },
  async change(put, drop = []) {
    const transaction = (await database()).transaction(STORE, 'readwrite', { durability: 'strict' })
    const store = transaction.objectStore(STORE)
    for (const key of drop) store.delete(key)
    for (const [key, value] of Object.entries(put)) store.put(value, key)
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      const failed = (): void => reject(transaction.error ?? new Error('没有写进本机存储'))
      transaction.addEventListener('abort', failed)
      transaction.addEventListener('error', failed)
    })
  },
}

/** Of what is begun or confirmed in the field: what was taken for it. */
interface Begun {
  readonly taken: readonly { readonly id: string }[]
}

/** What a person has begun or confirmed on this machine and not handed in yet. */
const begunBy = async (person: string, on: Shelf): Promise<readonly Begun[]> =>
  (await Promise.all([on.all<Begun>(`draft/${person}/`), on.all<Begun>(`act/${person}/`)])).flat()

/** How many acts in the field a person has not handed in yet. */
export const leftInField = async (person: string, on: Shelf = shelf): Promise<number> =>
  (await begunBy(person, on)).length

/**
 * Leaves nothing of the field on this machine: whoever takes it up next finds neither the cases nor what this person took there. What others
 * have not handed in yet stays theirs.
 */
export async function forgetField(person: string): Promise<void> {
  const taken = (await begunBy(person, shelf)).flatMap((one) => one.taken.map(({ id }) => `bytes/${id}`))
  await shelf.change({}, taken)
  const store = (await database()).transaction(STORE, 'readwrite').objectStore(STORE)
  const mine = ['new', 'made', 'draft', 'act', 'done'].map((kind) => `${kind}/${person}/`)
  const all = ['kept/', ...mine]
  await Promise.all(all.map((prefix) => answered(store.delete(under(prefix)))))
}
