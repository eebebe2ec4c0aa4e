/** A heading as it is compared: no spaces, no brackets and what they hold, no punctuation at the ends. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g, '')
    .replace(/[\s:*·、,.]+/g, '')
