/** What the register wants to know of a document, as far as its text says it. */
export interface DocumentHead {
  /** 标题, without the issuer's mark above it. */
  title: string | null
  /** 发文字号, its brackets set right: 市建发〔2026〕12号. */
  number: string | null
  /** 发文机关: the signature at the foot, else the mark at the head. */
  sender: string | null
  /** 成文日期, `YYYY-MM-DD`. */
  dated: string | null
  urgency: '特急' | '加急' | '平急' | null
  /** 密级 as it stands on the paper; one that bears it is not for this system. */
  secrecy: '绝密' | '机密' | '秘密' | null
}

// The fifteen kinds of official document (《党政机关公文处理工作条例》第八条), then what plans and their annexes are called.
const TITLE_ENDINGS = new RegExp(
  `(?:${[
    '决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要',
    '方案|计划|清单|分解表|分工|要点|规定|办法|措施|讲话|摘要',
  ].join('|')})(?:[（(][^）)]{1,12}[）)])?$`,
)
const LONGEST_TITLE = 100
/** Lines from the top among which mark, number and title stand. */
const TOP = 14
/** Lines from the foot among which signature and date stand; annexes and 抄送 may follow them. */
const FOOT = 60

const NUMBER =
  /([\u4e00-\u9fff]{2,14})[〔[（(【]\s*(20\d{2}|19\d{2})\s*[〕\]）)】]\s*(?:第\s*)?(\d{1,5})\s*号/
const DATE = /^(20\d{2}|19\d{2})年(\d{1,2})月(\d{1,2})日$/
const ORGAN =
  /^[\u4e00-\u9fff（）()、]{2,40}(?:政府|办公室|办公厅|局|委员会|委|厅|部|院|中心|公司|指挥部|领导小组|总队|支队|大队|分局|办|会|街道办事处|镇|乡)$/

/**
 * Reads the head and foot of an official document for its register entry. Pure; what the text does not say is null.
 *
 *     headOf('市住建局文件\n市建发〔2026〕12号\n关于…的通知\n…').number   // → '市建发〔2026〕12号'
 */
export function headOf(text: string): DocumentHead {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/[\t\u3000 ]+/g, '').trim())
    .filter((line) => line !== '')
  const top = lines.slice(0, TOP)
  const foot = footOf(lines)
  return {
    title: titleOf(top),
    number: numberOf(top),
    sender: foot.sender ?? markOf(top),
    dated: foot.dated,
    urgency: firstOf(top, /^(?:[★*]?)(特急|加急|平急)(?:[★*]?)$/) as DocumentHead['urgency'],
    secrecy: firstOf(top, /^(绝密|机密|秘密)(?:[★☆*].{0,6})?$/) as DocumentHead['secrecy'],
  }
}

function firstOf(lines: readonly string[], pattern: RegExp): string | null {
  for (const line of lines) {
    const found = pattern.exec(line)?.[1]
    if (found) return found
  }
  return null
}

function numberOf(top: readonly string[]): string | null {
  const line = top.find((one) => NUMBER.test(one) && one.replace(NUMBER, '').length <= 12)
  const found = line === undefined ? null : NUMBER.exec(line)
  return found ? `${found[1]}〔${found[2]}〕${Number(found[3])}号` : null
}

/** A title may run over several lines: those above its last, back to the mark, the number or a line that ends. */
function titleOf(top: readonly string[]): string | null {
  const last = top.findIndex((line) => TITLE_ENDINGS.test(line) && !line.endsWith('文件'))
  if (last === -1) return null
  let first = last
  while (first > 0 && last - first < 3 && continues(top[first - 1] ?? '')) first--
  const title = top.slice(first, last + 1).join('')
  return Array.from(title).length <= LONGEST_TITLE ? title : (top[last] ?? null)
}

/** The line before is part of the title: no mark, no number, no date, no sentence, and not one title above another. */
const continues = (line: string): boolean =>
  line.length >= 4 &&
  !/文件$|^签发人|^(?:特急|加急|平急|绝密|机密|秘密)/.test(line) &&
  !NUMBER.test(line) &&
  !DATE.test(line) &&
  !/[。；：:，]$/.test(line) &&
  !TITLE_ENDINGS.test(line)

const markOf = (top: readonly string[]): string | null => {
  const mark = top.find((line) => line.endsWith('文件') && line.length <= 40)
  return mark ? mark.replace(/文件$/, '') : null
}

/** The last date that stands alone after the body, with the organ above it. */
function footOf(lines: readonly string[]): Pick<DocumentHead, 'sender' | 'dated'> {
  const from = Math.max(1, lines.length - FOOT)
  for (let at = lines.length - 1; at >= from; at--) {
    const found = DATE.exec(lines[at] ?? '')
    if (!found) continue
    const above = lines[at - 1] ?? ''
    const two = (n: string | undefined): string => String(n).padStart(2, '0')
    const dated = `${found[1]}-${two(found[2])}-${two(found[3])}`
    return { sender: ORGAN.test(above) ? above : null, dated }
  }
  return { sender: null, dated: null }
}
