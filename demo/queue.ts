/** Takes out the earliest first; of equals the one put in first. A binary heap. */
export class Queue<T> {
  readonly #heap: { readonly key: string; readonly order: number; readonly value: T }[] = []
  #order = 0

  get size(): number {
    return this.#heap.length
  }

  /** `key` compares as a string, as instants do. */
  push(key: string, value: T): void {
    const heap = this.#heap
    heap.push({ key, order: this.#order++, value })
    let at = heap.length - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!this.#before(at, above)) return
      this.#swap(at, above)
      at = above
    }
  }

  peek(): string | undefined {
    return this.#heap[0]?.key
  }

  pop(): T | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined) return undefined
    if (heap.length === 0) return first.value
    heap[0] = last
    this.#sink()
    return first.value
  }

  #sink(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      if (left >= this.#heap.length) return
      const least = right < this.#heap.length && this.#before(right, left) ? right : left
      if (!this.#before(least, at)) return
      this.#swap(least, at)
      at = least
    }
  }

  #before(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a], this.#heap[b]]
    if (!x || !y) throw new Error('outside the heap')
    return x.key < y.key || (x.key === y.key && x.order < y.order)
  }

  #swap(a: number, b: number): void {
    const [x, y] = [this.#heap[a], this.#heap[b]]
    if (!x || !y) throw new Error('outside the heap')
    this.#heap[a] = y
    this.#heap[b] = x
  }
}
