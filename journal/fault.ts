// Bad input to the journal is a value: one closed list of codes, each with the sentence people read.

const sentences = {
  NOT_CANONICAL_VALUE: '内容含有规范 JSON 不允许的值',
  NOT_WELL_FORMED: '文字含有不成对的代理码元',
  TOO_DEEP: '内容嵌套层数过多',
  NOT_JSON: '不是合法的 JSON 文本',
  DUPLICATE_KEY: '同一对象里键名重复',
  NOT_CANONICAL_TEXT: '文本不是规范 JSON 的唯一写法',
  NOT_UTF8: '字节不是合法的 UTF-8 文字',
  BAD_BASE64: 'Base64 编码不规范',
  BAD_LEAF: '日志叶的字段不合规定',
  LEAF_TOO_LARGE: '日志叶超过 60000 字节',
  BAD_SALT: '盐值必须是 32 字节',
  BAD_FRONTIER: '树的前沿数据已损坏',
  BAD_RANGE: '序号或规模超出日志范围',
  BAD_TILE: '瓦片数据缺失或长度不符',
  BAD_TILE_PATH: '瓦片路径不规范',
  BAD_BUNDLE: '日志叶文件的内容残缺或者多余',
  ROOT_MISMATCH: '两种算法得出的树根不一致',
  BAD_NOTE: '签名文书格式不规范',
  BAD_CHECKPOINT: '检查点格式不规范',
  WRONG_ORIGIN: '检查点不属于这本日志',
  UNKNOWN_KEY: '没有可信密钥的签名',
  BAD_SIGNATURE: '签名核验不通过',
  BAD_PROOF: '存证回执格式不规范',
  BAD_KEY: '公钥文本不规范',
  BAD_POLICY: '信任名单不规范',
  STALE_HEAD: '检查点的见证时间太旧',
  BAD_ENVELOPE: '密封件格式不规范',
  OPINION_TOO_LONG: '意见太长，密封件装不下',
  NOT_A_KEY: '保管人的公钥不规范',
  WRONG_TRUSTEES: '保管人不齐，两方各须至少一人',
  NO_SUCH_WRAP: '密封件里没有给这位保管人的半密钥',
  CANNOT_OPEN: '打不开：密钥不对，或者密封件已被改动',
  COMMIT_MISMATCH: '打开的内容与密封时的承诺值不符',
  BAD_OPINION: '密封件里的内容不规范',
  BAD_HALVES: '半密钥文书格式不规范',
  WRONG_PASSPHRASE: '口令不对，或者密钥文件已损坏',
} as const

export type FaultCode = keyof typeof sentences

/** A refusal of input: a code for programs, a Chinese sentence for people. */
export type Fault = { ok: false; code: FaultCode; because: string }

/** Either the value asked for or the reason why there is none. */
export type Outcome<T> = { ok: true; value: T } | Fault

/** Wraps a value: `done(3)` yields `{ ok: true, value: 3 }`. */
export function done<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

/** Builds a refusal; `detail` is Chinese text put in brackets after the sentence. */
export function fault(code: FaultCode, detail?: string): Fault {
  return {
    ok: false,
    code,
    because: detail === undefined ? `${sentences[code]}。` : `${sentences[code]}（${detail}）。`,
  }
}
