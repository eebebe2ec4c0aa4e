import type { Random } from './random.ts'

const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳',
  ...'鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈',
  ...'项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉',
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '令狐',
  '尉迟',
  '皇甫',
  '端木',
]

const GIVEN = [
  ...'安柏邦本彬博才采昌畅辰承澄川春纯聪翠达丹德迪典鼎冬栋端敦恩法方芳非菲丰枫逢芙福复富刚歌格耕功谷冠光广桂国海涵翰航昊浩禾荷贺恒宏',
  ...'虹鸿厚湖花华怀欢寰焕辉卉慧嘉坚剑健江杰洁捷金津锦瑾劲京经晶景敬静炯久菊娟均俊峻骏可克宽魁坤兰岚朗乐磊礼力立丽利莲良亮林霖玲凌',
  ...'龙隆露鲁璐禄纶茂玫梅美萌梦勉敏明鸣铭墨沐慕楠宁宁诺攀培沛鹏萍平璞朴启其琪齐祺谦乾琴勤青清晴庆秋渠全泉群然仁荣容蓉融如儒锐瑞润若',
  ...'森山善尚韶绍慎升生声胜盛诗时书舒淑澍树硕思松颂素穗涛韬恬天田廷通同望威巍伟炜蔚文雯沃武熙曦霞先贤显宪湘祥翔向潇晓欣新鑫信星兴',
  ...'雄秀旭轩萱雪训雅言彦艳燕阳扬洋瑶耀野业叶一怡宜义艺亦毅英莹颖盈映永勇咏优悠友宇羽雨玉育昱煜裕元园圆源远月悦跃越云芸允韵蕴泽展',
  ...'章昭哲珍真振镇征正政之知志治致智中忠重舟洲竹祝壮卓子梓紫宗祖尊',
]

/** Names of CJK Extension B and beyond the BMP, as some hundred thousand citizens bear them: every list must show them whole. */
export const RARE = ['\u{23C97}', '\u{20BB7}', '\u{249DB}', '\u{25532}', '\u{24AC9}', '\u{21413}']

/** One name in a hundred has a rare character. No two people of a district share a name. */
export function inventNames(random: Random, count: number): string[] {
  const names = new Set<string>()
  while (names.size < count) {
    const given =
      names.size % 67 === 41
        ? random.pick(RARE) + (random.chance(0.5) ? random.pick(GIVEN) : '')
        : random.chance(0.72)
          ? random.pick(GIVEN) + random.pick(GIVEN)
          : random.pick(GIVEN)
    names.add(random.pick(SURNAMES) + given)
  }
  return [...names]
}

/** A phone number that no operator gives out: 000 after the prefix. */
export const inventPhone = (random: Random): string =>
  `1${random.pick(['30', '37', '39', '50', '58', '86'])}000${String(random.int(100_000)).padStart(5, '0')}`
